"""The standards of the office: the decreed ones, the draft of the next, and how long a service really takes."""

from dataclasses import dataclass
from statistics import median

from modules.service.models import Letter, LetterKind, Standard
from modules.service.queries.desk import local
from modules.service.rules import measured as measuring
from modules.service.rules.hours import Hours
from walls import fleeting

_KEPT_S = 600
_NEWEST = 50
#: Fewer say little about the next one.
_FEWEST = 5


@dataclass(frozen=True)
class Standards:
    decreed: Standard | None
    draft: Standard | None


def standards() -> Standards:
    """The newest decreed standards and the draft; one query."""
    found = list(Standard.objects.order_by("-approved_at")[:2])
    decreed = next((one for one in found if one.is_decreed), None)
    return Standards(decreed, next((one for one in found if not one.is_decreed), None))


def standard_in_force() -> int | None:
    """What a letter made now is promised under."""
    decreed = Standard.objects.filter(approved_at__isnull=False).order_by("-approved_at")
    return decreed.values_list("pk", flat=True).first()


def measured(kind: LetterKind, hours: Hours) -> int | None:
    """
    Minutes of opening hours half of the newest signed letters of a kind took at most; None when there are few.

    Remembered for some minutes; without a cache it costs one query.
    """
    key = f"measured-{kind.slug}"
    kept = fleeting.get(key)
    if kept is None:
        signed = Letter.objects.filter(kind=kind, signed_at__isnull=False).order_by("-signed_at")
        spans = [
            measuring.opening_minutes(local(begun), local(done), hours)
            for begun, done in signed.values_list("created_at", "signed_at")[:_NEWEST]
            if done
        ]
        kept = round(median(spans)) if len(spans) >= _FEWEST else -1
        fleeting.put(key, kept, seconds=_KEPT_S)
    return None if kept < 0 else int(kept)
