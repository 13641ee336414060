"""Imprints where commits are real: two villages at once, and a worker that dies in the middle."""

import os
import subprocess
import sys
import threading
from urllib.parse import urlsplit, urlunsplit

import pytest
from conftest import NEIGHBOUR, NOON, ROOT, VILLAGE, office
from django.db import connections, transaction

from exchange import imprints
from exchange.imprints import Kind, Said
from exchange.models import Clash, Imprint
from walls import current

ANI = Said(7, Kind.NIK, "3599016803900001")
DYING = """
import os, sys
sys.path[:0] = [{root!r}, {platform!r}]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from datetime import datetime
from exchange import imprints
from exchange.models import Imprint
from tenants.models import Office
from walls import current

def die():
    assert Imprint.objects.exists(), "nothing was written before the end"
    os.kill(os.getpid(), 9)

office = Office.objects.get(region_code={village!r})
with current.inside(office):
    imprints.current.outside = die
    imprints.bring_up_to_date([imprints.Said(7, 1, "3599016803900001")], at=datetime.fromisoformat({at!r}))
"""


def counts():
    with current.outside():
        return Imprint.objects.count(), Clash.objects.count()


def test_of_two_at_once_the_later_finds_the_earlier(own_database):
    """Neither sees what the other has not committed, so the second waits; otherwise both would find nobody for ever."""
    village, neighbour, written, go_on = office(VILLAGE), office(NEIGHBOUR), threading.Event(), threading.Event()

    def first():
        try:
            with current.inside(village), transaction.atomic():
                imprints.bring_up_to_date([ANI], at=NOON)
                written.set()
                go_on.wait(20)
        finally:
            connections.close_all()

    def second():
        try:
            with current.inside(neighbour):
                imprints.bring_up_to_date([ANI], at=NOON)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for one in (first, second)]
    threads[0].start()
    assert written.wait(20)
    threads[1].start()
    threads[1].join(0.5)
    assert threads[1].is_alive(), "the second must wait"
    go_on.set()
    for thread in threads:
        thread.join(20)

    assert counts() == (2, 2)


@pytest.mark.fault
def test_a_killed_worker_leaves_nothing_half(own_database):
    with current.inside(office(NEIGHBOUR)):
        imprints.bring_up_to_date([ANI], at=NOON)
    parts = urlsplit(os.environ["KENTONGAN_DATABASE_URL"])
    script = DYING.format(root=str(ROOT), platform=str(ROOT / "platform"), village=VILLAGE, at=NOON.isoformat())
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "KENTONGAN_DATABASE_URL": urlunsplit(parts._replace(path=f"/{own_database}"))},
        capture_output=True,
        timeout=60,
    )

    assert (done.returncode, counts()) == (-9, (1, 0)), done.stderr
    with current.inside(office(VILLAGE)):
        imprints.bring_up_to_date([ANI], at=NOON)
    assert counts() == (2, 2)
