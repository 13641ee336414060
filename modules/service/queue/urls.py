"""Addresses of the queue: people at the root, officers below /kantor/."""

from django.urls import path

from modules.service.queue.views import desk, kiosk, public, setting

app_name = "queue"

urlpatterns = [
    path("antrean/", public.take, name="take"),
    path("antrean/layar/", public.screen, name="screen"),
    path("antrean/mesin/<str:token>/", kiosk.kiosk, name="kiosk"),
    path("antrean/<str:code>/", public.ticket, name="ticket"),
    path("antrean/<str:code>/kabari/", public.ask_for_word, name="word"),
    path("antrean/<str:code>/batal/", public.cancel, name="cancel"),
    path("kantor/antrean/", desk.index, name="desk"),
    path("kantor/antrean/bilah/", desk.strip, name="strip"),
    path("kantor/antrean/loket/", desk.choose_desk, name="choose_desk"),
    path("kantor/antrean/panggil/", desk.call, name="call"),
    path("kantor/antrean/beri/", desk.give, name="give"),
    path("kantor/antrean/pengaturan/", setting.arrangement, name="settings"),
    path("kantor/antrean/pengaturan/mesin/", setting.renew_kiosk, name="renew_kiosk"),
    path("kantor/antrean/waktu/", setting.times, name="times"),
    path("kantor/antrean/<int:pk>/panggil-ulang/", desk.recall, name="recall"),
    path("kantor/antrean/<int:pk>/mulai/", desk.begin, name="begin"),
    path("kantor/antrean/<int:pk>/selesai/", desk.finish, name="finish"),
    path("kantor/antrean/<int:pk>/lewati/", desk.skip, name="skip"),
    path("kantor/antrean/<int:pk>/pindah/", desk.transfer, name="transfer"),
    path("kantor/antrean/<int:pk>/batalkan/", desk.cancel, name="cancel_at_desk"),
]
