"""Addresses of the territory's pages, below /kantor/wilayah/."""

from django.urls import path, re_path

from registry.views import territory

app_name = "territory"
urlpatterns = [
    path("", territory.territory, name="territory"),
    path("tambah/", territory.add, name="add"),
    path("peta/", territory.load_map, name="load_map"),
    path("wilayah.geojson", territory.geojson, name="geojson"),
    path("<int:pk>/", territory.area, name="area"),
    path("<int:pk>/keterangan/", territory.describe, name="describe"),
    path("<int:pk>/batas/", territory.boundary, name="boundary"),
    re_path(r"^(?P<pk>[0-9]+)/(?P<step>ganti-nama|gabung|bagi|tutup)/$", territory.change, name="change"),
]
