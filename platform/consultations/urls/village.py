"""A village's pages, below /kantor/."""

from django.urls import path

from consultations.views import shared, village

app_name = "consultations"
urlpatterns = [
    path("kantor/konsultasi/", shared.index, name="list"),
    path("kantor/konsultasi/baru/", village.new, name="new"),
    path("kantor/konsultasi/konsep/<uuid:key>/", village.draft, name="draft"),
    path("kantor/konsultasi/<uuid:key>/", village.matter, name="matter"),
    path("kantor/konsultasi/<uuid:key>/berkas/<uuid:file>/", shared.file, name="file"),
]
