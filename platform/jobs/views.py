"""The pages `Pekerjaan`: what the office's machine is doing for its people."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobs import progress, queries
from jobs.models import Job
from jobs.permissions import JobPermission
from web import htmx, paging
from web.access import requires

# A long job is asked for less often, so that forgotten pages cost little.
OFTEN_S, SELDOM_S, SOON = 2, 10, timedelta(minutes=1)


@requires(JobPermission.SEE_OWN_JOBS)
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """List the jobs the person may see."""
    return render(request, "jobs/jobs.html", {"page": paging.page_of(request, queries.jobs_for(request.user))})


@requires(JobPermission.SEE_OWN_JOBS)
@require_safe
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show how far one job is and what came of it; somebody else's job is as good as absent."""
    found: Job = get_object_or_404(queries.jobs_for(request.user), pk=job_id)
    pause = OFTEN_S if timezone.now() - found.queued_at < SOON else SELDOM_S
    context = {"job": found, "standing": progress.standing(found.pk), "pause": pause}
    return htmx.render(request, "jobs/job.html", "jobs/_job.html", context)
