"""Addresses of the pages that belong to no module; every office kind includes them."""

from django.urls import path

from web import views

app_name = "web"

urlpatterns = [
    path("sehat/", views.health, name="health"),
    path("tampilan/", views.change_display, name="display"),
    path("bantuan/", views.help_page, name="help"),
    path("privasi/", views.privacy, name="privacy"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
    path("kantor/gaya/", views.style_page, name="style_page"),
]
