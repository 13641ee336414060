"""Addresses of referrals, all below /kantor/."""

from django.urls import path

from modules.service.referrals.views import agencies, desk

app_name = "referrals"

urlpatterns = [
    path("kantor/arahan/", desk.box, name="box"),
    path("kantor/arahan/baru/", desk.new, name="new"),
    path("kantor/arahan/instansi/", agencies.index, name="agencies"),
    path("kantor/arahan/instansi/tambah/", agencies.add, name="add_agency"),
    path("kantor/arahan/instansi/<int:pk>/", agencies.change, name="agency"),
    path("kantor/arahan/<int:pk>/", desk.detail, name="referral"),
    path("kantor/arahan/<int:pk>/slip/", desk.slip, name="slip"),
    path("kantor/arahan/<int:pk>/<slug:deed>/", desk.step, name="step"),
]
