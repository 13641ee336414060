"""A sample of what offices hand to each other, each step by the officer whose it is."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.posts import Post
from assignments import actions as assignments
from assignments.rules.evidence import Evidence
from config.demo.letters import officers
from consultations import actions as consultations
from exchange.matters import queries as journals
from tenants.models import Office
from walls import current

TITLE = "Data kader posyandu"
TEXT = "Hitung kader posyandu yang aktif di desa Anda, lalu laporkan jumlahnya."
QUESTION = "Batas waktu perubahan RKP Desa"


def make(space: uuid.UUID, *, district: Office, villages: Sequence[Office], at: datetime) -> None:
    """An assignment of the kecamatan to its villages, reported by the first; and what that village asks. Once."""
    bundle, question = (uuid.uuid5(space, f"{district.key}/{word}") for word in ("tugas", "konsultasi"))
    with current.inside(district):
        assignments.send_assignment(
            key=bundle, title=TITLE, text=TEXT, topic="p", wanted=Evidence.NUMBER, due_on=at.date() + timedelta(days=10),
            to=villages, by=officers()[Post.CAMAT], at=at,
        )  # fmt: skip
    with current.inside(villages[0]):
        _report(bundle, at)
        _ask(question, at)


def _report(bundle: uuid.UUID, at: datetime) -> None:
    mine = journals.matters("assignment").filter(bundle=bundle).first()
    if mine is not None and mine.answered_at is None:
        assignments.report(key=mine.key, by=officers()[Post.SEKDES], at=at, number="14", text="Tersebar di tiga dusun.")


def _ask(key: uuid.UUID, at: datetime) -> None:
    if journals.matters("consultation").exists():
        return
    people = officers()
    consultations.begin_draft(key=key, topic="bimbingan", by=people[Post.KASI_KESEJAHTERAAN], at=at)
    consultations.keep_draft(
        key=key, subject=QUESTION, text="Apakah RKP Desa masih dapat diubah setelah APBDes ditetapkan?",
        answers={"bidang": "Keselarasan perencanaan"}, figures=(), by=people[Post.KASI_KESEJAHTERAAN], at=at,
    )  # fmt: skip
    consultations.submit_draft(key=key, by=people[Post.SEKDES], at=at)
