"""What the head of an RT handed in by the own entrance."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from modules.service.models import Letter
from registry.models import Area

SHOWN_FOR = timedelta(days=60)


def brought_from(area: Area, *, at: datetime) -> QuerySet[Letter]:
    """The requests of the last 60 days, newest first, without what their applicants answered."""
    letters = Letter.objects.select_related("kind").defer("subject", "answers", "warnings")
    return letters.filter(area=area, created_at__gte=at - SHOWN_FOR).order_by("-created_at", "-pk")
