"""A village's own."""

from django.urls import path

from submissions.views import village

app_name = "submissions"
urlpatterns = [
    path("kantor/penyampaian/", village.duties, name="duties"),
    path("kantor/penyampaian/berkas/<uuid:key>/<uuid:parcel>/", village.file, name="file"),
    path("kantor/penyampaian/<slug:obligation>/<slug:term>/", village.report, name="report"),
    path("kantor/penyampaian/<slug:obligation>/<slug:term>/tanda-terima.pdf", village.receipt, name="receipt"),
]
