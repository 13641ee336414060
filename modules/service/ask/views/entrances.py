"""How people come to questions, and how questions come by WhatsApp."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accounts import links
from audit import sentences
from messaging import webhook
from modules.service.ask import actions, queries
from modules.service.ask.permissions import AskPermission
from modules.service.ask.rules.documents import Document
from modules.service.contract import add_to
from walls import current
from web import menu, searching
from web.searching import Door

KEEP = AskPermission.KEEP_ANSWERS


def open_all() -> None:
    """This will register everything once, at start."""
    sentences.add({"answer.keep": "menulis jawaban Tanya", "answer.forget": "menghapus pertanyaan Tanya"})
    sentences.name_subjects("ask.entry", "pertanyaan")
    add_to("home", "ask/_tile.html", _always)
    menu.add(menu.MenuItem("Tanya", "ask:entries", "help", KEEP, 49, shell=menu.FOUND))
    searching.add_door(Door("Jawaban Tanya", "ask:entries", KEEP, ("faq", "tanya jawab", "pertanyaan warga")))
    webhook.answered_by(in_words)


def in_words(question: str) -> str:
    """
    An answer as a chat message: what is published, its source, and a person to turn to. Of nobody's matter: that is behind a link.

    A message without words, such as a voice or a picture, is asked for words; what has no answer is counted as on the page.
    """
    if not question:
        return (
            f"Kami hanya dapat membaca tulisan. Silakan tulis pertanyaan Anda tentang layanan {current.office().title}, "
            f"atau hubungi petugas: {links.address('ask:ask')}\nKetik STOP untuk berhenti."
        )
    answer = queries.answer_to(question)
    if not answer.telling:
        return f"Silakan tulis pertanyaan Anda tentang layanan {current.office().title}. Ketik STOP untuk berhenti."
    person = f"Hubungi petugas: {links.address('ask:ask')}"
    if answer.best is None:
        actions.note_unanswered(question=question, at=timezone.now())
        near = "".join(f"\n- {one.title}" for one in answer.others)
        return f"Maaf, kami belum punya jawabannya.{f' Mungkin maksud Anda:{near}' if near else ''}\n{person}"
    return f"{_said(answer.best)}\n{person}"


def _said(document: Document) -> str:
    facts = [f"{label}: {'; '.join(lines)}." for label, lines in document.facts if lines]
    source = f"Sumber: {document.source}"
    if document.link:
        source += f" {current.office().address.rstrip('/')}{document.link}"
    return "\n".join([f"{document.title}. {document.answer}"[:200], *(fact[:150] for fact in facts), source])


def _always(_request: HttpRequest, _about: Any) -> dict[str, Any]:
    return {}
