"""Addresses of the residents' pages, below /kantor/warga/."""

from django.urls import path

from registry.views import happenings, imports, residents, search

app_name = "registry"
urlpatterns = [
    path("", residents.residents, name="residents"),
    path("cari/", search.search, name="search"),
    path("tambah/", residents.add, name="add"),
    path("impor/", imports.upload, name="import"),
    path("impor/<int:pk>/", imports.batch, name="import_batch"),
    path("impor/<int:pk>/kemajuan/", imports.standing, name="import_standing"),
    path("impor/<int:pk>/galat.xlsx", imports.errors, name="import_errors"),
    path("impor/<int:pk>/simpan/", imports.commit, name="import_commit"),
    path("impor/<int:pk>/batalkan/", imports.undo, name="import_undo"),
    path("impor/<int:pk>/baris/<int:row_pk>/", imports.mend, name="import_mend"),
    path("peristiwa/", happenings.events, name="events"),
    path("peristiwa/<int:pk>/", happenings.event, name="event"),
    path("peristiwa/<int:pk>/batal/", happenings.undo, name="event_undo"),
    path("peristiwa/<slug:slug>/", happenings.happening, name="happening"),
    path("<int:pk>/", residents.resident, name="resident"),
    path("<int:pk>/ubah/", residents.correct, name="correct"),
    path("<int:pk>/nik/", residents.nik, name="nik"),
]
