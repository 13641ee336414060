"""The addresses of background work."""

from django.urls import path

from jobs import views

app_name = "jobs"

urlpatterns = [
    path("kantor/pekerjaan/", views.jobs, name="jobs"),
    path("kantor/pekerjaan/<int:job_id>/", views.job, name="job"),
]
