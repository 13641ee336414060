"""A kabupaten looks into a village: who may, for how long, what is seen of it, and that nothing can be changed."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from access import walking
from access.table import ROWS
from conftest import FAR, NEIGHBOUR, OfficeClient, office
from django.conf import settings
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import permissions, watching
from accounts.models import Account, Session
from accounts.posts import VILLAGE_POSTS
from audit.models import Entry
from exchange.matters import actions as exchange
from exchange.matters.models import Matter
from exchange.matters.queries import MatterUnknown
from inspections import actions, queries, rules
from inspections.models import Watch
from jobs.errands.models import Errand
from registry.models import Resident
from tenants.models import Office, OfficeSecret
from walls import current, keys

pytestmark = pytest.mark.django_db
REASON = "Tindak lanjut temuan tahun lalu."
SAFE = {"GET", "HEAD", "OPTIONS"}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def chief(regency, make_account):
    with current.inside(regency):
        return make_account("irban", "INSPEKTORAT", name="Irban Contoh", totp=True)


def give(chief, village, now, *, days=7, areas=("penduduk", "riwayat"), key=None, reason=REASON):
    with current.inside(office("35.29")):
        return actions.order_inspection(
            key=key or uuid.uuid4(), village=village, letter="700/12/2026", reason=reason, areas=list(areas), days=days,
            by=chief, at=now,
        )  # fmt: skip


def hear(where, now):
    with current.inside(where):
        exchange.hear_all(at=now)


@pytest.fixture
def looked_into(chief, village, now):
    """An inspection the village has heard of, and the browser of whoever looks."""
    matter = give(chief, village, now)
    hear(village, now)
    with current.inside(office("35.29")):
        order = queries.order_named(matter.key)
    client = OfficeClient(village.host)
    path = order.link.partition(village.host)[2].partition("/")[2]
    assert (
        client.post(f"/{path}", {"password": "kata-sandi-panjang-7", "again": "kata-sandi-panjang-7"}).status_code
        == 302
    )
    client.post("/masuk/", {"username": order.username, "password": "kata-sandi-panjang-7"})
    return SimpleNamespace(matter=matter, order=order, client=client, watch=Watch.objects.get())


class TestOrdering:
    def test_a_village_is_opened_to_read_for_the_time_and_the_reason_given(self, looked_into, village, now):
        account = looked_into.watch.account

        assert looked_into.client.get("/kantor/warga/").status_code == 200
        assert account.posts == []
        assert account.reads_until == looked_into.matter.due_at == now + timedelta(days=7)
        assert {code.value for code in account.permissions} == rules.reads_of(["penduduk", "riwayat"])
        assert (looked_into.watch.letter, looked_into.watch.reason) == ("700/12/2026", REASON)
        assert "Irban" not in account.name + str(list(Entry.objects.values_list("actor_name", "detail")))
        assert looked_into.client.get("/kantor/").status_code == 200
        assert looked_into.client.get("/kantor/aduan/").status_code == 403
        assert looked_into.client.get("/kantor/surat/").status_code == 403

    def test_what_may_be_read_is_real_and_never_health_complaints_or_files(self):
        known = {code.value for code in permissions.all_permissions()}
        forbidden = (
            "health",
            "complaint",
            "change",
            "export",
            "full_books",
            "open_papers",
            "manage",
            "sign",
            "open_document",
        )

        assert rules.reads_of(rules.AREAS) <= known
        assert not [code for code in rules.reads_of(rules.AREAS) if any(word in code for word in forbidden)]

    def test_a_second_click_orders_nothing_twice_and_nobody_orders_without_reason_time_or_area(
        self, chief, village, now
    ):
        key = uuid.uuid4()

        assert give(chief, village, now, key=key).pk == give(chief, village, now, key=key).pk
        for wrong in ({"reason": "pendek"}, {"days": 31}, {"days": 0}, {"areas": ()}, {"areas": ("surat",)}):
            with pytest.raises(actions.OrderRefused):
                give(chief, village, now, **wrong)
        assert Matter.objects.count() == 1

    def test_only_the_kabupaten_above_begins_one(self, chief, village, district, now):
        said = exchange.Said(post="", verb="perintah", state="asked", text=REASON, data={"until": now.isoformat()})
        with current.outside():
            above = None
            for kind, code in (("regency", "33.28"), ("district", "33.28.01"), ("village", "33.28.01.2001")):
                key = f"{kind}zzzzzz"[:10]
                above = Office.objects.create(
                    key=key, schema_name=f"d_{key}", kind=kind, name="Jauh", designation="Desa", region_code=code,
                    parent=above, opened_at=now,
                )  # fmt: skip
            OfficeSecret.objects.create(office=above, sealed=keys.seal_root(keys.new_root()))
        for beginner, to in (
            (district, village),
            (office(NEIGHBOUR), village),
            (office("35.29"), district),
            (office("35.29"), above),
        ):
            with current.inside(beginner), pytest.raises(ProgrammingError), transaction.atomic():
                exchange.begin(kind=rules.KIND, topic="x", to=to, subject="x", said=said, by=None, at=now)

    def test_what_was_heard_twice_or_too_late_opens_nothing(self, chief, village, looked_into, now):
        Matter.objects.filter(pk=looked_into.matter.pk).update(to_heard=0)
        hear(village, now)
        assert Watch.objects.count() == Account.objects.filter(reads_until__isnull=False).count() == 1

        late = give(chief, village, now - timedelta(days=9), days=3)
        hear(village, now)
        assert Watch.objects.count() == 1
        with current.inside(office("35.29")):
            assert Matter.objects.get(pk=late.pk).state == "ended"

    def test_an_order_that_asks_for_years_gets_thirty_days(self, chief, village, now):
        said = exchange.Said(
            post="", verb="perintah", state="asked", text=REASON,
            data={"until": (now + timedelta(days=999)).isoformat(), "areas": ["penduduk", "surat"], "letter": "1"},
        )  # fmt: skip
        with current.inside(office("35.29")):
            exchange.begin(kind=rules.KIND, topic="x", to=village, subject="x", said=said, by=chief, at=now)

        hear(village, now)

        assert Watch.objects.get().until == now + rules.LONGEST
        assert Watch.objects.get().areas == ["penduduk"]


class TestTime:
    def test_it_ends_by_itself_at_the_minute_with_its_session(self, looked_into, village):
        assert looked_into.client.get("/kantor/").status_code == 200

        Account.objects.filter(reads_until__isnull=False).update(reads_until=timezone.now())

        assert looked_into.client.get("/kantor/").status_code == 302
        assert looked_into.client.get("/api/v1/penduduk/").status_code in (401, 403)
        answer = looked_into.client.post(
            "/masuk/", {"username": looked_into.order.username, "password": "kata-sandi-panjang-7"}
        )
        assert answer.status_code == 422

    def test_what_ended_because_its_time_was_over_is_written_down_once(self, looked_into, regency, now):
        with current.outside():
            assert Errand.objects.filter(task=actions.LAPSE, due_at=now + timedelta(days=7)).exists()
        assert actions.note_lapsed(at=now + timedelta(days=6)) == 0
        later = now + timedelta(days=7, minutes=1)

        assert [actions.note_lapsed(at=later), actions.note_lapsed(at=later)] == [1, 0]

        line = Entry.objects.get(action="inspection.lapse")
        assert (line.actor_id, line.detail["letter"]) == (None, "700/12/2026")
        with current.inside(regency):
            order = queries.order_named(looked_into.matter.key)
            assert (order.matter.state, order.journal[-1].verb) == ("ended", "habis")
            with pytest.raises(actions.InspectionOver):
                actions.end_inspection(key=looked_into.matter.key, by=None, at=later)

    def test_what_goes_on_or_was_ended_did_not_end_by_itself(self, looked_into, chief, village, now):
        key = looked_into.matter.key
        with current.inside(office("35.29")):
            actions.extend_inspection(key=key, reason="Berkas belum lengkap.", days=20, by=chief, at=now)
        # The village has not heard of it when the first time is over.
        assert actions.note_lapsed(at=now + timedelta(days=8)) == 0
        with current.inside(office("35.29")):
            actions.end_inspection(key=key, by=chief, at=now + timedelta(days=9))
        hear(village, now + timedelta(days=9))

        assert actions.note_lapsed(at=now + timedelta(days=21)) == 0
        assert not Entry.objects.filter(action="inspection.lapse").exists()

    def test_it_is_extended_for_a_reason_and_ended_early(self, looked_into, chief, village, now):
        key = looked_into.matter.key
        with current.inside(office("35.29")):
            with pytest.raises(actions.OrderRefused):
                actions.extend_inspection(key=key, reason="", days=5, by=chief, at=now)
            actions.extend_inspection(key=key, reason="Berkas belum lengkap.", days=20, by=chief, at=now)
        hear(village, now)
        assert Account.objects.get(reads_until__isnull=False).reads_until == now + timedelta(days=20)

        with current.inside(office("35.29")):
            actions.end_inspection(key=key, by=chief, at=now)
        hear(village, now)

        assert looked_into.client.get("/kantor/").status_code == 302
        assert not Session.objects.filter(account=looked_into.watch.account).exists()
        with current.inside(office("35.29")), pytest.raises(actions.InspectionOver):
            actions.extend_inspection(key=key, reason="Berkas belum lengkap.", days=5, by=chief, at=now)
        with current.inside(office("35.29")), pytest.raises(MatterUnknown):
            actions.end_inspection(key=uuid.uuid4(), by=chief, at=now)

    def test_ended_before_the_village_heard_it_lets_nobody_in(self, chief, village, now):
        matter = give(chief, village, now)
        with current.inside(office("35.29")):
            actions.end_inspection(key=matter.key, by=chief, at=now)

        hear(village, now)

        assert not Watch.objects.exists()


class TestSeen:
    def test_the_village_sees_who_looks_why_and_which_pages(self, looked_into, village, citra, sari, signed_in):
        looked_into.client.get("/kantor/warga/?cari=rahasia")
        desk = signed_in(village, citra, second_factor=True)

        page = desk.get("/kantor/pemeriksaan/").content.decode()

        assert REASON in page
        assert "<code>/kantor/warga/</code>" in page
        assert "rahasia" not in page
        assert "Sedang diperiksa Kabupaten Sumenep (surat tugas 700/12/2026)" in page
        assert Entry.objects.filter(action="watcher.look", detail__page="/kantor/warga/").count() == 1
        assert "Setiap halaman dicatat" in looked_into.client.get("/kantor/").content.decode()
        assert desk.get(f"/kantor/pemeriksaan/?buka={uuid.uuid4()}").status_code == 404
        # Nobody of the village closes or changes whoever looks.
        person = f"/kantor/pengaturan/perangkat/{looked_into.watch.account_id}/"
        assert desk.get(person).status_code == desk.post(f"{person}tutup/").status_code == 404

    def test_a_page_that_cannot_be_written_down_is_not_shown(self, looked_into, monkeypatch):
        monkeypatch.setattr(watching.actions, "note_looking", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            looked_into.client.get("/kantor/warga/")

    def test_a_full_number_wants_a_reason_and_health_is_never_shown(self, looked_into, now):
        made = {"created_at": now, "updated_at": now, "nik": "3529110101900001", "nik_status": "TETAP"}
        pk = Resident.objects.create(name="ANI SAMPLE", sex=2, born_on=now.date(), **made).pk
        paths = {word: f"/kantor/warga/{pk}/{word}/" for word in ("nik", "kesehatan")}

        assert "3529110101900001" not in looked_into.client.get(f"/kantor/warga/{pk}/").content.decode()
        assert looked_into.client.post(paths["nik"], {"reason": ""}).status_code == 422
        shown = looked_into.client.post(paths["nik"], {"reason": "Memeriksa data penduduk"})

        assert "3529110101900001" in shown.content.decode()
        assert Entry.objects.filter(action="resident.reveal_nik", actor_id=looked_into.watch.account_id).count() == 1
        assert looked_into.client.post(paths["kesehatan"], {"reason": "Memeriksa data penduduk"}).status_code == 403


def test_whoever_looks_changes_nothing_at_any_address(looked_into, village, make_account):
    """Also when every permission is given to the account: the wall stands behind permissions."""
    granted = permissions.all_permissions()
    Account.objects.filter(reads_until__isnull=False).update(reads=[code.value for code in granted])
    before = Entry.objects.exclude(action="watcher.look").count()
    by_name = {place.name: place for place in walking.places() if place.kind == "village"}
    let_through, asked = set(), 0

    for letters, method, name, *_, given in ROWS:
        # Leaving ends the walk; the test below says that it is open.
        if method in SAFE or "village" not in walking.kinds_of(letters) or name == "accounts:sign_out":
            continue
        sid = transaction.savepoint()
        wanted = by_name[name].permission(method)
        posts = [post for post in VILLAGE_POSTS if wanted is None or post in granted[wanted]][:1]
        arguments = given(village, make_account("berhak", *posts, totp=True)) if callable(given) else given
        address = reverse(name, urlconf=settings.TENANT_TYPES["village"]["URLCONF"], kwargs=arguments)
        transaction.savepoint_rollback(sid)
        asked += 1
        if looked_into.client.generic(method, address).status_code != 403:
            let_through.add(name)

    assert asked > 150
    assert let_through == {"registry:nik", "registry:kk", "registry:parents_nik"}
    assert Entry.objects.exclude(action="watcher.look").count() == before


def test_every_view_is_behind_the_wall_but_those_named():
    """Of every address of every kind of office, so that a new one cannot slip through a mark it copied."""
    marked = {place.name for place in walking.places() if getattr(place.view, "watchers_may", False)}

    assert marked == {"accounts:sign_out", "registry:nik", "registry:kk", "registry:parents_nik"}


class TestPages:
    def test_the_kabupaten_orders_hands_on_extends_and_ends(
        self, chief, village, regency, signed_in, django_assert_max_num_queries
    ):
        with current.inside(regency):
            desk = signed_in(regency, chief, second_factor=True)
        sent = {
            "key": str(uuid.uuid4()), "village": village.key, "letter": "700/13/2026", "reason": REASON,
            "areas": ["buku"], "days": "5",
        }  # fmt: skip
        assert desk.post("/pemeriksaan/", sent | {"village": "villagezzz"}).status_code == 422
        path = desk.post("/pemeriksaan/", sent)["Location"]
        assert desk.post("/pemeriksaan/", sent)["Location"] == path
        assert "sedang menyiapkan pintunya" in desk.get(path).content.decode()

        hear(village, timezone.now())

        page = desk.get(path).content.decode()
        assert f"http://{village.host}" in page
        assert "/undangan/" in page
        assert desk.post(path, {"perpanjang": "ya", "days": "99", "reason": REASON}).status_code == 422
        assert desk.post(path, {"perpanjang": "ya", "days": "9", "reason": REASON}).status_code == 302
        assert desk.post(path, {"akhiri": "ya"}).status_code == 302
        assert "berakhir" in desk.get(path).content.decode()
        desk.get("/kantor/akun/")
        with django_assert_max_num_queries(10):
            desk.get("/pemeriksaan/")
        with django_assert_max_num_queries(10):
            desk.get(path)

    def test_another_villages_inspection_is_not_there(self, looked_into, citra, make_account, signed_in):
        far = office(FAR)
        with current.inside(far):
            head = signed_in(far, make_account("kades.jauh", "KADES", totp=True), second_factor=True)

        assert head.get(f"/kantor/pemeriksaan/?buka={looked_into.matter.key}").status_code == 404
        with current.inside(far), pytest.raises(MatterUnknown):
            queries.order_named(looked_into.matter.key)
        assert not looked_into.watch.is_open(looked_into.watch.until)
