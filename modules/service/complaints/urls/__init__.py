"""Addresses of complaints: everybody at the root, officers below /kantor/."""

from django.urls import path

from modules.service.complaints.views import desk, public, tracking

app_name = "complaints"

urlpatterns = [
    path("aduan/", public.new, name="new"),
    path("aduan/terkirim/", public.sent, name="sent"),
    path("aduan/terjawab/", public.answered, name="answered"),
    path("aduan/lacak/", tracking.find, name="find"),
    path("aduan/<str:code>/", tracking.follow, name="follow"),
    path("aduan/<str:code>/balas/", tracking.reply, name="reply"),
    path("aduan/<str:code>/nilai/", tracking.rate, name="rate"),
    path("aduan/<str:code>/buka-kembali/", tracking.reopen, name="reopen"),
    path("aduan/<str:code>/nama/", tracking.share, name="share"),
    path("kantor/aduan/", desk.box, name="box"),
    path("kantor/aduan/<uuid:complaint_id>/", desk.detail, name="complaint"),
    path("kantor/aduan/<uuid:complaint_id>/foto/<int:number>/", desk.photo, name="photo"),
    path("kantor/aduan/<uuid:complaint_id>/pelapor/", desk.reporter, name="reporter"),
    path("kantor/aduan/<uuid:complaint_id>/<slug:deed>/", desk.step, name="step"),
]
