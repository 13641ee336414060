"""What a new village finds: all kinds of letter open, and the usual settings."""

from datetime import datetime

from modules.service import kinds
from modules.service.actions import versions
from modules.service.models import LetterKind, ServiceSettings
from tenants.seeds import on_opening


@on_opening("village", files=kinds.FILES)
def plant_service(at: datetime) -> None:
    """This will add what is missing and leave what the office changed, which goes on over what ships now."""
    LetterKind.objects.bulk_create((LetterKind(slug=slug) for slug in kinds.KINDS), ignore_conflicts=True)
    ServiceSettings.objects.get_or_create(id=1)
    versions.follow_release(at=at)
