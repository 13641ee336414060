"""An office that is about to end: a village of its own key, with people, a log, documents in the store and things in the cache."""

from datetime import timedelta
from typing import Any

from conftest import NOON, REGENCY, office
from django.core.cache import cache

import archive.actions
from accounts.models import Account, Appointment
from archive import copies, destroying, store
from archive.models import Document
from archive.retention import RetentionClass
from supervision.actions import closings, removal
from supervision.models import Closing
from tenants.actions import life
from tenants.actions.opening import open_office
from walls import current

CODE = "35.29.11.2003"
RECEIVER = "Bapak Camat Pragaan"


def person(username: str, post: str) -> Any:
    account = Account.objects.create(username=username, name=f"{username.title()} Contoh", created_at=NOON)
    Appointment.objects.create(account=account, post=post, since=NOON.date())
    return account


def open_one(documents: int = 3, code: str = CODE) -> Any:
    """A village with something of everything, open."""
    store.ensure_bucket()
    copies.ensure_bucket()
    open_office(region_code=code, at=NOON)
    made = office(code)
    with current.inside(made):
        clerk = person("darma", "SEKDES")
        for number in range(documents):
            archive.actions.keep(
                area="surat", name=f"{number}.pdf", content_type="application/pdf", data=b"%PDF-" + bytes([number]) * 100,
                retention=RetentionClass.ROUTINE_LETTER, basis={"title": "Surat"}, at=NOON, by=clerk,
            )  # fmt: skip
        for document in Document.objects.filter(state="WAITING"):
            archive.actions.move_to_store(document_id=document.pk, at=NOON)
        cache.set("something", "of this office", 3600)
    return made


def ready_to_confirm(made: Any, *, asked: str = "admin", other: str = "rekan") -> tuple[Closing, Any]:
    """Suspended, asked for, copied, handed over; returns the removal and the second person. Stands in the kabupaten."""
    regency = office(REGENCY)
    with current.inside(regency):
        first, second = person(asked, "ADMIN_KABUPATEN"), person(other, "DPMD")
        life.suspend_office(office_id=made.pk, reason="Desa bergabung dengan desa lain", by=first, at=NOON)
        closed = office(made.region_code)
        closing = closings.begin_closing(office=closed, reason="Desa bergabung dengan desa lain", by=first, at=NOON)
        removal.make_copy(closing_id=closing.pk, at=NOON + timedelta(minutes=1))
        closings.hand_over(closing=closing, receiver=RECEIVER, by=first, at=NOON + timedelta(minutes=2))
    return closing, second


def confirmed(made: Any, **names: str) -> Closing:
    """The last word was said; nothing was removed yet."""
    closing, second = ready_to_confirm(made, **names)
    with current.inside(office(REGENCY)):
        Closing.objects.filter(pk=closing.pk).update(confirmed_at=NOON + timedelta(minutes=3), confirmed_by=second)
        closing.refresh_from_db()
    return closing


def clear_away(made: Any) -> None:
    """Objects and roles belong to the whole server and not to the test's database."""
    destroying.destroy(made.key)
    destroying.destroy_copies(made.key, but="")
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{made.schema_name}" CASCADE')
        cursor.execute(f'DROP ROLE IF EXISTS "{made.role_name}"')
