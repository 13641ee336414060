"""The address of the log."""

from django.urls import path

from audit import views

app_name = "audit"

urlpatterns = [path("kantor/riwayat/", views.log, name="log")]
