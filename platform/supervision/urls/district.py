"""A kecamatan's own pages."""

from django.urls import path

from supervision import views
from supervision.urls import figures

app_name = "supervision"
urlpatterns = [path("", views.district_summary, name="summary"), *figures]
