"""A kabupaten: the inspections it ordered."""

from django.urls import path

from inspections import views

app_name = "inspections"
urlpatterns = [
    path("pemeriksaan/", views.board, name="board"),
    path("pemeriksaan/<uuid:key>/", views.order, name="order"),
]
