"""What a kabupaten says of consultations; the consultations themselves are between a village and its kecamatan."""

from django.urls import path

from consultations.views import regency

app_name = "consultations"
urlpatterns = [
    path("konsultasi/jenis/", regency.types, name="types"),
    path("konsultasi/jenis/<slug:topic>/", regency.type_page, name="type"),
]
