"""The outbox where commits are real and publishers meet."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from conftest import NOON, VILLAGE, office
from django.db import connections, transaction

from exchange import indicators
from exchange.indicators import Figure
from exchange.models import Fact
from exchange.outbox import actions, tasks
from exchange.outbox.models import Dirty
from walls import current

LATER = NOON + timedelta(hours=1)


def publish(at):
    return actions.publish_dirty(at=at)


def numerator(village):
    return Fact.objects.get(office_id=village.pk, period="2026-11", indicator="bells_rung").numerator


def test_a_mark_outside_every_transaction_is_refused(own_database, register):
    with current.inside(office(VILLAGE)), pytest.raises(actions.MarkedOutsideTransaction):
        actions.mark("bells_rung", at=NOON)


def test_a_change_committed_while_another_publisher_counts_is_not_lost(own_database, register, monkeypatch):
    """The first publisher counts, then a change commits, then a second publishes: the later count must be what stays."""
    village = office(VILLAGE)
    monkeypatch.setattr(tasks.publish_dirty, "apply_async", lambda **_: None)
    register["2026-11"], seen = (1, 9), []

    def count(period):
        seen.append(register[period])
        if len(seen) == 1:
            register["2026-11"] = (2, 9)
            in_another_thread(village, lambda: actions.mark("bells_rung", at=NOON))
        return Figure(*seen[-1])

    monkeypatch.setitem(indicators._declared, "bells_rung", replace(indicators.named("bells_rung"), count=count))
    with current.inside(village):
        with transaction.atomic():
            actions.mark("bells_rung", at=NOON)
        publish(NOON)
        assert Dirty.objects.count() == 1, "the mark made meanwhile stays for the next round"
        publish(LATER)

        assert (seen, numerator(village)) == ([(1, 9), (2, 9)], 2)


def test_a_second_publisher_waits_for_the_first_and_counts_later(own_database, register, monkeypatch):
    """Both see the first mark; the second must not write an older count over a newer one."""
    village = office(VILLAGE)
    monkeypatch.setattr(tasks.publish_dirty, "apply_async", lambda **_: None)
    register["2026-11"] = (1, 9)
    counted, go_on, order = Event(), Event(), []

    def count(period):
        order.append(register[period])
        if len(order) == 1:
            counted.set()
            go_on.wait(20)
        return Figure(*order[-1])

    monkeypatch.setitem(indicators._declared, "bells_rung", replace(indicators.named("bells_rung"), count=count))
    with current.inside(village), transaction.atomic():
        actions.mark("bells_rung", at=NOON)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(in_this_thread, village, lambda: publish(NOON))
        assert counted.wait(20)
        register["2026-11"] = (2, 9)
        in_another_thread(village, lambda: actions.mark("bells_rung", at=NOON))
        second = pool.submit(in_this_thread, village, lambda: publish(LATER))
        assert not wait([second], timeout=0.5).done, "the second publisher must wait"
        go_on.set()
        first.result(20)
        second.result(20)

    with current.inside(village):
        assert (order, numerator(village)) == ([(1, 9), (2, 9)], 2)


def in_another_thread(village, change):
    def work():
        with transaction.atomic():
            change()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(in_this_thread, village, work).result(timeout=20)


def in_this_thread(village, work):
    try:
        with current.inside(village):
            return work()
    finally:
        connections.close_all()
