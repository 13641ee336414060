"""Addresses of the survey."""

from django.urls import path

from modules.service.survey.views import planning, public, results

app_name = "survey"

urlpatterns = [
    path("survei/", public.result, name="public"),
    path("survei/terima-kasih/", public.thanks, name="thanks"),
    path("survei/<str:token>/", public.answer, name="answer"),
    path("kantor/survei/", results.results, name="results"),
    path("kantor/survei/rencana/", planning.plan, name="plan"),
    path("kantor/survei/poster/", results.poster, name="poster"),
]
