"""The village's own figures, below /kantor/."""

from django.urls import path

from supervision.own import views

app_name = "figures"
urlpatterns = [
    path("", views.figures, name="figures"),
    path("langkah-awal/", views.starting_steps, name="starting"),
    path("<slug:month>/<slug:slug>/", views.figure, name="figure"),
]
