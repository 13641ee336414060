"""How people come to the books: the menu, the log's words, and who may open the files that were made."""

from typing import Any

from archive import access
from audit import sentences
from modules.reporting.actions import given, taking
from modules.reporting.permissions import ReportingPermission
from papers import books
from web import menu


def open_all() -> None:
    """This will register everything once, at start."""
    sentences.add({"book.take": _taken})
    access.guard(taking.AREA, taking.may_open)
    given.offer_all()
    menu.add(menu.MenuItem("Buku", "reporting:books", "book", ReportingPermission.SEE_BOOKS, 50))


def _taken(detail: dict[str, Any]) -> str:
    try:
        name = books.of(detail.get("code", "")).name
    except books.UnknownBook:
        name = f"Buku {detail.get('code', '')}".strip()
    numbers = " dengan NIK lengkap" if detail.get("full") else ""
    return f"mengunduh {name} {detail.get('span', '')}{numbers}".replace("  ", " ")
