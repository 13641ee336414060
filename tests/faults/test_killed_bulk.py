"""Opening many villages is killed in the middle, or loses its database: whole offices or none, and the rest opens afterwards."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from conftest import NOON, REGENCY, office
from django.db import connections
from django.utils import timezone
from faults.conftest import ROOT, environment_of, until
from faults.standing import assert_nothing_half

from accounts.models import Account
from audit import verifying
from config.scratch import end_sessions
from supervision import actions
from supervision.models import BulkOpening, Opening
from tenants.actions import opening
from tenants.actions.pool import fill_pool
from tenants.models import Office
from walls import current

pytestmark = pytest.mark.fault
CODES = [f"35.29.11.20{number:02}" for number in range(1, 10)]
FILE = "\n".join(["kode,nama_akun", *(f"{code},Darma Wijaya" for code in CODES)]).encode()


class Silent:
    def report(self, done, total):
        pass


def take_in():
    """The file is checked, as the page would do it. Returns the bulk opening; the test stands in the regency."""
    account = Account.objects.create(username="admin", name="Admin", created_at=NOON)
    return actions.check_file(key=uuid4(), filename="desa.csv", content=FILE, by=account, at=timezone.now())


def count_open():
    with current.outside():
        return Office.objects.filter(region_code__in=CODES).count()


def test_a_killed_bulk_opening_goes_on_where_it_was(own_database, server, real_queue):
    with current.outside():
        fill_pool(kind="village", size=2, at=timezone.now())
    with current.inside(office(REGENCY)):
        bulk = take_in()
        program = (
            "import django; django.setup()\n"
            "from supervision import actions\n"
            "from tenants import queries\n"
            "from walls import current\n"
            "from django.utils import timezone\n"
            "class Silent:\n"
            "    def report(self, done, total): pass\n"
            f"with current.inside(queries.office_of_region('{REGENCY}')):\n"
            f"    actions.open_lines(bulk_id={bulk.pk}, progress=Silent(), at=timezone.now(), lanes=2)\n"
        )
        environment = environment_of(own_database, real_queue) | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment, start_new_session=True)
        until(lambda: count_open() >= 3 or process.poll() is not None, "three villages to be open")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        # The server notices the dead client when it next speaks to it.
        until(lambda: nobody_at_work(server, own_database), "the server to notice")
        before = count_open()
        assert 3 <= before < len(CODES), "it was killed too late to prove anything"
        assert_nothing_half(server)

        bulk = actions.open_lines(bulk_id=bulk.pk, progress=Silent(), at=timezone.now())

        assert (bulk.state, count_open()) == ("DONE", len(CODES))
        assert Opening.objects.count() == len(CODES)
        assert len({made.link for made in Opening.objects.all()}) == len(CODES)
        assert verifying.verify().is_whole
    assert_nothing_half(server)


def nobody_at_work(server, database):
    return server.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid() AND state <> 'idle'",
        [database],
    ).fetchone() == (0,)


@pytest.mark.parametrize("step", ["Wilayah", "Ruang data", "Isi awal"])
@pytest.mark.parametrize("spares", [0, 1])
def test_every_backend_killed_at_a_step_leaves_nothing_and_the_second_try_opens(own_database, server, step, spares):
    """What a stopped PostgreSQL does to an opening, at each of its steps, afresh and from the pool."""
    with current.outside():
        fill_pool(kind="village", size=spares, at=timezone.now())

    def lose(told):
        if told.startswith(step):
            end_sessions(server, own_database)

    with pytest.raises(Exception, match=r"terminat|connection|closed"):
        opening.open_office(region_code=CODES[0], at=NOON, told=lose)
    connections.close_all()
    current.leave()
    assert count_open() == 0
    assert_nothing_half(server)

    opening.open_office(region_code=CODES[0], at=NOON)

    assert count_open() == 1
    assert_nothing_half(server)


def test_a_bulk_opening_that_loses_its_database_goes_on(own_database, server, monkeypatch):
    with current.inside(office(REGENCY)):
        bulk = take_in()
        whole, times = actions.openings.open_once, []

        def lose_the_third(**given):
            made = whole(**given)
            times.append(made)
            if len(times) == 3:
                end_sessions(server, own_database)
            return made

        monkeypatch.setattr(actions.openings, "open_once", lose_the_third)
        with pytest.raises(Exception, match=r"terminat|connection|closed"):
            actions.open_lines(bulk_id=bulk.pk, progress=Silent(), at=timezone.now())
    connections.close_all()
    current.leave()
    assert count_open() == 2
    assert_nothing_half(server)

    with current.inside(office(REGENCY)):
        again = actions.open_lines(bulk_id=bulk.pk, progress=Silent(), at=timezone.now())
        assert (again.state, BulkOpening.objects.get().state) == ("DONE", "DONE")
    assert count_open() == len(CODES)
    assert_nothing_half(server)


def test_eight_who_ask_for_the_same_village_at_once_open_one(own_database, server):
    regency = office(REGENCY)
    with current.inside(regency):
        account = Account.objects.create(username="admin", name="Admin", created_at=NOON)
    first = actions.FirstAccount("Darma Wijaya", "darma", "KADES")

    def ask(_):
        try:
            with current.inside(regency):
                actions.open_once(key=uuid4(), region_code=CODES[0], first=first, by=account, at=timezone.now())
            return "opened"
        except opening.OfficeExists:
            return "exists"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        outcomes = sorted(threads.map(ask, range(8)))

    assert outcomes == ["exists"] * 7 + ["opened"]
    assert_nothing_half(server)


def test_villages_of_one_name_opened_at_once_get_hosts_of_their_own(own_database, server):
    with current.outside():
        from tenants.models import Region

        Region.objects.filter(code__in=CODES[:3]).update(name="Sukamaju")

    def open_one(code):
        try:
            return opening.open_office(region_code=code, at=NOON).host
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as threads:
        hosts = set(threads.map(open_one, CODES[:3]))

    assert hosts >= {"sukamaju-pragaan.localhost", "sukamaju-pragaan-sumenep.localhost"}
    assert len(hosts) == 3
    assert_nothing_half(server)


def test_two_at_work_on_one_file_never_open_a_line_twice(own_database, server):
    regency = office(REGENCY)
    with current.inside(regency):
        bulk = take_in()

    def work(_):
        try:
            with current.inside(regency):
                actions.open_lines(bulk_id=bulk.pk, progress=Silent(), at=timezone.now(), lanes=1)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(work, range(2)))

    with current.inside(regency):
        assert BulkOpening.objects.get().state == "DONE"
        assert Opening.objects.count() == len(CODES)
        assert not bulk.lines.exclude(problem="").exists()
    assert count_open() == len(CODES)
