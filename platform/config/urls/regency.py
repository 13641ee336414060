"""A kabupaten: opens villages and sees counts."""

from django.urls import include, path

from config.urls.common import handler400, handler403, handler404, handler500
from config.urls.common import urlpatterns as common
from submissions.rates_api import regency_routes as submission_routes
from supervision.api import regency_api_patterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *common,
    path("", include("supervision.urls.regency")),
    path("", include("submissions.urls.regency")),
    path("", include("consultations.urls.regency")),
    path("", include("inspections.urls.regency")),
    path("templat/", include("modules.service.urls.regency")),
    path("api/v1/", include(regency_api_patterns)),
    path("api/v1/", include(submission_routes)),
]
