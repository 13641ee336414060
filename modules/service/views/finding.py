"""What the search box finds among letters, and the letters of one person."""

from typing import Any

from django.urls import reverse

from modules.service import queries
from modules.service.models import Letter
from modules.service.models.letters import STATE_TONES
from modules.service.permissions import ServicePermission
from modules.service.queries.letters import LetterFilters
from registry import about
from registry.about import Asked, Part
from web import searching
from web.searching import MOST, Door, Hit, Provider

#: What a line among others says of a letter.
_SHOWN = ("about_name", "number_text", "state", "kind__slug")


def teach() -> None:
    """This will register them, at start."""
    see = ServicePermission.SEE_LETTERS
    searching.add(Provider("Surat", find_letters, see, 30))
    searching.add_door(Door("Surat", "service:letters", see, ("layanan surat", "arsip layanan", "permohonan surat")))
    searching.add_door(
        Door("Buat surat", "service:counter", ServicePermission.MAKE_LETTERS, ("loket", "cetak surat", "anjungan"))
    )
    about.add(Part("layanan", "Layanan", "service/_about.html", letters_of, see, 40))


def find_letters(text: str, account: Any) -> list[Hit]:
    """By number, tracking code, or the name of whoever asked for it or whom it is about; the newest first."""
    found = queries.letters_page(LetterFilters(text=text)).defer(None).only(*_SHOWN)[:MOST]
    return [_hit(letter) for letter in found]


def letters_of(asked: Asked) -> dict[str, Any]:
    """The letters of a person, also those of merged doubles, newest first."""
    letters = Letter.objects.select_related("kind").defer("subject", "answers").filter(resident__in=asked.records)
    newest = list(letters.order_by("-created_at", "-pk")[:50])
    return {"letters": [(letter, STATE_TONES[letter.state]) for letter in newest]}


def _hit(letter: Letter) -> Hit:
    label = f"{letter.kind.title} – {letter.about_name}"
    note = " · ".join(part for part in (letter.number_text, letter.get_state_display()) if part)
    return Hit(label, reverse("service:letter", args=[letter.pk]), note)
