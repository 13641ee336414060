"""A kecamatan's pages about what the BPD of a village told it."""

from django.urls import path

from modules.service.complaints.views import district

app_name = "head_notices"

urlpatterns = [
    path("aduan-kades/", district.index, name="list"),
    path("aduan-kades/<uuid:key>/", district.notice, name="notice"),
]
