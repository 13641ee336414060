"""Reports as lists and as those that come before."""

from django.db.models import QuerySet

from modules.service.reports.models import Report


def reports() -> QuerySet[Report]:
    """The newest span first."""
    return Report.objects.defer("figures", "texts", "advice", "followed", "story").order_by("-first_day", "kind", "pk")


def report_before(report: Report) -> Report | None:
    """The approved report of this kind before it: what it recommended is followed up."""
    earlier = Report.objects.filter(kind=report.kind, state=Report.State.APPROVED, first_day__lt=report.first_day)
    return earlier.order_by("-first_day", "-pk").first()
