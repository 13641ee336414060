"""A village's own."""

from django.urls import path

from submissions.own import views as own
from submissions.views import calendar, village

app_name = "submissions"
urlpatterns = [
    path("kantor/penyampaian/", village.duties, name="duties"),
    path("kantor/penyampaian/kalender/", calendar.village, name="calendar"),
    path("kantor/penyampaian/berkas/<uuid:key>/<uuid:parcel>/", village.file, name="file"),
    path("kantor/penyampaian/<slug:obligation>/<slug:term>/", village.report, name="report"),
    path("kantor/penyampaian/<slug:obligation>/<slug:term>/tanda-terima.pdf", village.receipt, name="receipt"),
    path("kantor/kewajiban/", own.duties, name="own_duties"),
    path("kantor/kewajiban/<slug:obligation>/", own.duty, name="own_duty"),
    path("kantor/kewajiban/<slug:obligation>/<slug:term>/selesai/", own.done, name="own_done"),
]
