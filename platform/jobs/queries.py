"""Questions about background work."""

from typing import Any

from django.db.models import QuerySet

from jobs.models import Job
from jobs.permissions import JobPermission


def jobs_for(person: Any) -> QuerySet[Job]:
    """The person's own jobs, newest first; for those who may, the whole office's."""
    found = Job.objects.select_related("by").order_by("-queued_at", "-pk")
    return found if person.may(JobPermission.SEE_ALL_JOBS) else found.filter(by=person.pk)
