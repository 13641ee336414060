"""A kabupaten's own pages."""

from django.urls import path

from supervision import views
from supervision.urls import figures

app_name = "supervision"
urlpatterns = [
    path("", views.regency_summary, name="summary"),
    path("desa/", views.villages, name="villages"),
    path("desa/baru/", views.open_village, name="open"),
    path("desa/baru/pilih/", views.open_ticked, name="open_ticked"),
    path("desa/baru/banyak/", views.open_many, name="open_many"),
    path("desa/baru/banyak/contoh.csv", views.open_many_example, name="open_many_example"),
    path("desa/baru/banyak/<uuid:key>/", views.bulk_opening, name="bulk_opening"),
    path("desa/baru/banyak/<uuid:key>/buka/", views.start_bulk, name="start_bulk"),
    path("desa/baru/banyak/<uuid:key>/undangan.<slug:form>", views.export_links, name="export_links"),
    path("desa/baru/undangan/", views.invitations, name="invitations"),
    path("desa/baru/<uuid:key>/", views.opening, name="opening"),
    path("desa/<str:key>/batas/", views.limits, name="limits"),
    path("kecamatan/<str:key>/", views.district_page, name="district"),
    path("indikator/<slug:code>/target/", views.set_target, name="set_target"),
    path("hari-libur/", views.holidays_page, name="holidays"),
    path("hari-libur/<slug:day>/masuk/", views.lift_holiday, name="lift_holiday"),
    path("hari-libur/<slug:day>/urungkan/", views.undo_holiday, name="undo_holiday"),
    path("indeks-desa/", views.scores_page, name="scores"),
    path("kelola/", views.offices, name="offices"),
    path("kelola/<str:key>/", views.office_page, name="office"),
    path("kelola/<str:key>/undangan/", views.invite_again, name="invite_again"),
    path("kelola/<str:key>/nama/", views.rename, name="rename"),
    path("kelola/<str:key>/kode/", views.recode, name="recode"),
    path("kelola/<str:key>/tutup/", views.suspend, name="suspend"),
    path("kelola/<str:key>/buka/", views.reopen, name="reopen"),
    path("kelola/<str:key>/hapus/", views.closing, name="closing"),
    path("kelola/<str:key>/hapus/salinan/", views.copy, name="closing_copy"),
    path("kelola/<str:key>/hapus/serah-terima/", views.hand_over, name="closing_hand_over"),
    path("kelola/<str:key>/hapus/pastikan/", views.confirm, name="closing_confirm"),
    path("kelola/<str:key>/hapus/lanjutkan/", views.go_on, name="closing_go_on"),
    path("kelola/<str:key>/hapus/batalkan/", views.call_off, name="closing_call_off"),
    path("kelola/<str:key>/hapus/berita-acara/", views.minutes, name="closing_minutes"),
    *figures,
]
