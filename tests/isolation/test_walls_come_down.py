"""
Each wall is taken away, and the attack it stops must then succeed, or the check that watches it must turn red.

So no guard is believed because it is there: each is proven able to fail. The names follow docs/walls.md.
"""

import hashlib

import pytest
from conftest import NEIGHBOUR, NOON, PASSWORD, VILLAGE, OfficeClient, office
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.db import ProgrammingError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponseForbidden
from django_tenants.postgresql_backend import base as library

from accounts import limits
from accounts.models import Account
from accounts.sessions import SessionStore
from audit.models import Entry
from exchange import imprints
from exchange.models import Clash, Fact, Imprint
from isolation import test_request_walls, test_source_walls, twins, walk
from isolation.test_connection_walls import live, pooled  # noqa: F401 - fixtures
from isolation.test_database_walls import ask, standing
from isolation.test_guess_walls import GUESSER, guess
from isolation.test_twins import copy_row
from jobs import office_task
from walls import current, keys
from walls.database import pooling
from walls.database.base import OWNER, DatabaseWrapper


def same_everywhere(purpose, *, office=None):
    """Keys as a deployment without walls would derive them."""
    return hashlib.sha256(purpose.encode()).digest()


def fail_next_door(neighbour):
    current.enter(neighbour)
    assert standing()[0] == neighbour.schema_name
    raise RuntimeError


@pytest.mark.django_db
class TestInTheDatabase:
    def test_without_the_role_a_wrong_path_shows_the_neighbour(self, village, neighbour, make_account, monkeypatch):
        with current.inside(neighbour):
            make_account("darma", "KADES")
        monkeypatch.setattr(DatabaseWrapper, "_role", lambda self: OWNER)
        current.enter(village)
        assert Account.objects.count() == 0

        ask("SELECT set_config('search_path', %s, false)", neighbour.schema_name)

        assert [account.username for account in Account.objects.all()] == ["darma"]

    def test_without_path_and_role_the_walk_hears_the_canary(self, pair, client_of, monkeypatch):
        """What would happen if a pool handed out the neighbour's connection: the walk of test_twins must notice."""
        a, b = pair
        client = client_of(a, "ALL")
        wrong = [b.office.schema_name, "public"]
        monkeypatch.setattr(
            DatabaseWrapper,
            "_get_cursor_search_paths",
            lambda self: wrong if self.schema_name == a.office.schema_name else [self.schema_name, "public"],
        )
        monkeypatch.setattr(DatabaseWrapper, "_role", lambda self: OWNER)
        session = {"_auth_user_id": str(b.accounts["ALL"].pk), "_auth_user_backend": "accounts.backend.AccountBackend"}
        with current.inside(a.office):
            session["_auth_user_hash"] = b.accounts["ALL"].get_session_auth_hash()
        monkeypatch.setattr(SessionStore, "load", lambda self: session | {"second_factor": True})

        heard = {
            name for name, address, _ in walk.addresses("village", b) if walk.gives_away(client.get(address, {"q": ""}))
        }

        assert {"accounts:people", "registry:resident", "service:letter"} <= heard

    def test_with_a_grant_too_many_a_village_reads_the_next(self, village, neighbour, make_account):
        with current.inside(neighbour):
            make_account("darma", "KADES")
        question = f'SELECT username FROM "{neighbour.schema_name}".accounts_account'
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            ask(question)

        with current.outside():
            for what, of in (("USAGE", "SCHEMA"), ("SELECT", "ALL TABLES IN SCHEMA")):
                ask(f'GRANT {what} ON {of} "{neighbour.schema_name}" TO {village.role_name}')

        assert ask(question) == [("darma",)]

    def test_without_row_policies_a_village_writes_the_next_ones_figures(self, village, neighbour):
        def lie():
            said = {"indicator": "residents", "period": "2026-11", "numerator": 1, "as_of": NOON}
            Fact.objects.create(office_id=neighbour.pk, **said)

        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            lie()

        with current.outside():
            ask("ALTER TABLE exchange_fact DISABLE ROW LEVEL SECURITY")
        lie()

        assert Fact.objects.filter(office_id=neighbour.pk).exists()

    def test_without_row_policies_a_camat_reads_every_kecamatan(self, district, neighbour):
        from conftest import FAR

        with current.outside():
            far = office(FAR)
            Fact.objects.create(office=far, indicator="residents", period="2026-11", numerator=7, as_of=NOON)
        with current.inside(district):
            assert not Fact.objects.filter(office=far).exists()

        with current.outside():
            ask("SET CONSTRAINTS ALL IMMEDIATE")
            ask("ALTER TABLE exchange_fact DISABLE ROW LEVEL SECURITY")

        with current.inside(district):
            assert Fact.objects.filter(office=far).exists()

    def test_without_row_policies_a_village_reads_who_is_recorded_next_door(self, village, neighbour):
        said = [imprints.Said(1, imprints.Kind.NIK, "3599016803900001")]
        for place in (neighbour, village):
            with current.inside(place):
                imprints.bring_up_to_date(said, at=NOON)
        rows = {Imprint: "pk", Clash: "office"}
        assert {model: model.objects.values(name).count() for model, name in rows.items()} == {Imprint: 1, Clash: 1}

        with current.outside():
            ask("SET CONSTRAINTS ALL IMMEDIATE")
            for table in ("exchange_imprint", "exchange_clash"):
                ask(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")

        assert {model: model.objects.values(name).count() for model, name in rows.items()} == {Imprint: 2, Clash: 2}

    def test_with_the_privilege_the_log_can_be_changed(self, village, budi):
        import audit

        audit.record("test.act", budi, by=budi, at=NOON)
        with current.outside():
            ask(f'GRANT UPDATE, DELETE ON "{village.schema_name}".audit_entry TO {village.role_name}')

        assert Entry.objects.update(action="test.other") == 1
        assert Entry.objects.all().delete()[0] == 1

    def test_a_changed_row_of_the_neighbour_changes_the_digest(self, village, neighbour, make_account):
        with current.inside(neighbour):
            make_account("darma", "KADES")
            before = twins.digest(neighbour)
            assert twins.digest(neighbour) == before
            Account.objects.update(name="Darma Wijaya")

        assert {name for name, value in twins.digest(neighbour).items() if value != before[name]} == {
            "accounts_account"
        }

    def test_without_forgetting_at_a_rollback_we_believe_wrongly(self, village, neighbour, monkeypatch):
        forgetful = library.DatabaseWrapper.savepoint_rollback

        def believing(self, sid):
            before = self.search_path_set_schemas
            forgetful(self, sid)
            self.search_path_set_schemas = before

        monkeypatch.setattr(DatabaseWrapper, "savepoint_rollback", believing)
        ask("SELECT 1")
        with pytest.raises(RuntimeError), transaction.atomic():
            fail_next_door(neighbour)

        assert current.office() == neighbour
        assert standing()[0] == village.schema_name, "this is the disaster the wall prevents"
        current.connection.search_path_set_schemas = None
        current.enter(village)


class TestInTheConnection:
    def test_without_the_proof_a_pooler_answers_with_nobodys_rows(self, pooled, monkeypatch):  # noqa: F811
        monkeypatch.setattr(pooling, "backend_of", lambda connection: 0)
        monkeypatch.setattr(DatabaseWrapper, "_make_sure_of_the_session", lambda self, pid: None)
        village = office(VILLAGE)
        pooled(backends=2)

        with current.inside(village):
            found = {standing()[0] for _ in range(4)}

        assert found != {village.schema_name}

    def test_without_the_check_of_each_path_a_changed_backend_goes_unnoticed(self, live, monkeypatch):  # noqa: F811
        monkeypatch.setattr(DatabaseWrapper, "_make_sure_of_the_session", lambda self, pid: None)
        ask("SELECT 1")
        current.connection.backend_pid += 1

        with current.inside(office(VILLAGE)):
            ask("SELECT 1")

    def test_without_wear_one_connection_visits_everybody(self, live, settings):  # noqa: F811
        settings.OFFICES_PER_CONNECTION = 1000
        pids = set()
        for code in (VILLAGE, NEIGHBOUR, VILLAGE, NEIGHBOUR):
            with current.inside(office(code)):
                ask("SELECT 1")
            pids.add(current.connection.backend_pid)
            current.connection.close_if_unusable_or_obsolete()

        assert len(pids) == 1
        assert len(current.connection.visited) == 3

    def test_without_its_office_a_callback_runs_wherever_the_commit_happens(self, live, monkeypatch):  # noqa: F811
        monkeypatch.setattr(DatabaseWrapper, "on_commit", BaseDatabaseWrapper.on_commit)
        village, neighbour, seen = office(VILLAGE), office(NEIGHBOUR), []
        with transaction.atomic():
            with current.inside(village):
                transaction.on_commit(lambda: seen.append(standing()[0]))
            current.enter(neighbour)
        current.leave()
        connections.close_all()

        assert seen == [neighbour.schema_name]


@pytest.mark.django_db
class TestInWhatIsDerived:
    def test_with_one_key_for_all_an_invitation_opens_next_door(self, pair, stranger_at, monkeypatch):
        a, b = pair
        monkeypatch.setattr(keys, "derive", same_everywhere)
        with current.inside(a.office):
            from accounts.actions import offer_reset

            secret = offer_reset(account=a.accounts["BPD"], by=None, at=NOON.replace(year=2030))
        copy_row(a, b, "accounts_invitation")

        assert stranger_at(b).get(f"/undangan/{secret}/").status_code == 200

    def test_with_one_key_for_all_an_api_key_opens_next_door(self, pair, stranger_at, monkeypatch):
        a, b = pair
        monkeypatch.setattr(keys, "derive", same_everywhere)
        with current.inside(a.office):
            from accounts.models import ApiClient

            ApiClient.objects.update(fingerprint=keys.fingerprint("api client", a.api_secret))
        copy_row(a, b, "accounts_apiclient")

        answer = stranger_at(b).get("/api/v1/penduduk/", headers={"Authorization": f"Bearer {a.api_secret}"})
        assert answer.status_code == 200
        assert walk.gives_away(answer)

    @pytest.mark.parametrize("walls_left", ["none", "the key", "the salt"])
    def test_a_session_has_two_walls_and_each_is_enough(self, pair, client_of, stranger_at, monkeypatch, walls_left):
        a, b = pair
        if walls_left != "the key":
            monkeypatch.setattr(keys, "derive", same_everywhere)
        if walls_left != "the salt":
            monkeypatch.setattr(SessionStore, "key_salt", "accounts.sessions")
        client = client_of(a, "ALL")
        copy_row(a, b, "accounts_session")
        carried = stranger_at(b)
        carried.cookies = client.cookies

        assert carried.get("/kantor/akun/").status_code == (200 if walls_left == "none" else 302)

    def test_with_one_key_for_all_a_second_factor_opens_next_door(self, village, neighbour, monkeypatch):
        monkeypatch.setattr(keys, "derive", same_everywhere)
        sealed = keys.seal("totp", "JBSWY3DP")

        with current.inside(neighbour):
            assert keys.unseal("totp", sealed) == "JBSWY3DP"

    def test_without_the_office_in_its_key_the_cache_mixes(self, village, neighbour, monkeypatch):
        monkeypatch.setattr(current, "office_key", lambda: "-")
        cache.set("figure", twins.CANARY)

        with current.inside(neighbour):
            assert cache.get("figure") == twins.CANARY

    def test_without_the_prefix_a_name_leads_to_the_neighbours_object(self, village, neighbour, monkeypatch):
        from archive import store
        from archive.actions import keep
        from archive.retention import RetentionClass

        store.ensure_bucket()
        monkeypatch.setattr(store, "_own", lambda document: document.object_key)
        with current.inside(neighbour):
            theirs = keep(
                area="surat", name="S.pdf", content_type="application/pdf", data=b"theirs",
                retention=RetentionClass.STATEMENT_LETTER, basis={}, at=NOON,
            )  # fmt: skip
            store.put(theirs, b"theirs")

        try:
            assert store.get(theirs) == b"theirs"
        finally:
            # The store outlives the test.
            store._asked("delete_object", Key=theirs.object_key)

    def test_without_the_seal_a_forged_message_runs_anywhere(self, village, monkeypatch):
        forged = {"key": village.key, "mac": "0" * 64}
        with pytest.raises(office_task.Reject):
            office_task.office_of("jobs.sweep_lost", "id", forged)

        monkeypatch.setattr(office_task.hmac, "compare_digest", lambda *_: True)

        assert office_task.office_of("jobs.sweep_lost", "id", forged) == village


@pytest.mark.django_db
class TestInTheRequest:
    def test_if_another_header_were_read_it_would_choose_the_office(self, village, neighbour, settings):
        settings.USE_X_FORWARDED_HOST = True

        with pytest.raises(AssertionError):
            test_request_walls.test_no_other_header_chooses_the_office(village, neighbour, "X-Forwarded-Host")

    def test_without_leaving_the_next_request_would_begin_inside(self, village, monkeypatch):
        current.leave()
        monkeypatch.setattr("tenants.middleware.current.leave", lambda: None)

        with pytest.raises(pytest.fail.Exception):
            test_request_walls.test_after_a_request_nobody_is_current(village)
        current.enter(village)

    def test_without_the_prefix_of_its_name_a_cookie_can_be_planted(self, make_account, settings):
        settings.SESSION_COOKIE_NAME = "session"

        with pytest.raises(AssertionError):
            test_request_walls.test_cookies_are_tied_to_their_host(VILLAGE, make_account, None)

    def test_a_cookie_of_another_name_would_be_taken_from_the_neighbour(self, village, budi, signed_in, settings):
        """Without the prefix a cookie with `Domain=` of all villages is as good as our own: the browser sends both."""
        settings.SESSION_COOKIE_NAME = "session"
        mine = signed_in(village, budi)
        tossed = OfficeClient(village.host)
        tossed.cookies["session"] = mine.cookies["session"].value
        tossed.cookies["session"]["domain"] = ".localhost"

        assert tossed.get("/kantor/akun/").status_code == 200

    def test_without_marking_answers_as_personal_caches_keep_them(self, village, budi, signed_in, monkeypatch):
        monkeypatch.setattr("web.security._is_personal", lambda *_: False)

        with pytest.raises((AssertionError, KeyError)):
            test_request_walls.test_personal_answers_are_kept_by_nobody(village, budi, signed_in)

    def test_an_answer_that_told_foreign_from_absent_would_be_seen(self, pair, client_of, monkeypatch):
        a, _ = pair
        client = client_of(a, "ALL")
        paths = [path.format(pk) for path in ("/kantor/warga/{}/",) for pk in (2, 987_654)]
        assert walk.difference(*map(client.get, paths)) == []

        monkeypatch.setattr(
            "web.errors.answer",
            lambda request, trouble: HttpResponseForbidden(request.path, headers={"X-Id": request.path}),
        )

        assert walk.difference(*map(client.get, paths)) == ["body", "headers"]

    def test_without_the_wide_count_guessing_wanders_on(self, village, budi, monkeypatch):
        monkeypatch.setattr(limits, "AT_MOST_ANYWHERE", 1)
        monkeypatch.setattr(limits, "count_wrong", lambda *_: None)

        assert [guess(code, GUESSER, "budi") for code in (VILLAGE, NEIGHBOUR)] == [422, 422]

    def test_if_every_proxy_were_believed_addresses_could_be_made_up(self, village, budi, settings):
        settings.TRUSTED_PROXIES = ["0.0.0.0/0"]
        client = OfficeClient(village.host)
        client.post(
            "/masuk/",
            {"username": "budi", "password": PASSWORD},
            REMOTE_ADDR=GUESSER,
            headers={"x-forwarded-for": "1.2.3.4"},
        )

        assert client.session["_address"] == "1.2.3.4"

    def test_without_the_mark_a_cookie_from_elsewhere_goes_unnoticed(self, village, neighbour, monkeypatch):
        """Django's own keys say nothing of where they were made."""
        monkeypatch.setattr(SessionStore, "_get_new_session_key", SessionBase._get_new_session_key)
        store = SessionStore()
        store.create()

        from accounts.sessions import _was_made_here

        assert not _was_made_here(store.session_key)

    def test_if_supervisors_were_not_bound_to_those_below_a_camat_would_see_all(
        self, district, make_account, signed_in, monkeypatch
    ):
        from conftest import FAR

        from supervision import queries
        from tenants.models import Office

        with current.inside(district):
            camat = signed_in(district, make_account("camat", "CAMAT"))
        path = f"/desa/{office(FAR).key}/"
        assert camat.get(path).status_code == 404

        monkeypatch.setattr(queries, "villages_below", lambda: Office.objects.filter(kind="village"))

        assert camat.get(path).status_code == 200


class TestInTheSources:
    @pytest.mark.parametrize(
        ("line", "rule"),
        [
            ("from django_tenants.utils import schema_context", "switches"),
            ("with current.inside(office):\n    pass", "switches"),
            ("rows = connections['default']", "switches"),
            ("@lru_cache\ndef letters():\n    return list(Letter.objects.all())", "memo"),
            ("_seen = {}", "memo"),
            ('cursor.execute("SELECT * FROM d_villageaaa.accounts_account")', "schemas"),
            ('cursor.execute("CREATE FUNCTION spy() RETURNS int")', "makes"),
            ('cache.get("everywhere:x")', "everywhere"),
        ],
    )
    def test_each_rule_sees_what_it_forbids(self, tmp_path, monkeypatch, line, rule):
        spy = tmp_path / "modules" / "spy.py"
        spy.parent.mkdir()
        spy.write_text(f"{line}\n")
        monkeypatch.setattr(test_source_walls, "SOURCES", [spy])
        monkeypatch.setattr(test_source_walls, "ROOT", tmp_path)

        assert test_source_walls.broken(rule) == {"modules/spy.py"}
