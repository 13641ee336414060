"""The addresses of accounts, in every kind of office."""

from django.urls import path

from accounts.views import clients, entrance, own, people, searching

app_name = "accounts"

urlpatterns = [
    path("masuk/", entrance.sign_in, name="sign_in"),
    path("masuk/siapa/", entrance.standing, name="standing"),
    path("keluar/", entrance.sign_out, name="sign_out"),
    path("undangan/<str:secret>/", entrance.invitation, name="invitation"),
    path("lupa-sandi/", entrance.forgotten, name="forgotten"),
    path("kantor/", own.home, name="home"),
    path("kantor/cari/", searching.search, name="search"),
    path("kantor/faktor-kedua/", own.second_factor, name="second_factor"),
    path("kantor/akun/", own.profile, name="profile"),
    path("kantor/akun/sandi/", own.password, name="password"),
    path("kantor/akun/sesi/lainnya/akhiri/", own.end_other_sessions, name="end_other_sessions"),
    path("kantor/akun/sesi/<slug:mark>/akhiri/", own.end_session, name="end_session"),
    path("kantor/pengaturan/perangkat/", people.people, name="people"),
    path("kantor/pengaturan/perangkat/undang/", people.invite, name="invite"),
    path("kantor/pengaturan/perangkat/<int:account_id>/", people.person, name="person"),
    path("kantor/pengaturan/perangkat/<int:account_id>/jabatan/", people.posts, name="posts"),
    path("kantor/pengaturan/perangkat/<int:account_id>/nik/", people.note_nik, name="note_nik"),
    path("kantor/pengaturan/perangkat/<int:account_id>/nip/", people.note_employee_number, name="note_employee_number"),
    path("kantor/pengaturan/perangkat/<int:account_id>/tutup/", people.close, name="close"),
    path("kantor/pengaturan/perangkat/<int:account_id>/buka/", people.reopen, name="reopen"),
    path("kantor/pengaturan/perangkat/<int:account_id>/sandi/", people.offer_reset, name="offer_reset"),
    path("kantor/pengaturan/perangkat/<int:account_id>/faktor-kedua/", people.reset_totp, name="reset_totp"),
    path("kantor/pengaturan/integrasi/", clients.clients, name="clients"),
    path("kantor/pengaturan/integrasi/<int:client_id>/cabut/", clients.revoke, name="revoke_client"),
]
