"""Days pass in a database of their own, and nothing of them stays."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from faults.conftest import until

from config import scratch
from config.simulation import acts
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
