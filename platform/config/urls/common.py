"""Pages every kind of office has."""

from django.urls import include, path

from config.urls.api import api_patterns

urlpatterns = [
    path("", include("web.urls")),
    path("kantor/arsip/", include("archive.urls")),
    path("", include("accounts.urls")),
    path("", include("audit.urls")),
    path("", include("jobs.urls")),
    path("", include("messaging.urls")),
    path("", include("tenants.urls")),
    path("api/v1/", include(api_patterns)),
]

handler400 = "web.errors.bad_request"
handler403 = "web.errors.forbidden"
handler404 = "web.errors.not_found"
handler500 = "web.errors.broken"
