"""Addresses of the residents' pages, below /kantor/warga/."""

from django.urls import path

from registry.views import exports, imports, residents, search

app_name = "registry"
urlpatterns = [
    path("", residents.residents, name="residents"),
    path("cari/", search.search, name="search"),
    path("tambah/", residents.add, name="add"),
    path("ekspor.xlsx", exports.residents, {"kind": "xlsx"}, name="export"),
    path("ekspor.csv", exports.residents, {"kind": "csv"}, name="export_csv"),
    path("impor/", imports.upload, name="import"),
    path("impor/<int:pk>/", imports.batch, name="import_batch"),
    path("impor/<int:pk>/kemajuan/", imports.standing, name="import_standing"),
    path("impor/<int:pk>/galat.xlsx", imports.errors, name="import_errors"),
    path("impor/<int:pk>/simpan/", imports.commit, name="import_commit"),
    path("impor/<int:pk>/batalkan/", imports.undo, name="import_undo"),
    path("impor/<int:pk>/baris/<int:row_pk>/", imports.mend, name="import_mend"),
    path("<int:pk>/", residents.resident, name="resident"),
    path("<int:pk>/ubah/", residents.correct, name="correct"),
    path("<int:pk>/nik/", residents.nik, name="nik"),
]
