"""A kecamatan: what it gave its villages to do."""

from django.urls import path

from assignments.views import district

app_name = "assignments"
urlpatterns = [
    path("tugas/", district.board, name="board"),
    path("tugas/baru/", district.new, name="new"),
    path("tugas/paket/<uuid:key>/", district.bundle, name="bundle"),
    path("tugas/paket/<uuid:key>/<slug:deed>/", district.bundle_step, name="bundle_step"),
    path("tugas/<uuid:key>/", district.matter, name="matter"),
    path("tugas/<uuid:key>/<slug:deed>/", district.step, name="step"),
    path("tugas/<uuid:key>/berkas/<uuid:file>/", district.file, name="file"),
]
