"""A kecamatan's pages, and the one by which anybody checks its papers."""

from django.urls import path

from consultations.views import district, shared, signing

app_name = "consultations"
urlpatterns = [
    path("konsultasi/", shared.index, name="list"),
    path("konsultasi/sertifikat/", signing.certificate, name="certificate"),
    path("konsultasi/<uuid:key>/", district.matter, name="matter"),
    path("konsultasi/<uuid:key>/konsep.pdf", district.preview, name="preview"),
    path("konsultasi/<uuid:key>/tanda-tangan/", signing.sign, name="sign"),
    path("konsultasi/<uuid:key>/berkas/<uuid:file>/", shared.file, name="file"),
    path("verifikasi/<str:code>/", signing.verify, name="verification"),
]
