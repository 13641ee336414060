"""A kecamatan's pages about who signs for the camat."""

from django.urls import path

from signatories import views

app_name = "signatories"
urlpatterns = [
    path("penandatangan/", views.deputies, name="list"),
    path("penandatangan/catat/", views.appoint, name="appoint"),
    path("penandatangan/sertifikat/", views.signer, name="signer"),
    path("penandatangan/<int:deputy_id>/akhiri/", views.end, name="end"),
]
