"""From the passphrase to the archive, and two hundred numbers at once: a part of `service.py`."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

SINGLE, BOX, AT_ONCE, LANES = 40, 20, 200, 8


def measure(village: Any, people: dict[str, Any], passphrase: str) -> None:
    from tests.bench import main_job
    from tests.bench.figures import quantile, say

    waiting = make_letters(village, people, SINGLE + BOX + AT_ONCE + 1)
    with main_job.worker():
        sign(village, people, passphrase, [waiting.pop()])
        arrived = [sign_to_archive(village, people, passphrase, waiting.pop()) for _ in range(SINGLE)]
    say("sign_to_archive_p50_ms", quantile(arrived, 0.5), "ms")
    say("sign_to_archive_p95_ms", quantile(arrived, 0.95), "ms")
    began = time.perf_counter()
    sign(village, people, passphrase, [waiting.pop() for _ in range(BOX)])
    say("sign_20_s", time.perf_counter() - began, "s")
    say("numbers_200_unique", at_once(village, people, passphrase, waiting), "numbers")


def make_letters(village: Any, people: dict[str, Any], count: int) -> list[int]:
    """Letters that wait for their signature."""
    from django.utils import timezone

    from modules.service import actions
    from modules.service.models import LetterKind
    from registry.models import Resident
    from tests.bench import stages
    from tests.samples.residents import settle
    from walls import current

    now = timezone.now()
    with current.inside(village):
        if Resident.objects.count() < count * 2:
            settle(count * 2, on=(now - timedelta(days=400)).date(), at=now, by=people["clerk"])
        kind, made = LetterKind.objects.get(slug="sk-usaha"), []
        grown = Resident.objects.filter(born_on__lt=now.date() - timedelta(days=9000)).order_by("pk")[:count]
        for resident in grown:
            letter = actions.make_at_counter(
                key=uuid4(), kind=kind, answers=stages.ANSWERS, resident=resident, by=people["clerk"], at=timezone.now()
            )
            actions.check_by_kasi(letter=letter, by=people["clerk"], at=timezone.now())
            actions.check_by_sekdes(letter=letter, by=people["clerk"], at=timezone.now())
            made.append(letter.pk)
    assert len(made) == count
    return made


def sign(village: Any, people: dict[str, Any], passphrase: str, letters: list[int]) -> list[str]:
    """The numbers given."""
    from django.utils import timezone

    from modules.service import actions
    from walls import current

    with current.inside(village):
        results = actions.sign_letters(letter_ids=letters, passphrase=passphrase, by=people["head"], at=timezone.now())
    assert all(result.is_signed for result in results), [result.problem for result in results]
    return [result.number_text for result in results]


def sign_to_archive(village: Any, people: dict[str, Any], passphrase: str, letter: int) -> float:
    """Milliseconds from the passphrase until the document lies in the store."""
    from archive.models import Document
    from modules.service.models import Letter
    from tests.bench import stages
    from walls import current

    began = time.perf_counter()
    sign(village, people, passphrase, [letter])
    with current.inside(village):
        document = Letter.objects.values_list("document_id", flat=True).get(pk=letter)
        stages.wait_until(lambda: Document.objects.filter(pk=document, state=Document.State.STORED).exists())
    return (time.perf_counter() - began) * 1000


def at_once(village: Any, people: dict[str, Any], passphrase: str, letters: list[int]) -> int:
    """How many different numbers so many boxes get that are signed at the same time."""
    from django.db import connections

    def lane(box: list[int]) -> list[str]:
        try:
            return sign(village, people, passphrase, box)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(LANES) as lanes:
        found = [
            number
            for numbers in lanes.map(lane, [letters[place::LANES] for place in range(LANES)])
            for number in numbers
        ]
    assert len(found) == AT_ONCE
    return len(set(found))
