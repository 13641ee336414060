"""What a new village finds: all kinds of letter open, the usual settings, and what its kabupaten published before it was opened."""

from datetime import datetime

from modules.service import kinds
from modules.service.actions import house, publications, versions
from modules.service.models import LetterKind, ServiceSettings
from tenants.seeds import on_opened, on_opening


@on_opening("village", files=kinds.FILES)
def plant_service(at: datetime) -> None:
    """This will add what is missing and leave what the office changed, which goes on over what ships now."""
    LetterKind.objects.bulk_create((LetterKind(slug=slug) for slug in kinds.KINDS), ignore_conflicts=True)
    ServiceSettings.objects.get_or_create(id=1)
    versions.follow_release(at=at)


@on_opened("village")
def follow_kabupaten(at: datetime) -> None:
    """This will take over the kabupaten's kinds and rules of letters, so that the first letter is made with them."""
    house.follow_house(at=at)
    publications.take_over_publications(at=at)
