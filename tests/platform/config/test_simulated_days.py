"""Days pass in a database of their own, and nothing of them stays."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from faults.conftest import until

from config import scratch
from config.simulation import acts, running, world
from registry.models import Hamlet
from walls import current


@pytest.fixture
def _unblocked(django_db_setup, django_db_blocker):
    shared = connections["default"].settings_dict["NAME"]
    with django_db_blocker.unblock():
        yield
        connections.close_all()
    assert connections["default"].settings_dict["NAME"] == shared


@pytest.mark.usefixtures("_unblocked")
def test_a_village_written_to_in_its_sleep_is_noticed(monkeypatch):
    def write_next_door(here, village, at):
        other = here.villages[(village.index + 1) % len(here.villages)]
        with current.inside(other.office):
            Hamlet.objects.get_or_create(name="DIAM-DIAM")

    monkeypatch.setattr(acts, "ACTS", {write_next_door: 1})
    before = orphans()

    with pytest.raises(CommandError, match="rows written by nobody"):
        call_command("simulate", villages=6, days=1, seed=7, acts=1)

    until(lambda: orphans() <= before, "the roles of its villages to be gone")
    with scratch._server() as server:
        assert not server.execute("SELECT 1 FROM pg_database WHERE datname = 'scratch_simulation'").fetchone()


@pytest.fixture
def _roles_go_again(own_database):
    """Roles belong to the server and would outlive the test's database."""
    yield
    connections.close_all()
    with scratch._server(own_database) as inside:
        made = [
            role
            for (role,) in inside.execute(scratch.ROLES)
            if not role.startswith(("o_village", "o_district", "o_regency"))
        ]
        for role in made:
            inside.execute(f'DROP SCHEMA "d_{role[2:]}" CASCADE')
            inside.execute(f'DROP ROLE "{role}"')


@pytest.mark.usefixtures("_roles_go_again")
def test_every_kind_of_act_happens_without_a_fault(monkeypatch):
    """Once each, in three villages, over the end of a month."""
    monkeypatch.setattr(world, "FIRST_DAY", date(2026, 6, 30))
    monkeypatch.setattr(acts, "ACTS", dict.fromkeys(acts.ACTS, 1))

    result = running.run(villages=3, days=2, seed=7, acts_a_day=len(acts.ACTS) // 2, say=lambda line: None)

    assert result.faults == []
    assert result.kinds == {act.__name__: 1 for act in acts.ACTS}
    assert result.judged >= 3


def orphans():
    """Roles of offices of which no database of the server holds anything; other tests make and drop theirs meanwhile."""
    with scratch._server() as server:
        return {
            role
            for (role,) in server.execute(
                "SELECT rolname FROM pg_roles r WHERE rolname LIKE 'o\\_%' AND NOT EXISTS"
                " (SELECT 1 FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid AND d.dbid <> 0)"
            )
        }


@pytest.mark.parametrize("name", ["kentongan", "scratch_X", "scratch_a;b", "", "scratch_" + "a" * 60])
def test_a_real_database_is_never_taken_for_scratch(name):
    with pytest.raises(scratch.BadName), scratch.database(name):
        pass
