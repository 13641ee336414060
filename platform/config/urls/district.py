"""A kecamatan: supervisors see counts of their villages."""

from django.urls import include, path

from config.urls.common import handler400, handler403, handler404, handler500
from config.urls.common import urlpatterns as common
from supervision.api import api_patterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *common,
    path("", include("supervision.urls.district")),
    path("api/v1/", include(api_patterns)),
]
