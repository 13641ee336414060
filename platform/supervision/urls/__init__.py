"""The addresses of a kecamatan and of a kabupaten."""

from django.urls import path

from supervision import views

# What both have.
figures = [
    path("langkah-awal/", views.starting, name="starting"),
    path("desa/<str:key>/", views.village, name="village"),
    path("desa/<str:key>/<slug:code>/", views.figure, name="figure"),
    path("indikator/", views.indicators_page, name="indicators"),
    path("indikator/<slug:code>/", views.indicator_page, name="indicator"),
    path("indikator/<slug:code>/unduh.pdf", views.download_indicator, name="download_indicator"),
    path("unduh/perbandingan.<slug:form>", views.download, name="download"),
]
