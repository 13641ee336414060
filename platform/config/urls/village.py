"""A village: residents in front, officers behind /kantor/."""

from django.urls import include, path

from assignments.api import village_routes as assignment_routes
from config.urls.common import handler400, handler403, handler404, handler500
from config.urls.common import urlpatterns as common
from consultations.api import village_routes as consultation_routes
from messaging.api import routes as message_routes
from modules.reporting.api import routes as reporting_routes
from modules.service.api import routes as service_routes
from modules.service.ask.api import routes as ask_routes
from modules.service.complaints.api import routes as complaint_routes
from modules.service.complaints.api.reporter import routes as reporter_routes
from modules.service.complaints.api.steps import routes as complaint_step_routes
from modules.service.queue.api import routes as queue_routes
from modules.service.queue.api.public import routes as number_routes
from modules.service.queue.api.setting import routes as queue_setting_routes
from modules.service.referrals.api import routes as referral_routes
from modules.service.reports.api import routes as service_report_routes
from modules.service.reports.api.written import routes as written_report_routes
from modules.service.site.api import routes as site_routes
from modules.service.site.api.ppid import routes as information_routes
from modules.service.site.api.publishing import routes as publishing_routes
from modules.service.site.api.writing import routes as writing_routes
from modules.service.survey.api import routes as survey_routes
from registry.api import routes as registry_routes
from registry.statistics.api import routes as statistics_routes
from submissions.api import village_routes as submission_routes

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *common,
    path("kantor/warga/", include("registry.urls")),
    path("kantor/wilayah/", include("registry.territory.urls")),
    path("", include("registry.statistics.urls")),
    path("kantor/angka/", include("supervision.own.urls")),
    path("", include("messaging.urls.village")),
    path("", include("submissions.urls.village")),
    path("", include("inspections.urls.village")),
    path("", include("consultations.urls.village")),
    path("", include("assignments.urls.village")),
    path("", include("modules.service.complaints.urls")),
    path("", include("modules.service.referrals.urls")),
    path("", include("modules.service.reports.urls")),
    path("", include("modules.service.ask.urls")),
    path("", include("modules.service.urls")),
    path("", include("modules.service.queue.urls")),
    path("", include("modules.service.survey.urls")),
    path("", include("modules.service.site.urls")),
    path("", include("modules.reporting.urls")),
    path("api/v1/", include(registry_routes)),
    path("api/v1/", include(statistics_routes)),
    path("api/v1/", include(message_routes)),
    path("api/v1/", include(consultation_routes)),
    path("api/v1/", include(assignment_routes)),
    path("api/v1/", include(service_routes)),
    path("api/v1/", include(queue_routes)),
    path("api/v1/", include(number_routes)),
    path("api/v1/", include(queue_setting_routes)),
    path("api/v1/", include(survey_routes)),
    path("api/v1/", include(complaint_routes)),
    path("api/v1/", include(complaint_step_routes)),
    path("api/v1/", include(reporter_routes)),
    path("api/v1/", include(referral_routes)),
    path("api/v1/", include(site_routes)),
    path("api/v1/", include(writing_routes)),
    path("api/v1/", include(publishing_routes)),
    path("api/v1/", include(information_routes)),
    path("api/v1/", include(service_report_routes)),
    path("api/v1/", include(written_report_routes)),
    path("api/v1/", include(ask_routes)),
    path("api/v1/", include(reporting_routes)),
    path("api/v1/", include(submission_routes)),
]
