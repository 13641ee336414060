"""What the search box finds among letters, and the letters of one person."""

from typing import Any

from django.urls import reverse

from modules.service import queries
from modules.service.models import Letter, LetterKind, State
from modules.service.models.letters import STATE_TONES
from modules.service.permissions import ServicePermission
from registry import about
from registry.about import Asked, Part
from registry.permissions import RegistryPermission
from registry.queries import sees_whole_register
from web import searching
from web.searching import Door, Group, Hit, Provider


def teach() -> None:
    """This will register them, at start."""
    see = ServicePermission.SEE_LETTERS
    searching.add(Provider("letters", find_letters, see, 30))
    searching.add_door(Door("Surat", "service:letters", see, ("layanan surat", "arsip layanan", "permohonan surat")))
    searching.add_door(
        Door("Buat surat", "service:counter", ServicePermission.MAKE_LETTERS, ("loket", "cetak surat", "anjungan"))
    )
    about.add(Part("layanan", "Layanan", "service/_about.html", letters_of, see, 40))


def find_letters(text: str, account: Any) -> list[Group]:
    """
    By number, tracking code, or the name of whoever asked for it or whom it is about; the newest first.

    By a whole NIK or KK, those of whom it belongs to, for who sees everybody in the register.
    """
    sees_people = account.may(RegistryPermission.SEE_RESIDENTS) and sees_whole_register(account)
    return [Group("Surat", [_hit(*row) for row in queries.letters_like(text, by_numbers_of_people=sees_people)])]


def letters_of(asked: Asked) -> dict[str, Any]:
    """The letters of a person, also those of merged doubles, newest first."""
    letters = Letter.objects.select_related("kind").defer("subject", "answers").filter(resident__in=asked.records)
    newest = list(letters.order_by("-created_at", "-pk")[:50])
    return {"letters": [(letter, STATE_TONES[letter.state]) for letter in newest]}


def _hit(pk: int, slug: str, version: str | None, about: str, number: str, state: str) -> Hit:
    title = LetterKind(slug=slug, version_id=version).title
    note = " · ".join(part for part in (number, State(state).label) if part)
    return Hit(f"{title} – {about}", reverse("service:letter", args=[pk]), note)
