"""What the database refuses by itself, whatever the program asks of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import DISTRICT, KEYS, NEIGHBOUR, NOON, OTHER_DISTRICT, REGENCY, VILLAGE, office
from django.conf import settings
from django.db import DatabaseError, ProgrammingError, connections, transaction

from accounts.models import Account
from walls import current
from walls.current import connection

ALL_OFFICES = list(KEYS)


def ask(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def standing():
    """Where the database itself believes to be."""
    return ask("SELECT current_schema(), current_user")[0]


def fail_at(place):
    """Work at a place, so that the path is set, and fail there."""
    assert standing()[0] == place.schema_name
    raise RuntimeError


@pytest.mark.django_db
class TestTheRole:
    def test_a_wrong_search_path_is_denied_and_shows_no_rows(self, village, neighbour, make_account):
        """A pool or a forgotten context hands us the neighbour's path: we still are who we are."""
        with current.inside(neighbour):
            make_account("darma", "KADES")
        assert ask("SELECT count(*) FROM accounts_account") == [(0,)]

        ask("SELECT set_config('search_path', %s, false)", f'"{neighbour.schema_name}", public')

        with pytest.raises(ProgrammingError, match=r"does not exist|permission denied"), transaction.atomic():
            ask("SELECT name FROM accounts_account")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            ask(f'SELECT name FROM "{neighbour.schema_name}".accounts_account')

    def test_no_office_may_enter_the_schema_of_another(self, db):
        offices = [office(code) for code in ALL_OFFICES]
        with current.outside():
            entered = {
                (mine.key, theirs.key)
                for mine in offices
                for theirs in offices
                if ask("SELECT has_schema_privilege(%s, %s, 'USAGE')", mine.role_name, theirs.schema_name) == [(True,)]
            }

        assert entered == {(each.key, each.key) for each in offices}

    def test_no_office_may_enter_a_template(self, village):
        for kind in ("village", "district", "regency"):
            assert ask("SELECT has_schema_privilege(%s, 'USAGE')", f"template_{kind}") == [(False,)]

    def test_the_public_schema_is_read_only_but_for_the_exchange(self, village):
        tables = [name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        assert len(tables) > 5

        def may(what):
            return {t for t in tables if ask("SELECT has_table_privilege(%s, %s)", f"public.{t}", what) == [(True,)]}

        assert may("UPDATE") == {"exchange_fact", "exchange_target", "exchange_holiday", "exchange_obligation"}
        assert may("DELETE") == {
            "exchange_fact", "exchange_target", "exchange_holiday", "exchange_obligation", "exchange_imprint",
            "exchange_remark", "exchange_outline",
        }  # fmt: skip
        assert may("TRUNCATE") == set()
        # What was published to villages is withdrawn by a column.
        # Of clashes some columns are read, of imprints all but the id are added.
        # A matter is moved on by some of its columns, an entry never, a parcel once.
        # An offer of people who move is added, and then four of its columns change once (exchange/policies.py).
        assert may("INSERT") == {
            "exchange_fact", "exchange_target", "exchange_holiday", "exchange_handover", "exchange_kindnotice",
            "exchange_matter", "exchange_entry", "exchange_parcel", "exchange_obligation",
            "exchange_closedperiod", "exchange_revision", "exchange_remark", "exchange_alarm",
            "exchange_outline", "exchange_typenotice", "exchange_villagescore", "exchange_announcement",
        }  # fmt: skip
        assert may("SELECT") == {
            "exchange_fact", "exchange_target", "exchange_holiday", "exchange_handover", "exchange_imprint",
            "exchange_kindnotice", "exchange_matter", "exchange_entry", "exchange_parcel", "exchange_obligation",
            "exchange_closedperiod", "exchange_revision", "exchange_remark", "exchange_alarm",
            "exchange_outline", "exchange_typenotice", "exchange_villagescore",
            "exchange_announcement", "tenants_office", "tenants_domain", "tenants_region",
        }  # fmt: skip

    def test_an_office_makes_no_tables_and_no_roles(self, village):
        for statement in (
            "CREATE TABLE public.spy (x int)",
            f'CREATE TABLE "{village.schema_name}".spy (x int)',
            "CREATE SCHEMA spy",
            "CREATE ROLE spy",
            "ALTER TABLE accounts_account DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE public.exchange_fact DISABLE ROW LEVEL SECURITY",
        ):
            with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
                ask(statement)

    def test_what_is_append_only_cannot_be_changed(self, village):
        assert settings.APPEND_ONLY_TABLES
        for table in settings.APPEND_ONLY_TABLES:
            for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}", f"TRUNCATE {table}"):
                with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                    ask(statement)

    def test_everybody_else_in_the_server_gets_nothing(self, db):
        with current.outside():
            open_to_public = ask(
                "SELECT nspname FROM pg_namespace n CROSS JOIN LATERAL aclexplode(coalesce(nspacl, acldefault('n', nspowner)))"
                " WHERE grantee = 0 AND (nspname = 'public' OR nspname LIKE 'd\\_%%')"
            )

        assert open_to_public == []


@pytest.mark.django_db
class TestTheContext:
    def test_an_error_inside_leaves_us_where_we_were(self, village, neighbour):
        with pytest.raises(RuntimeError), current.inside(neighbour), transaction.atomic():
            fail_at(neighbour)

        assert standing() == (village.schema_name, village.role_name)

    def test_a_failed_statement_and_its_rollback_leave_us_where_we_were(self, village, neighbour):
        with pytest.raises(DatabaseError), current.inside(neighbour), transaction.atomic():
            ask("SELECT * FROM no_such_table")

        assert standing() == (village.schema_name, village.role_name)

    def test_a_rollback_to_a_savepoint_takes_the_path_back_and_we_notice(self, village, neighbour):
        """The database undoes the path together with the work; the program must not go on believing in it."""
        with transaction.atomic():
            assert standing()[0] == village.schema_name
            try:
                with transaction.atomic():
                    current.enter(neighbour)
                    assert standing()[0] == neighbour.schema_name
                    raise RuntimeError
            except RuntimeError:
                assert standing() == (neighbour.schema_name, neighbour.role_name)
            current.enter(village)

    def test_nested_contexts_unwind_in_order(self, village, neighbour, district):
        with current.inside(neighbour):
            with current.inside(district):
                assert standing()[0] == district.schema_name
                with current.outside():
                    assert standing()[0] == "public"
                assert standing()[0] == district.schema_name
            assert standing()[0] == neighbour.schema_name
        assert standing()[0] == village.schema_name

    def test_outside_every_office_there_are_no_people(self, db):
        with pytest.raises(current.NoOfficeError):
            current.office()
        with pytest.raises(ProgrammingError, match="does not exist"), transaction.atomic():
            Account.objects.count()


def test_a_rollback_of_the_whole_transaction_is_noticed_too(own_database):
    """The office is entered without a query, so the path is set inside the transaction that is then undone."""
    village, neighbour = office(VILLAGE), office(NEIGHBOUR)
    with current.inside(neighbour):
        assert standing()[0] == neighbour.schema_name
        current.enter(village)
        with pytest.raises(RuntimeError), transaction.atomic():
            fail_at(village)
        assert standing() == (village.schema_name, village.role_name)


def test_threads_do_not_share_an_office(own_database):
    """Eight threads change offices all the time, each with its own connection: no read goes astray."""
    offices = [office(code) for code in (VILLAGE, NEIGHBOUR, DISTRICT, OTHER_DISTRICT, REGENCY)]
    for each in offices:
        with current.inside(each):
            Account.objects.create(username=each.key, name=each.key, created_at=NOON)

    def read(turn):
        try:
            astray = 0
            for number in range(60):
                mine = offices[(turn + number) % len(offices)]
                with current.inside(mine):
                    astray += [account.name for account in Account.objects.all()] != [mine.key]
            return astray
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, range(8))) == [0] * 8


@pytest.mark.django_db
def test_a_missing_table_is_an_error_and_never_the_public_schemas(village, visitor):
    """A half-migrated office must not fall through the search path."""
    visitor.raise_request_exception = False
    with current.outside():
        ask(f'DROP TABLE "{village.schema_name}".accounts_session CASCADE')

    visitor.cookies["__Host-session"] = "x" * 32
    response = visitor.get("/kantor/")

    assert response.status_code >= 500
    assert b"Account" not in response.content


@pytest.mark.django_db
def test_public_and_office_tables_have_no_name_in_common(db):
    with current.outside():
        rows = ask(
            "SELECT tablename, array_agg(schemaname::text) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            " GROUP BY tablename"
        )
    both = {table for table, schemas in rows if "public" in schemas and len(schemas) > 1}

    assert len(rows) > 25
    assert both == {"django_migrations"}


def test_no_app_is_in_both_lists():
    public = set(settings.TENANT_TYPES["public"]["APPS"])
    for kind in ("village", "district", "regency"):
        assert public.isdisjoint(settings.TENANT_TYPES[kind]["APPS"]), kind


def test_no_app_with_people_is_in_a_supervisors_schema():
    for kind in ("district", "regency"):
        apps = set(settings.TENANT_TYPES[kind]["APPS"])
        assert "supervision" in apps
        assert apps.isdisjoint({"registry", "modules.service"})
