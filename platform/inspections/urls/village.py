"""A village: who looks into it."""

from django.urls import path

from inspections import views

app_name = "inspections"
urlpatterns = [path("kantor/pemeriksaan/", views.own, name="own")]
