"""Addresses of the statistics: of the office below /kantor/statistik/, of everybody below /statistik/."""

from django.urls import path

from registry.statistics.views import kept, lists, open, tables

app_name = "statistics"
urlpatterns = [
    path("statistik/", open.public_index, name="public"),
    path("statistik/<slug:slug>/", open.public_statistic, name="public_statistic"),
    path("kantor/statistik/", tables.index, name="index"),
    path("kantor/statistik/piramida/", tables.pyramid, name="pyramid"),
    path("kantor/statistik/perkembangan/", tables.grown, name="growth"),
    path("kantor/statistik/perkembangan/unduh/<slug:form>/", tables.grown_file, name="growth_file"),
    path("kantor/statistik/kelompok-rentan/", lists.vulnerable, name="vulnerable"),
    path("kantor/statistik/kelompok-rentan/unduh/<slug:form>/", lists.vulnerable_file, name="vulnerable_file"),
    path("kantor/statistik/wajib-ktp/", lists.card_duty, name="card_duty"),
    path("kantor/statistik/wajib-ktp/unduh/<slug:form>/", lists.card_duty_file, name="card_duty_file"),
    path("kantor/statistik/pemilih/", lists.voter_list, name="voters"),
    path("kantor/statistik/pemilih/unduh/<slug:form>/", lists.voter_file, name="voters_file"),
    path("kantor/statistik/pemilih/simpan/", kept.keep, name="keep_voters"),
    path("kantor/statistik/pemilih/tersimpan/", kept.kept_ones, name="kept_lists"),
    path("kantor/statistik/pemilih/tersimpan/<int:pk>/", kept.kept_one, name="kept_list"),
    path("kantor/statistik/pemilih/tersimpan/<int:pk>/tarik/", kept.withdraw, name="withdraw_list"),
    path("kantor/statistik/pemilih/tersimpan/<int:pk>/lengkap/", kept.take_full, name="full_list"),
    path("kantor/statistik/pemilih/tersimpan/<int:pk>/unduh/<slug:form>/", kept.kept_file, name="kept_file"),
    path("kantor/statistik/<slug:slug>/", tables.statistic, name="statistic"),
    path("kantor/statistik/<slug:slug>/unduh/<slug:form>/", tables.file, name="file"),
]
