"""An office gets another name, another code, is closed for a while: it stays itself."""

from datetime import date, timedelta

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, OTHER_DISTRICT, REGENCY, VILLAGE, OfficeClient, office
from django.core.cache import cache
from django.utils.html import strip_tags

from accounts.models import Session
from audit.models import Entry
from jobs import actions as jobs
from jobs import kinds, progress
from jobs.models import Job
from tenants import middleware, queries
from tenants.actions import coding, life
from tenants.actions.telling import FromOutside
from tenants.models import Domain, Office, OfficeRegion, Region, RetiredName
from walls import current

pytestmark = pytest.mark.django_db
OLD, NEW = "pragaan-laok-pragaan.localhost", "pragaan-jaya-pragaan.localhost"


def rename(which, admin, name="Pragaan Jaya", designation="Desa", at=NOON):
    return life.rename_office(office_id=which.pk, name=name, designation=designation, by=admin, at=at)


def recode(which, admin, code, since=None, at=NOON):
    return life.recode_office(office_id=which.pk, code=code, since=since or at.date(), by=admin, at=at)


def suspend(which, by=None, reason="Sedang diperiksa kabupaten"):
    by = by or FromOutside("uji")
    return life.suspend_office(office_id=which.pk, reason=reason, by=by, at=NOON)


def reopen(which, by=None):
    return life.reopen_office(office_id=which.pk, by=by or FromOutside("uji"), at=NOON)


def a_ready_letter(village, signer):
    """Signed, numbered and printed, with the code BBBB3333."""
    from access.table import a_letter

    import archive.actions
    from archive.retention import RetentionClass
    from modules.service.models import Letter, LetterBook

    a_letter(village, None)
    document = archive.actions.keep(
        area="surat", name="a.pdf", content_type="application/pdf", data=b"%PDF-", retention=RetentionClass.ROUTINE_LETTER,
        basis={}, at=NOON,
    )  # fmt: skip
    Letter.objects.update(
        state="READY", book=LetterBook.objects.create(year=2026, scope="x"), number=1, number_text="500/1", document=document,
        signed_by=signer, signed_at=NOON, kasi_at=NOON, valid_until=NOON.date(),
    )  # fmt: skip


def last_entry(which):
    with current.inside(which):
        return Entry.objects.order_by("-id")[0]


# --- another name ----------------------------------------------------------------------------------------------------


def test_a_renamed_office_is_found_by_its_new_name_and_led_to_from_the_old(village, admin):
    done = rename(village, admin)

    assert (done.title, done.host) == ("Desa Pragaan Jaya", NEW)
    assert "Desa Pragaan Jaya" in OfficeClient(NEW).get("/").content.decode()
    led = OfficeClient(OLD).get("/verifikasi/BBBB3333/?a=1")
    assert led.status_code == 301
    assert led["Location"].endswith(f"{NEW}:8000/verifikasi/BBBB3333/?a=1") or led["Location"].endswith(
        f"{NEW}/verifikasi/BBBB3333/?a=1"
    )
    assert led["Cache-Control"] == "max-age=3600"


def test_a_form_sent_to_the_old_name_is_refused_and_told_where_to_go(village, admin):
    rename(village, admin)

    answer = OfficeClient(OLD).post("/masuk/", {"username": "budi", "password": "rahasia"})

    assert answer.status_code == 410
    assert NEW in answer.content.decode()


def test_the_old_host_leads_nowhere_but_home(village, admin):
    """What is asked for stays a path: two slashes or another host in it are not an address."""
    rename(village, admin)

    for path in ("//evil.example/", "/\\evil.example", "/%2F%2Fevil.example"):
        led = OfficeClient(OLD).get(path)
        assert led["Location"].partition("://")[2].startswith(NEW), path


def test_nobody_else_gets_the_old_name(village, neighbour, admin):
    rename(village, admin)

    done = rename(neighbour, admin, name="Pragaan Laok")

    assert done.host != OLD
    with current.outside():
        assert RetiredName.objects.get(host=OLD).office_id == village.pk
        assert not Domain.objects.filter(domain=OLD).exists()


def test_a_rested_name_is_anybodys_again(village, neighbour, admin):
    """The other office then answers at it, the one that had it first may not take it back, and it can rest a second time."""
    rename(village, admin)
    with current.outside():
        RetiredName.objects.update(free_after=NOON)

    taken = rename(neighbour, admin, name="Pragaan Laok")
    back = rename(village, admin, name="Pragaan Laok")

    assert taken.host == OLD
    assert back.host not in (OLD, NEW)
    rename(neighbour, admin, name="Prenduan")
    with current.outside():
        assert RetiredName.objects.get(host=OLD).office_id == neighbour.pk


def test_an_office_may_take_its_own_name_back(village, admin):
    rename(village, admin)

    back = rename(village, admin, name="Pragaan Laok")

    assert back.host == OLD
    assert OfficeClient(OLD).get("/").status_code == 200
    assert OfficeClient(NEW).get("/").status_code == 301


def test_another_word_for_its_kind_keeps_the_host(village, admin):
    done = rename(village, admin, name="Pragaan Laok", designation="Nagari")

    assert (done.title, done.host) == ("Nagari Pragaan Laok", OLD)
    with current.outside():
        assert not RetiredName.objects.exists()


def test_the_letterhead_follows_the_name(village, admin):
    from modules.service.queries import issuer

    rename(village, admin)

    with current.inside(office(VILLAGE)):
        assert issuer().letterhead.office == "Desa Pragaan Jaya"
        assert NEW in issuer().letterhead.contact


def test_a_rename_stands_in_both_logs(village, regency, admin):
    rename(village, admin)

    own, above = last_entry(village), last_entry(regency)
    assert (own.action, own.actor_id, own.actor_name) == (
        "office.rename",
        None,
        "Admin Kabupaten, Kabupaten Sumenep",
    )
    assert (above.action, above.actor_id) == ("office.rename", admin.pk)
    assert own.detail["from"] == "Desa Pragaan Laok"
    assert own.detail["to"] == "Desa Pragaan Jaya"


@pytest.mark.parametrize(
    "name",
    ["", "   ", "\x00", "Desa\x00Baru", "😀", "x" * 121, "\u202egnol", "\u200b"],
)
def test_a_name_that_cannot_be_written_is_refused(village, admin, name):
    with pytest.raises(life.NameRefused):
        rename(village, admin, name=name)

    assert office(VILLAGE).name == "Pragaan Laok"


def test_a_name_with_quotes_is_only_a_name(village, admin):
    done = rename(village, admin, name='Ra\'as "Timur"; DROP SCHEMA public')

    assert done.host == "raas-timur-drop-schema-public-pragaan.localhost"


def test_the_same_name_again_is_refused(village, admin):
    with pytest.raises(life.NameRefused):
        rename(village, admin, name="Pragaan Laok")


def test_nothing_is_renamed_when_the_log_cannot_be_written(village, admin, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(life, "tell", fail)
    with pytest.raises(RuntimeError):
        rename(village, admin)

    assert (office(VILLAGE).name, office(VILLAGE).host) == ("Pragaan Laok", OLD)


# --- another region code ---------------------------------------------------------------------------------------------


@pytest.fixture
def free_code(db):
    with current.outside():
        Region.objects.get_or_create(code="35.29.10.2099", defaults={"name": "Pragaan Laok"})
    return "35.29.10.2099"


def test_a_village_moves_to_another_kecamatan_with_its_code(village, other_district, admin, free_code):
    done = recode(village, admin, free_code, since=NOON.date())

    assert done.parent_id == other_district.pk
    with current.outside():
        history = list(OfficeRegion.objects.filter(office=village).order_by("pk").values_list("code", "until"))
    assert history == [(VILLAGE, NOON.date()), (free_code, None)]


def test_the_new_kecamatan_sees_its_figures_and_the_old_one_no_more(
    village, district, other_district, admin, free_code
):
    from exchange.models import Fact

    with current.outside():
        Fact.objects.create(
            office=village, indicator="residents", period="2026-11", numerator=9, as_of=NOON, changed_at=NOON
        )

    recode(village, admin, free_code)

    with current.inside(other_district):
        assert Fact.objects.filter(office_id=village.pk).count() == 1
    with current.inside(district):
        assert not Fact.objects.filter(office_id=village.pk).exists()


def test_the_old_code_may_belong_to_another_village_later(village, admin, free_code):
    from tenants.actions.opening import open_office

    recode(village, admin, free_code)

    other = open_office(region_code=VILLAGE, at=NOON)

    assert other.pk != village.pk
    assert other.host != office(free_code).host


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (NEIGHBOUR, "dipakai kantor lain"),
        (VILLAGE, "sudah dipakai kantor itu"),
        (DISTRICT, "bukan kode desa"),
        ("35.29.11.1001", "bukan kode desa"),
        ("35.29.11.9999", "bukan kode desa"),
        ("35.29.11.2999", "tidak ada dalam daftar"),
        ("33.24.01.2001", "di luar kabupaten"),
        ("35.29.12.2001", "belum dibuka"),
        ("35.29.11.2010'--", "bukan kode"),
        ("", "bukan kode"),
        ("٣٥.٢٩.١١.٢٠١١", "bukan kode"),
    ],
)
def test_a_code_that_cannot_be_is_refused_by_name(village, admin, code, words):
    with current.outside():
        Region.objects.get_or_create(code="35.29.12", defaults={"name": "Bluto"})
        Region.objects.get_or_create(code="35.29.12.2001", defaults={"name": "Aeng Baja"})

    with pytest.raises(life.CodeRefused, match=words):
        recode(village, admin, code)

    assert office(VILLAGE).pk == village.pk


@pytest.mark.parametrize("since", [NOON.date() + timedelta(days=1), date(2020, 1, 1)])
def test_a_code_begins_between_the_last_one_and_today(village, admin, free_code, since):
    with pytest.raises(life.CodeRefused, match="Tanggalnya"):
        recode(village, admin, free_code, since=since)


def test_two_offices_that_ask_for_one_code_get_it_once(village, neighbour, admin, free_code, monkeypatch):
    """The check before is for words; the constraint decides when two come at once."""
    recode(village, admin, free_code)
    monkeypatch.setattr(coding, "parent_for", lambda office, code: office.parent)

    with pytest.raises(life.CodeRefused, match="dipakai kantor lain"):
        recode(neighbour, admin, free_code)

    assert office(NEIGHBOUR).pk == neighbour.pk


def test_a_kabupaten_has_no_code_to_change_here(regency, admin):
    with pytest.raises(life.CodeRefused):
        recode(regency, admin, "35.29.11")


# --- a kecamatan's code carries those of its villages ----------------------------------------------------------------

MOVED = {DISTRICT: "35.29.01", VILLAGE: "35.29.01.2010", NEIGHBOUR: "35.29.01.2012"}


@pytest.fixture
def new_codes(db):
    with current.outside():
        for code in MOVED.values():
            Region.objects.get_or_create(code=code, defaults={"name": "Wilayah baru"})
    return MOVED


def codes_of_today():
    with current.outside():
        return dict(Office.objects.standing().values_list("key", "region_code"))


def test_the_villages_of_a_kecamatan_get_its_new_code_and_keep_the_old_in_their_history(
    village, neighbour, district, regency, admin, new_codes
):
    before, day = codes_of_today(), NOON.date()

    done = recode(district, admin, new_codes[DISTRICT])

    assert (done.pk, done.region_code, done.parent_id) == (district.pk, "35.29.01", regency.pk)
    changed = {key: code for key, code in codes_of_today().items() if before[key] != code}
    assert changed == {one.key: MOVED[one.region_code] for one in (village, neighbour, district)}
    with current.outside():
        for one in (village, neighbour, district):
            history = list(OfficeRegion.objects.filter(office=one).order_by("pk").values_list("code", "until"))
            assert history == [(one.region_code, day), (MOVED[one.region_code], None)]
        assert Office.objects.get(pk=village.pk).parent_id == district.pk
    for one in (village, neighbour, district):
        told = last_entry(office(MOVED[one.region_code]))
        assert (told.action, told.detail["from"], told.detail["to"]) == (
            "office.recode",
            one.region_code,
            MOVED[one.region_code],
        )
    with current.inside(regency):
        assert Entry.objects.filter(action="office.recode").count() == 3


def test_after_the_kecamatan_moved_figures_addresses_and_former_codes_lead_to_the_same_villages(
    village, district, regency, admin, new_codes
):
    from exchange.models import Fact
    from supervision.queries import office_by_key_or_code

    host = village.host
    with current.outside():
        Fact.objects.create(
            office=village, indicator="residents", period="2026-11", numerator=9, as_of=NOON, changed_at=NOON
        )

    recode(district, admin, new_codes[DISTRICT])

    with current.inside(office(MOVED[DISTRICT])):
        assert Fact.objects.get().office_id == village.pk
        assert office_by_key_or_code(VILLAGE).pk == office_by_key_or_code(MOVED[VILLAGE]).pk == village.pk
    with current.inside(regency):
        assert office_by_key_or_code(DISTRICT).pk == district.pk
    assert office(MOVED[VILLAGE]).host == host
    assert OfficeClient(host).get("/").status_code == 200


def test_papers_of_before_are_verified_after_the_kecamatan_moved(village, district, admin, make_account, new_codes):
    with current.inside(village):
        a_ready_letter(village, make_account("budi", "KASI_PELAYANAN"))

    recode(district, admin, new_codes[DISTRICT])

    assert "500/1" in strip_tags(OfficeClient(village.host).get("/verifikasi/BBBB3333/").content.decode())


def test_nothing_is_half_moved_when_the_log_of_a_later_village_cannot_be_written(
    village, neighbour, district, admin, new_codes, monkeypatch
):
    before, tell = codes_of_today(), life.tell

    def fail(action, one, **more):
        if one.pk == neighbour.pk:
            raise RuntimeError
        tell(action, one, **more)

    monkeypatch.setattr(life, "tell", fail)
    with pytest.raises(RuntimeError):
        recode(district, admin, new_codes[DISTRICT])

    assert codes_of_today() == before
    with current.outside():
        assert not OfficeRegion.objects.filter(code__startswith="35.29.01").exists()
        assert OfficeRegion.objects.filter(office=village, until__isnull=True).count() == 1
    with current.inside(office(VILLAGE)):
        assert not Entry.objects.filter(action="office.recode").exists()


def test_a_village_whose_new_code_nobody_lists_or_somebody_has_stops_all_of_it(
    village, neighbour, district, admin, new_codes
):
    before, far = codes_of_today(), office(FAR)
    with current.outside():
        Region.objects.filter(code=MOVED[NEIGHBOUR]).delete()
    with pytest.raises(life.CodeRefused, match=r"tidak ada dalam daftar wilayah: 35\.29\.01\.2012"):
        recode(district, admin, new_codes[DISTRICT])

    with current.outside():
        Region.objects.create(code=MOVED[NEIGHBOUR], name="Wilayah baru")
        Office.objects.filter(pk=far.pk).update(region_code=MOVED[NEIGHBOUR])
    with pytest.raises(life.CodeRefused, match=r"dipakai kantor lain: 35\.29\.01\.2012"):
        recode(district, admin, new_codes[DISTRICT])

    assert {key: code for key, code in codes_of_today().items() if key != far.key} == {
        key: code for key, code in before.items() if key != far.key
    }


def test_the_day_is_not_before_the_code_a_village_has_now(village, district, admin, new_codes):
    with current.outside():
        OfficeRegion.objects.filter(office=village).update(since=NOON.date() - timedelta(days=2))
        OfficeRegion.objects.exclude(office=village).update(since=date(2026, 1, 1))
    with pytest.raises(life.CodeRefused, match="Kode Desa Pragaan Laok berlaku sejak hari itu"):
        recode(district, admin, new_codes[DISTRICT], since=NOON.date() - timedelta(days=3))
    assert recode(district, admin, new_codes[DISTRICT], since=NOON.date() - timedelta(days=2)).region_code == "35.29.01"


def test_what_would_change_is_shown_first(village, neighbour, district, regency, admin, new_codes, signed_in):
    desk = signed_in(regency, admin, second_factor=True)
    typed = {"code": new_codes[DISTRICT], "since": f"{NOON:%Y-%m-%d}"}

    shown = desk.post(f"/kelola/{district.key}/kode/", typed).content.decode()

    assert "Kode 2 desa ikut berganti" in shown
    assert "35.29.01.2010" in shown
    assert office(VILLAGE).pk == village.pk, "nothing has changed yet"
    assert desk.post(f"/kelola/{district.key}/kode/", typed | {"pasti": "ya"}).status_code == 302
    assert office(MOVED[VILLAGE]).pk == village.pk


def test_an_opening_and_a_new_code_of_its_kecamatan_do_not_pass_each_other(district, admin, new_codes, monkeypatch):
    from tenants.actions import opening

    held = []
    monkeypatch.setattr(coding, "hold_still", lambda *, shared: held.append(shared))
    recode(district, admin, new_codes[DISTRICT])
    with current.outside():
        Region.objects.get_or_create(code="35.29.01.2003", defaults={"name": "Desa Baru"})
    opening.open_office(region_code="35.29.01.2003", at=NOON)

    assert held == [False, True]


# --- closed for a while ----------------------------------------------------------------------------------------------


@pytest.fixture
def closed(village, budi):
    suspend(village)
    return office(VILLAGE)


def test_a_suspended_office_says_why_and_when_to_ask_again(closed, visitor):
    answer = visitor.get("/")

    assert answer.status_code == 503
    assert "Sedang diperiksa kabupaten" in answer.content.decode()
    assert int(answer["Retry-After"]) > 0
    assert answer["Cache-Control"] == "no-store"


def test_another_system_gets_it_as_json(closed, visitor):
    answer = visitor.get("/api/v1/letter-kinds/")

    assert (answer.status_code, answer["Content-Type"]) == (503, "application/json")
    assert answer.json()["reason"] == "Sedang diperiksa kabupaten"
    assert answer["Cache-Control"] == "no-store"


def test_only_the_proof_of_letters_and_the_styles_stay_open(closed, visitor):
    """Every address there is, asked of a closed door."""
    from access import walking
    from access.table import ROWS
    from django.conf import settings
    from django.urls import reverse

    stayed, shut = set(), 0
    for row in ROWS:
        if "village" not in walking.kinds_of(row[0]) or callable(row[6]):
            continue
        address = reverse(row[2], urlconf=settings.TENANT_TYPES["village"]["URLCONF"], kwargs=row[6])
        answer = visitor.generic(row[1], address)
        if answer.status_code == 503:
            shut += 1
        else:
            stayed.add(row[2])

    assert stayed == {f"service:{name}" for name in ("verify", "verification", "offline", "revoked", "offline_worker")}
    assert shut > 50
    assert visitor.get("/static/web/icon.svg").status_code != 503
    assert visitor.get("/tidak-ada/").status_code == 503


def test_a_letter_still_proves_itself_at_a_closed_door(village, budi, visitor):
    a_ready_letter(village, budi)
    suspend(village)

    answer = visitor.get("/verifikasi/BBBB3333/")

    assert answer.status_code == 200
    assert "500/1" in strip_tags(answer.content.decode())


def test_sessions_end_and_nobody_signs_in(village, budi, signed_in):
    browser = signed_in(village, budi)
    suspend(village)
    assert browser.get("/kantor/pekerjaan/").status_code == 503

    reopen(village)

    # Another process, which has not just seen the door closed.
    again = OfficeClient(village.host)
    again.cookies = browser.cookies
    assert again.get("/kantor/pekerjaan/").status_code == 302
    with current.inside(village):
        assert not Session.objects.filter(account=budi).exists()


def test_its_data_are_there_again_when_it_is_reopened(village, budi, visitor):
    suspend(village)
    reopen(village)

    assert visitor.get("/").status_code == 200
    with current.inside(village):
        assert type(budi).objects.filter(pk=budi.pk).exists()


def test_both_acts_stand_in_both_logs(village, regency, admin):
    suspend(village, by=admin)
    assert last_entry(village).detail["reason"] == last_entry(regency).detail["reason"] == "Sedang diperiksa kabupaten"

    reopen(village, by=admin)
    assert (last_entry(village).action, last_entry(regency).action) == ("office.reopen", "office.reopen")


def test_a_closed_door_is_not_closed_again_nor_an_open_one_opened(village, closed):
    with pytest.raises(life.OfficeNotOpen):
        suspend(closed)
    reopen(closed)
    with pytest.raises(life.OfficeNotSuspended):
        reopen(closed)


@pytest.mark.parametrize("reason", ["", "  ", "abcd", "\x00\x00\x00\x00\x00\x00"])
def test_a_reason_is_asked_for(village, reason):
    with pytest.raises(life.ReasonMissing):
        suspend(village, reason=reason)

    assert office(VILLAGE).state == "OPEN"


def test_the_reason_is_shown_as_text(village, visitor):
    suspend(village, reason="<script>alert(1)</script>")

    assert "<script>alert" not in visitor.get("/").content.decode()


def test_work_under_way_stops_at_its_next_report_and_leaves_nothing(village, monkeypatch):
    """It is undone, waits in line, and is not counted as tried."""

    def work(report):
        from django.db import transaction

        with transaction.atomic():
            cache.set("begun", True)
            Region.objects.count()
            Job.objects.create(kind="left", title="left", queued_at=NOON, beat_at=NOON)
            suspend(village)
            report.report(1, 2)

    monkeypatch.setattr(kinds, "_kinds", {"test.work": kinds.Kind("test.work", "Uji", work)})
    job = Job.objects.create(kind="test.work", title="Uji", queued_at=NOON, beat_at=NOON)

    jobs.run(job_id=job.pk, at=NOON)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.ended_at) == ("QUEUED", 0, None)
    assert not Job.objects.filter(kind="left").exists()


def test_waiting_work_waits_and_goes_on_after_reopening(village, monkeypatch):
    done = []
    monkeypatch.setattr(kinds, "_kinds", {"test.work": kinds.Kind("test.work", "Uji", lambda report: done.append(1))})
    job = Job.objects.create(kind="test.work", title="Uji", queued_at=NOON, beat_at=NOON)
    suspend(village)

    from celery.exceptions import Reject

    from jobs import office_task

    stamp = {"key": village.key, "mac": office_task.mac(village, "jobs.run", "an-id")}
    with pytest.raises(Reject):
        office_task.office_of("jobs.run", "an-id", stamp)
    job.refresh_from_db()
    assert (job.state, done) == ("QUEUED", [])

    reopen(village)
    assert office_task.office_of("jobs.run", "an-id", stamp).pk == village.pk
    jobs.run(job_id=job.pk, at=NOON + timedelta(hours=1))
    job.refresh_from_db()
    assert (job.state, done) == ("DONE", [1])


def test_the_sweepers_pass_a_closed_door(village, neighbour, monkeypatch):
    from celery import current_app

    from jobs import tasks

    visited = []
    monkeypatch.setattr(
        type(current_app.tasks["jobs.sweep_lost"]), "apply_async", lambda *_, **__: visited.append(current.office().key)
    )
    suspend(village)

    tasks.in_every_office("jobs.sweep_lost")

    assert neighbour.key in visited
    assert village.key not in visited


def test_a_report_looks_again_only_after_a_while(village, django_assert_num_queries):
    report = progress.Progress(1)
    report.report(1, 100)

    with django_assert_num_queries(0):
        for done in range(2, 50):
            report.report(done, 100)


def test_another_kabupatens_hosts_are_not_touched_by_a_former_name(village, admin):
    """A host nobody has or had leads nowhere."""
    rename(village, admin)

    assert OfficeClient("tak-ada.localhost").get("/").status_code == 404


def test_a_second_host_costs_one_query_more_and_a_first_one_none(village, django_assert_num_queries):
    with current.outside():
        Domain.objects.create(tenant=village, domain="laok.desa.id", is_primary=False)

    # One of each is the search path.
    with django_assert_num_queries(2):
        first = middleware.find_office(OLD)
    with django_assert_num_queries(3):
        second = middleware.find_office("laok.desa.id")
    assert first.host == second.host == OLD


def test_the_proposed_host_is_the_one_it_gets(village, admin):
    proposed = queries.host_if_named(village, "Pragaan Jaya", "Desa")

    assert rename(village, admin).host == proposed
    assert Office.objects.get(pk=village.pk).name == "Pragaan Jaya"


@pytest.mark.parametrize("code", [DISTRICT, OTHER_DISTRICT])
def test_a_kecamatan_can_be_renamed_too(admin, code):
    done = rename(office(code), admin, name="Pragaan Baru", designation="Kecamatan")

    assert done.host == "kec-pragaan-baru.localhost"
    assert office(REGENCY).host == "kab-sumenep.localhost"
