"""A kabupaten's own pages."""

from django.urls import path

from supervision import views
from supervision.urls import figures

app_name = "supervision"
urlpatterns = [
    path("", views.regency_summary, name="summary"),
    path("desa/", views.villages, name="villages"),
    path("desa/baru/", views.open_village, name="open"),
    path("desa/baru/banyak/", views.open_many, name="open_many"),
    path("desa/baru/banyak/contoh.csv", views.open_many_example, name="open_many_example"),
    path("desa/baru/banyak/<uuid:key>/", views.bulk_opening, name="bulk_opening"),
    path("desa/baru/banyak/<uuid:key>/buka/", views.start_bulk, name="start_bulk"),
    path("desa/baru/banyak/<uuid:key>/undangan.csv", views.export_links, name="export_links"),
    path("desa/baru/<uuid:key>/", views.opening, name="opening"),
    path("desa/<str:key>/batas/", views.limits, name="limits"),
    path("kecamatan/<str:key>/", views.district_page, name="district"),
    path("indikator/<slug:code>/target/", views.set_target, name="set_target"),
    *figures,
]
