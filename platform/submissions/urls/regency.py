"""A kabupaten's own."""

from django.urls import path

from submissions.views import regency

app_name = "submissions"
urlpatterns = [
    path("penyampaian/", regency.overview, name="overview"),
    path("kewajiban/", regency.obligations, name="obligations"),
    path("kewajiban/<slug:obligation>/", regency.obligation, name="obligation"),
]
