"""Addresses of the territory's pages, below /kantor/wilayah/."""

from django.urls import path

from registry.views import entrances, territory

app_name = "territory"
urlpatterns = [
    path("", territory.territory, name="territory"),
    path("tambah/", territory.add, name="add"),
    path("peta/", territory.load_map, name="load_map"),
    path("garis/", territory.outline, name="outline"),
    path("tautan-rt/", entrances.entrances, name="entrances"),
    path("wilayah.geojson", territory.geojson, name="geojson"),
    path("<int:pk>/", territory.area, name="area"),
    path("<int:pk>/keterangan/", territory.describe, name="describe"),
    path("<int:pk>/batas/", territory.boundary, name="boundary"),
    path("<int:pk>/tautan-rt/", entrances.entrance, name="entrance"),
    path("<int:pk>/<slug:step>/", territory.change, name="change"),
]
