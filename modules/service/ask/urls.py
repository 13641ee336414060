"""Addresses of questions: everybody at the root, officers below /kantor/."""

from django.urls import path

from modules.service.ask.views import office, public

app_name = "ask"

urlpatterns = [
    path("tanya/", public.ask, name="ask"),
    path("tanya/petugas/", public.hand_over, name="hand_over"),
    path("kantor/tanya/", office.index, name="entries"),
    path("kantor/tanya/baru/", office.add, name="add"),
    path("kantor/tanya/<int:pk>/", office.change, name="entry"),
]
