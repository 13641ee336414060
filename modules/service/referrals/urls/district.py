"""A kecamatan's pages about people its villages sent to it."""

from django.urls import path

from modules.service.referrals.views import district

app_name = "handed_up"

urlpatterns = [
    path("arahan-warga/", district.index, name="list"),
    path("arahan-warga/<uuid:key>/", district.handed, name="handed"),
]
