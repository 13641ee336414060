"""Addresses of the residents' pages, below /kantor/warga/."""

from django.urls import path

from registry.views import doubles, exports, households, imports, papers, person, residents, revealing, search

app_name = "registry"
urlpatterns = [
    path("", residents.residents, name="residents"),
    path("cari/", search.search, name="search"),
    path("tambah/", residents.add, name="add"),
    path("ekspor.xlsx", exports.residents, {"kind": "xlsx"}, name="export"),
    path("ekspor.csv", exports.residents, {"kind": "csv"}, name="export_csv"),
    path("ganda/", doubles.doubles, name="doubles"),
    path("ganda/<int:first>/<int:second>/", doubles.pair, name="double"),
    path("ganda/<int:first>/<int:second>/berbeda/", doubles.not_same, name="not_same"),
    path("ganda/<int:pk>/batal/", doubles.undo, name="undo_merge"),
    path("rumah-tangga/", households.households, name="households"),
    path("rumah-tangga/buat/", households.make, name="make_household"),
    path("rumah-tangga/<int:pk>/", households.household, name="household"),
    path("rumah-tangga/<int:pk>/ubah/", households.change, name="change_household"),
    path("rumah-tangga/<int:pk>/masuk/", households.join, name="join_household"),
    path("rumah-tangga/<int:pk>/keluar/", households.leave, name="leave_household"),
    path("impor/", imports.upload, name="import"),
    path("impor/<int:pk>/", imports.batch, name="import_batch"),
    path("impor/<int:pk>/kemajuan/", imports.standing, name="import_standing"),
    path("impor/<int:pk>/galat.xlsx", imports.errors, name="import_errors"),
    path("impor/<int:pk>/simpan/", imports.commit, name="import_commit"),
    path("impor/<int:pk>/batalkan/", imports.undo, name="import_undo"),
    path("impor/<int:pk>/baris/<int:row_pk>/", imports.mend, name="import_mend"),
    path("<int:pk>/", person.resident, name="resident"),
    path("<int:pk>/ubah/", residents.correct, name="correct"),
    path("<int:pk>/nik/", revealing.nik, name="nik"),
    path("<int:pk>/foto/", papers.photo, name="photo"),
    path("<int:pk>/foto/ganti/", papers.change_photo, name="change_photo"),
    path("<int:pk>/foto/hapus/", papers.remove_photo, name="remove_photo"),
    path("<int:pk>/dokumen/tambah/", papers.add, name="add_paper"),
    path("<int:pk>/dokumen/<int:paper_pk>/hapus/", papers.remove, name="remove_paper"),
    path("<int:pk>/kk/", revealing.kk, name="kk"),
    path("<int:pk>/nik-orang-tua/", revealing.parents, name="parents_nik"),
    path("<int:pk>/kesehatan/", revealing.health, name="health"),
]
