"""A kecamatan: supervisors see counts of their villages."""

from django.urls import include, path

from assignments.api import district_routes as assignment_routes
from config.urls.common import handler400, handler403, handler404, handler500
from config.urls.common import urlpatterns as common
from consultations.api import routes as consultation_routes
from submissions.api import district_routes as submission_routes
from supervision.api import api_patterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *common,
    path("", include("supervision.urls.district")),
    path("", include("submissions.urls.district")),
    path("", include("consultations.urls.district")),
    path("", include("signatories.urls")),
    path("api/v1/", include(consultation_routes)),
    path("api/v1/", include(api_patterns)),
    path("api/v1/", include(submission_routes)),
    path("", include("assignments.urls.district")),
    path("", include("modules.service.complaints.urls.district")),
    path("", include("modules.service.referrals.urls.district")),
    path("api/v1/", include(api_patterns)),
    path("api/v1/", include(assignment_routes)),
]
