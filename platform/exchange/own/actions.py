"""Writing the own layer of a village; what may stand in it the rooms above decide."""

from datetime import datetime
from typing import Any

from exchange.own.models import About, Refinement


def keep(about: About, code: str, said: dict[str, Any], *, by: Any, at: datetime) -> None:
    """Lay it over what the kabupaten publishes, in the place of what the village said before."""
    person = by if getattr(by, "pk", None) else None
    Refinement.objects.update_or_create(about=about, code=code, defaults={"said": said, "set_by": person, "set_at": at})


def drop(about: About, code: str) -> bool:
    """Take it back; False when nothing was said."""
    count, _ = Refinement.objects.filter(about=about, code=code).delete()
    return bool(count)


def held(about: About, code: str) -> dict[str, Any] | None:
    """What was said, locked until the end of the transaction; None when nothing was."""
    found = Refinement.objects.select_for_update().filter(about=about, code=code).values_list("said", flat=True).first()
    return dict(found) if found is not None else None
