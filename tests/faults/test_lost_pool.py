"""PostgreSQL is stopped while the pool of spare schemas is filled or thinned out: whole spares or none, and the next filling goes on."""

import pytest
from conftest import NOON
from django.db import connections
from faults.standing import assert_nothing_half, has_role, keys_of_schemas

from config.celery import app
from config.scratch import end_sessions
from tenants import blueprint, pool, privileges
from tenants.actions.pool import fill_pool
from tenants.models import Spare
from walls import current

pytestmark = pytest.mark.fault
LOST = r"terminat|connection|closed"


def fill(size):
    return fill_pool(kind="village", size=size, at=NOON)


def spares():
    with current.outside():
        return list(Spare.objects.order_by("pk").values_list("key", flat=True))


@pytest.fixture
def lost_after(own_database, server, monkeypatch):
    """Let every backend end when a step of the work has been done for the second time, and stand at the start again."""
    connections.close_all()

    def lose(module, step, work):
        real, times = getattr(module, step), []

        def and_lose(*words, **more):
            found = real(*words, **more)
            times.append(step)
            if len(times) == 2:
                end_sessions(server, own_database)
            return found

        with monkeypatch.context() as patched:
            patched.setattr(module, step, and_lose)
            with pytest.raises(Exception, match=LOST):
                work()
        assert len(times) == 2, "the database was not lost in the middle"
        connections.close_all()
        current.leave()

    return lose


STEPS = {"tables": (blueprint, "build"), "rights": (privileges, "join_group"), "spare": (pool, "build")}


@pytest.mark.parametrize("step", STEPS)
def test_a_filling_cut_off_leaves_whole_spares_and_the_next_builds_the_rest(server, lost_after, monkeypatch, step):
    keys, real = [], pool.new_key
    monkeypatch.setattr(pool, "new_key", lambda: keys.append(real()) or keys[-1])

    lost_after(*STEPS[step], lambda: fill(3))

    first, second = keys
    assert spares() == [first]
    assert second not in keys_of_schemas(server)
    assert not has_role(server, second), "a role belongs to the whole server and would stay for ever"
    assert_nothing_half(server)
    assert fill(3).built == 2
    assert_nothing_half(server)


def test_thinning_out_cut_off_drops_whole_spares_and_the_next_goes_on(server, lost_after):
    fill(3)
    before = spares()

    lost_after(pool, "drop", lambda: fill(0))

    assert len(spares()) == 2
    assert set(spares()) < set(before)
    assert_nothing_half(server)
    assert fill(0).dropped == 2
    assert_nothing_half(server)


def test_the_clock_reports_the_loss_and_fills_at_its_next_turn(server, lost_after, settings):
    settings.POOL_SIZES = {"village": 2}
    task = app.tasks["tenants.fill_pool"]

    lost_after(pool, "build", lambda: task.apply(throw=True))
    task.apply(throw=True)

    assert len(spares()) == 2
    assert_nothing_half(server)
