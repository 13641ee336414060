"""One connection is one session of the server: what is pooled, worn, shared or left over never shows another office (A01-A04, A35)."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import sync_to_async
from conftest import DISTRICT, NEIGHBOUR, NOON, VILLAGE, office
from django.conf import settings
from django.db import DatabaseError, connections, transaction

from accounts.models import Account
from isolation.pooler import Pooler
from isolation.test_database_walls import ask, standing
from papers.apart import apart
from walls import current
from walls.database import pooling


@pytest.fixture
def live(django_db_setup, django_db_blocker):
    """Connections as in production: no transaction of a test around them. Nothing here writes, so all share one database."""
    with django_db_blocker.unblock():
        connections.close_all()
        current.leave()
        yield
        current.leave()
        connections.close_all()


@pytest.fixture
def pooled(live):
    """Make the process's own connections go through a pooler: `pooled(by_session=True)` returns it."""
    opened = []

    def through(**how):
        pooler = Pooler(settings.DATABASES["default"], **how)
        opened.append(pooler)
        connections.close_all()
        current.connection.settings_dict["PORT"] = str(pooler.port)
        return pooler

    before = current.connection.settings_dict["PORT"]
    yield through
    connections.close_all()
    current.connection.settings_dict["PORT"] = before
    for pooler in opened:
        pooler.close()


class TestAPooler:
    """A01"""

    @pytest.mark.parametrize("backends", [1, 2, 3])
    def test_one_that_lends_each_statement_another_backend_is_refused(self, pooled, backends):
        pooled(backends=backends)

        with pytest.raises(pooling.SharedBackend, match="pool by session"):
            ask("SELECT 1")

        assert current.connection.connection is None

    def test_one_that_hands_out_the_backend_used_last_is_refused(self, pooled, monkeypatch):
        """A quiet pooler gives one client the same backend again and again; only a second client shows what it does."""
        pooler = pooled(backends=3)
        pooler.idle.__class__ = type("Stack", (type(pooler.idle),), {"_get": lambda self: self.queue.pop()})

        with pytest.raises(pooling.SharedBackend):
            ask("SELECT 1")

    def test_one_that_lends_a_session_is_good_enough(self, pooled):
        pooled(by_session=True)

        for code in (VILLAGE, NEIGHBOUR, VILLAGE):
            with current.inside(office(code)):
                assert standing() == (current.office().schema_name, current.office().role_name)

    def test_no_thread_of_eight_is_served(self, pooled):
        pooled(backends=3)

        def read(_):
            try:
                ask("SELECT 1")
            except pooling.SharedBackend:
                return "refused"
            finally:
                connections.close_all()
            return "served"

        connections["default"].inc_thread_sharing()
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(read, range(8))) == {"refused"}

    def test_a_process_does_not_start(self, pooled):
        pooled()

        with pytest.raises(SystemExit, match="pooler that shares sessions"):
            current.prove_connection()

    def test_one_whose_mode_is_changed_while_we_run_is_noticed_at_the_next_office(self, live):
        village = office(VILLAGE)
        ask("SELECT 1")
        current.connection.backend_pid += 1

        with pytest.raises(pooling.SharedBackend, match="changed"), current.inside(village):
            ask("SELECT 1")

        with current.inside(village):
            assert standing()[0] == village.schema_name

    def test_a_database_that_is_away_stops_no_start(self, live, monkeypatch):
        connections.close_all()
        with monkeypatch.context() as away:
            away.setitem(current.connection.settings_dict, "PORT", "1")

            current.prove_connection()

        assert current.connection.connection is None

    def test_a_direct_connection_costs_one_statement(self, live, monkeypatch):
        asked, look = [], pooling._pid
        monkeypatch.setattr(pooling, "_pid", lambda connection: asked.append(look(connection)) or asked[-1])

        ask("SELECT 1")

        assert asked == [current.connection.backend_pid]


class TestAConnection:
    """A02-A04"""

    def test_one_taken_over_is_not_believed(self, live):
        """Whoever had the session before left his path and role; the first statement of ours sets both."""
        village, neighbour = office(VILLAGE), office(NEIGHBOUR)
        with current.inside(village):
            ask("SELECT 1")
            raw = current.connection.connection
        raw.execute("SELECT set_config('search_path', %s, false)", [neighbour.schema_name])

        for mine in (village, neighbour) * 20:
            with current.inside(mine):
                assert standing() == (mine.schema_name, mine.role_name)

    def test_nested_transactions_and_errors_end_where_the_program_believes_to_be(self, live):
        """A03: after every savepoint what we say is where the database is."""
        offices = [office(code) for code in (VILLAGE, NEIGHBOUR, DISTRICT)]

        def agree():
            assert standing() == (current.office().schema_name, current.office().role_name)

        def descend(depth):
            with current.inside(offices[depth % 3]), transaction.atomic():
                agree()
                if depth == 5:
                    raise RuntimeError
                try:
                    descend(depth + 1)
                except RuntimeError:
                    agree()
                    raise
                finally:
                    agree()

        with current.inside(offices[2]):
            with pytest.raises(RuntimeError):
                descend(0)
            agree()
            with transaction.atomic():
                with pytest.raises(RuntimeError):
                    descend(0)
                agree()
            agree()

    def test_tasks_of_one_event_loop_do_not_share_an_office(self, live):
        """A04 under ASGI: each request's synchronous part runs with a connection and an office of its own."""
        offices = [office(code) for code in (VILLAGE, NEIGHBOUR, DISTRICT)]

        def work(mine, meeting):
            try:
                with current.inside(mine):
                    meeting.wait(10)
                    return standing() == (mine.schema_name, mine.role_name)
            finally:
                connections.close_all()

        async def together():
            meeting = threading.Barrier(3)
            return await asyncio.gather(*(sync_to_async(work, thread_sensitive=False)(o, meeting) for o in offices))

        # In a thread of its own: the test's may run a loop already, where a browser was driven before.
        assert apart(lambda: asyncio.run(together())) == [True] * 3

    def test_one_that_has_visited_many_is_made_anew_between_requests(self, live, settings):
        settings.OFFICES_PER_CONNECTION = 2
        ask("SELECT 1")
        pids = []
        for code in (VILLAGE, NEIGHBOUR, DISTRICT, VILLAGE):
            with current.inside(office(code)):
                assert standing()[0] == current.office().schema_name
            pids.append(current.connection.backend_pid)
            current.connection.close_if_unusable_or_obsolete()

        assert len(set(pids)) > 1, "the server process would grow with every village"
        assert len(set(pids)) < len(pids), "a connection is not thrown away for nothing"

    def test_one_in_a_transaction_is_never_thrown_away(self, live, settings):
        settings.OFFICES_PER_CONNECTION = 0
        with current.inside(office(VILLAGE)), transaction.atomic():
            ask("SELECT 1")
            pid = current.connection.backend_pid
            for code in (NEIGHBOUR, DISTRICT):
                with current.inside(office(code)):
                    ask("SELECT 1")

        assert current.connection.backend_pid == pid


class TestWhatComesLater:
    """A35: callbacks, threads and questions that outlive the office they were asked in."""

    def test_what_waits_for_a_commit_runs_where_it_was_asked_for(self, live):
        village, neighbour = office(VILLAGE), office(NEIGHBOUR)
        seen = []
        with transaction.atomic():
            with current.inside(village):
                transaction.on_commit(lambda: seen.append(standing()))
            current.enter(neighbour)
            transaction.on_commit(lambda: seen.append(standing()))
        current.leave()

        assert seen == [(each.schema_name, each.role_name) for each in (village, neighbour)]

    def test_one_that_fails_leaves_us_where_we_were(self, live):
        village, neighbour = office(VILLAGE), office(NEIGHBOUR)

        def fail():
            raise RuntimeError(standing()[0])

        current.enter(neighbour)
        with pytest.raises(RuntimeError, match=village.schema_name), transaction.atomic(), current.inside(village):
            transaction.on_commit(fail)

        assert standing() == (neighbour.schema_name, neighbour.role_name)
        current.leave()

    def test_a_message_that_waits_for_a_commit_is_signed_where_it_was_asked_for(self, live, monkeypatch):
        from jobs.office_task import HEADER
        from jobs.tasks import sweep_lost

        village, neighbour, sent = office(VILLAGE), office(NEIGHBOUR), []
        monkeypatch.setattr(
            "celery.app.task.Task.apply_async", lambda *_, **options: sent.append(options["headers"][HEADER]["key"])
        )
        with transaction.atomic():
            with current.inside(village):
                sweep_lost.delay_on_commit()
            current.enter(neighbour)
        current.leave()

        assert sent == [village.key]

    def test_a_thread_begins_in_no_office(self, live):
        """It has a connection of its own: what it needs of an office it must be given."""
        found = []

        def look():
            try:
                current.office()
            except current.NoOfficeError:
                found.append("nobody")
            finally:
                connections.close_all()

        with current.inside(office(VILLAGE)):
            thread = threading.Thread(target=look)
            thread.start()
            thread.join()

        assert found == ["nobody"]

    def test_a_question_asked_in_one_village_never_brings_its_rows_to_another(self, live):
        """A queryset holds no rows until it is read, and then the role of whoever reads decides."""
        village, neighbour = office(VILLAGE), office(NEIGHBOUR)
        with transaction.atomic():
            with current.inside(neighbour):
                Account.objects.create(username="darma", name="Darma", created_at=NOON)
                theirs = Account.objects.all()
            with current.inside(village):
                assert list(theirs) == []
            with current.inside(neighbour):
                assert len(theirs.all()) == 1
            transaction.set_rollback(True)
        with current.outside(), pytest.raises(DatabaseError, match="does not exist"):
            list(theirs.all())
