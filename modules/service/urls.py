"""Addresses of the service: residents at the root, officers below /kantor/."""

from django.urls import path

from modules.service.views import counter, letters, offline, public, requests, settings, signing, tracking, verification

app_name = "service"

urlpatterns = [
    path("", public.home, name="home"),
    path("layanan/", public.services, name="services"),
    path("layanan/terkirim/<str:code>/", requests.sent, name="sent"),
    path("layanan/<slug:slug>/", public.service, name="service"),
    path("layanan/<slug:slug>/ajukan/", requests.begin, name="begin"),
    path("layanan/<slug:slug>/ajukan/identitas/", requests.identity, name="identity"),
    path("layanan/<slug:slug>/ajukan/syarat/", requests.documents, name="documents"),
    path("layanan/<slug:slug>/ajukan/periksa/", requests.check, name="check"),
    path("layanan/<slug:slug>/ajukan/<slug:step>/", requests.step, name="step"),
    path("lacak/", tracking.find, name="find"),
    path("lacak/<str:code>/", tracking.letter, name="track"),
    path("lacak/<str:code>/perbaiki/", tracking.mend, name="mend"),
    path("lacak/<str:code>/unduh/", tracking.fetch, name="fetch"),
    path("verifikasi/", verification.find, name="verify"),
    path("verifikasi/luring/", offline.page, name="offline"),
    path("verifikasi/pencabutan.json", offline.revoked, name="revoked"),
    path("verifikasi/pekerja.js", offline.worker, name="offline_worker"),
    path("verifikasi/<str:code>/", verification.letter, name="verification"),
    path("kantor/loket/", counter.desk, name="counter"),
    path("kantor/loket/pratinjau/", counter.preview, name="counter_preview"),
    path("kantor/surat/", letters.index, name="letters"),
    path("kantor/surat/jenis/", settings.kinds, name="kinds"),
    path("kantor/surat/pengaturan/", settings.numbering, name="settings"),
    path("kantor/surat/<int:letter_id>/", letters.detail, name="letter"),
    path("kantor/surat/<int:letter_id>/pratinjau/", letters.preview, name="letter_preview"),
    path("kantor/surat/<int:letter_id>/periksa/", letters.check, name="check_letter"),
    path("kantor/surat/<int:letter_id>/paraf/", letters.initial, name="initial_letter"),
    path("kantor/surat/<int:letter_id>/kembalikan/", letters.send_back, name="return_letter"),
    path("kantor/surat/<int:letter_id>/batalkan/", letters.cancel, name="cancel_letter"),
    path("kantor/surat/<int:letter_id>/serahkan/", letters.hand_over, name="hand_over_letter"),
    path("kantor/tanda-tangan/", signing.box, name="signing_box"),
    path("kantor/tanda-tangan/sertifikat/", signing.certificate, name="certificate"),
]
