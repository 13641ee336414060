"""A kecamatan's own."""

from django.urls import path

from submissions.views import calendar, district

app_name = "submissions"
urlpatterns = [
    path("penyampaian/", district.overview, name="overview"),
    path("penyampaian/kalender/", calendar.district, name="calendar"),
    path("penyampaian/matriks.csv", district.matrix_csv, name="matrix_csv"),
    path("penyampaian/<uuid:key>/", district.received, name="received"),
    path("penyampaian/<uuid:key>/berkas/<uuid:parcel>/", district.file, name="file"),
]
