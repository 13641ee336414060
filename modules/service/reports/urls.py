"""Addresses of monitoring and reports, below /kantor/."""

from django.urls import path

from modules.service.reports.views import dashboard, reports

app_name = "service_reports"

urlpatterns = [
    path("kantor/pelayanan/", dashboard.dashboard, name="dashboard"),
    path("kantor/laporan/pelayanan/", reports.index, name="reports"),
    path("kantor/laporan/pelayanan/<int:report_id>/", reports.report, name="report"),
    path("kantor/laporan/pelayanan/<int:report_id>/konsep.pdf", reports.draft, name="draft"),
]
