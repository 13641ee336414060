"""Addresses of a kabupaten below /templat/."""

from django.urls import path

from modules.service.views import house, publishing

app_name = "publishing"

urlpatterns = [
    path("", publishing.index, name="index"),
    path("baru/", publishing.new, name="new"),
    path("tata-naskah/", house.regency, name="house"),
    path("<slug:slug>/", publishing.text, name="text"),
    path("<slug:slug>/pratinjau/", publishing.preview, name="preview"),
    path("<slug:slug>/berkas.toml", publishing.download, name="download"),
    path("<slug:slug>/tarik/", publishing.withdraw, name="withdraw"),
]
