"""The page of the head of an RT: who comes in, whom he may hand in for, and what he is told."""

import re
from datetime import timedelta

import pytest
from conftest import NEIGHBOUR, NOON, OfficeClient
from conftest import office as office_of
from django.core.cache import cache
from django.db import IntegrityError, transaction

from accounts import limits
from audit.models import Entry
from messaging.models import Contact
from modules.service import actions
from modules.service.actions import requests as asking
from modules.service.models import Letter, RequestDraft, State
from registry.actions import territory
from registry.models import Area, Hamlet, Resident
from walls import current

from .conftest import USAHA
from .test_resident_pages import IDENTITY, NIK, photo

SLAMET = {"nik": "3529110101700001", "born_on": "01-01-1970", "no_kk": "3529110101120002"}


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def slamet(make_resident):
    from datetime import date

    return make_resident("SLAMET RIYADI", SLAMET["nik"], born_on=date(1970, 1, 1), kk=SLAMET["no_kk"], sex=1)


@pytest.fixture
def rt(ani, slamet):
    """RT 001 RW 002, where Ani and its head Slamet live."""
    found, _ = Area.objects.get_or_create(
        level="RT", hamlet=slamet.hamlet, rw="002", rt="001", defaults={"updated_at": NOON}
    )
    Area.objects.filter(pk=found.pk).update(head=slamet)
    found.refresh_from_db()
    return found


@pytest.fixture
def link(rt, gita):
    """Where the head of the RT comes in."""
    _, secret = territory.open_entrance(area=rt, lasts=timedelta(days=180), by=gita, at=NOON)
    return f"/rt/{secret}/"


@pytest.fixture
def phone(visitor, link):
    """The phone of Slamet, who came in by his link."""
    came = visitor.get(link)
    assert (came.status_code, came["Location"]) == (302, "/rt/")
    return visitor


def fill_in(phone, identity=IDENTITY, slug="sk-usaha"):
    """Walk from the page of the RT to the check page; gives its answer."""
    response = phone.post("/rt/titip/", {"kind": slug})
    assert response.status_code == 302
    response = phone.post(response["Location"], identity)
    while response.status_code == 302 and "/periksa/" not in response["Location"]:
        page = response["Location"]
        files = {"phone": "0812 3456 7890", "wants_news": "on", "ktp": photo()}
        response = phone.post(page, USAHA if "syarat" not in page else files)
    return phone.get(response["Location"]) if response.status_code == 302 else response


def hand_in(phone, identity=IDENTITY, **said):
    fill_in(phone, identity)
    return phone.post("/layanan/sk-usaha/ajukan/periksa/", said)


def test_a_head_hands_in_for_somebody_of_his_rt_and_sees_it(phone, ani, rt):
    assert "Belum ada." in phone.get("/rt/").content.decode()

    check = fill_in(phone).content.decode()
    sent = phone.post("/layanan/sk-usaha/ajukan/periksa/")
    done = phone.get(sent["Location"]).content.decode()
    page = phone.get("/rt/").content.decode()

    letter = Letter.objects.get()
    assert "warga ini meminta suratnya" in check
    assert (letter.source, letter.area, letter.resident) == ("RT", rt, ani)
    assert letter.brought_by == "Slamet Riyadi, Ketua RT 001 RW 002"
    assert letter.attachments.get().requirement == "ktp"
    assert "Kembali ke halaman RT" in done
    assert "A** L******" in page
    assert "Sedang diperiksa petugas" in page
    assert f"{letter.tracking_code[:4]}-{letter.tracking_code[4:]}" in page


def test_the_story_says_who_brought_it_and_the_resident_is_told_by_phone(phone, ani):
    hand_in(phone)

    letter = Letter.objects.get()
    event = letter.events.get()
    assert (event.by_post, event.note) == ("Ketua RT 001 RW 002", "Dititipkan Slamet Riyadi, Ketua RT 001 RW 002.")
    entry = Entry.objects.get(action="letter.request")
    assert entry.detail["source"] == "RT"
    assert "Slamet" not in str(entry.detail)
    assert letter.phone == "081234567890"
    assert Contact.objects.count() == 1, "Ani asked to be told"


def test_his_own_request_is_marked_as_his_own(phone, slamet):
    hand_in(phone, SLAMET)

    assert Letter.objects.get().brought_by == "Slamet Riyadi, Ketua RT 001 RW 002 (suratnya sendiri)"


def test_what_the_browser_says_of_itself_counts_for_nothing(phone, ani, rt):
    hand_in(phone, brought_by="Pak Lurah", source="ONLINE", area="7", helped="1")

    letter = Letter.objects.get()
    assert (letter.source, letter.brought_by, letter.area) == ("RT", "Slamet Riyadi, Ketua RT 001 RW 002", rt)


def refusal(answer):
    assert answer.status_code == 422
    return re.findall(r"error-summary.*?</div>", answer.content.decode(), re.S)[0]


@pytest.mark.parametrize("elsewhere", [{"rt": "002"}, {"rw": "003"}, {"hamlet": "LAIN"}, {"status": 2}])
def test_somebody_of_another_rt_is_refused_in_the_words_of_a_wrong_nik(phone, ani, elsewhere):
    if "hamlet" in elsewhere:
        elsewhere = {"hamlet": Hamlet.objects.create(name="LAIN")}
    wrong = refusal(fill_in(phone, IDENTITY | {"nik": "3529115506850009"}))
    Resident.objects.filter(pk=ani.pk).update(**elsewhere)

    assert refusal(fill_in(phone)) == wrong
    assert "tidak cocok dengan catatan desa" in wrong
    assert not Letter.objects.exists()


def test_a_resident_on_his_own_phone_is_asked_nothing_of_an_rt(village, ani):
    Resident.objects.filter(pk=ani.pk).update(rt="009")
    alone = OfficeClient(village.host)
    alone.post("/layanan/sk-usaha/ajukan/")

    assert alone.post("/layanan/sk-usaha/ajukan/identitas/", IDENTITY).status_code == 302
    assert alone.get("/rt/").status_code == 404


def test_the_secret_stands_in_no_later_address_and_its_cookie_goes_below_rt_only(visitor, link):
    came = visitor.get(link)

    cookie = came.cookies["__Secure-rt"]
    assert cookie["path"] == "/rt/"
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 180 * 24 * 3600
    secret = link.split("/")[2]
    assert secret not in visitor.get("/rt/").content.decode()
    assert secret not in visitor.post("/rt/titip/", {"kind": "sk-usaha"})["Location"]


def test_a_wrong_an_ended_and_an_expired_link_read_the_same(visitor, rt, link, gita, time_machine):
    wrong = visitor.get("/rt/sembarang-saja/")
    none = visitor.get("/rt/")
    time_machine.move_to(NOON + timedelta(days=181), tick=False)
    expired = visitor.get(link)
    time_machine.move_to(NOON, tick=False)
    territory.end_entrance(area=rt, by=gita, at=NOON)
    ended = visitor.get(link)

    for answer in (wrong, none, expired, ended):
        assert answer.status_code == 404
        assert "Tautan Ketua RT ini tidak berlaku" in answer.content.decode()
        assert "__Secure-rt" not in answer.cookies


def test_a_link_of_this_village_opens_nothing_next_door(link, phone):
    foreign = OfficeClient(office_of(NEIGHBOUR).host)
    foreign.cookies["__Secure-rt"] = link.split("/")[2]

    assert foreign.get(link).status_code == 404
    assert foreign.get("/rt/").status_code == 404
    assert foreign.post("/rt/titip/", {"kind": "sk-usaha"}).status_code == 404


def end(rt, gita):
    territory.end_entrance(area=rt, by=gita, at=NOON)


def replace(rt, gita):
    territory.open_entrance(area=rt, lasts=timedelta(days=90), by=gita, at=NOON + timedelta(minutes=5))


def change_head(rt, gita):
    head = Resident.objects.get(name="ANI LESTARI")
    territory.describe_area(area=rt, head=head, keeper=None, latitude=None, longitude=None, by=gita, at=NOON)


def bury_head(_rt, _gita):
    Resident.objects.filter(name="SLAMET RIYADI").update(status=2)


@pytest.mark.parametrize("how", [end, replace, change_head, bury_head])
def test_what_was_begun_cannot_be_sent_after_the_link_ended(phone, ani, rt, gita, time_machine, how):
    fill_in(phone)

    how(rt, gita)
    time_machine.move_to(NOON + timedelta(minutes=10), tick=False)

    for page in ("identitas", "syarat", "periksa"):
        assert phone.get(f"/layanan/sk-usaha/ajukan/{page}/").status_code == 404
    assert phone.post("/layanan/sk-usaha/ajukan/periksa/").status_code == 404
    assert phone.get("/rt/").status_code == 404
    assert not Letter.objects.exists()


def test_a_second_click_on_send_makes_one_letter(phone, ani):
    first = hand_in(phone)
    second = phone.post("/layanan/sk-usaha/ajukan/periksa/")

    assert first["Location"] == second["Location"]
    assert Letter.objects.count() == 1


def test_a_lost_connection_loses_nothing_that_was_answered(phone, ani):
    begun = phone.post("/rt/titip/", {"kind": "sk-usaha"})
    next_page = phone.post(begun["Location"], IDENTITY)["Location"]

    page = phone.get("/rt/").content.decode()
    assert "Ada isian yang belum dikirim" in page
    assert f'href="{next_page}"' in page
    hand_in(phone)

    assert "belum dikirim" not in phone.get("/rt/").content.decode()


def test_an_unsent_request_of_the_visitor_himself_is_not_offered_to_the_rt(phone, ani):
    phone.post("/layanan/sk-usaha/ajukan/")

    assert "belum dikirim" not in phone.get("/rt/").content.decode()


def returned(phone, budi):
    hand_in(phone)
    letter = Letter.objects.get()
    actions.return_incomplete(letter=letter, reason="Foto KTP tidak terbaca", by=budi, at=NOON)
    letter.refresh_from_db()
    assert letter.state == State.INCOMPLETE
    return letter


def test_a_returned_request_says_what_is_missing_and_is_mended_from_here(phone, ani, budi):
    letter = returned(phone, budi)
    assert "Foto KTP tidak terbaca" in phone.get("/rt/").content.decode()
    address = f"/rt/lengkapi/{letter.tracking_code}/"
    assert "Foto KTP tidak terbaca" in phone.get(address).content.decode()

    wrong = phone.post(address, {"proof": "9999"})
    right = phone.post(address, {"proof": "0003"})
    assert wrong.status_code == 422
    assert right["Location"] == "/layanan/sk-usaha/ajukan/periksa/"
    phone.post("/layanan/sk-usaha/ajukan/syarat/", {"phone": "0812 3456 7890", "ktp": photo("baru.jpg")})
    phone.post("/layanan/sk-usaha/ajukan/periksa/")

    letter.refresh_from_db()
    assert letter.state == State.CHECKING
    assert letter.events.get(what="COMPLETED").by_post == "Ketua RT 001 RW 002"
    assert phone.get(address)["Location"] == "/rt/"


def test_what_others_handed_in_is_not_mended_from_here(phone, make_letter, budi, ani):
    other = make_letter()
    actions.return_incomplete(letter=other, reason="Foto KTP tidak terbaca", by=budi, at=NOON)

    for code in (other.tracking_code, "TIDAKADA", "x"):
        assert phone.get(f"/rt/lengkapi/{code}/").status_code == 404
        assert phone.post(f"/rt/lengkapi/{code}/", {"proof": "0003"}).status_code == 404
    assert other.tracking_code not in phone.get("/rt/").content.decode().replace("-", "")


def test_after_sixty_days_nothing_is_told_any_more(phone, ani, time_machine):
    hand_in(phone)
    code = Letter.objects.get().tracking_code

    time_machine.move_to(NOON + timedelta(days=61), tick=False)

    assert "Belum ada." in phone.get("/rt/").content.decode()
    assert phone.get(f"/rt/lengkapi/{code}/").status_code == 404


def test_guessing_residents_is_limited_for_the_rt_wherever_it_comes_from(phone, ani, rt):
    draft, _ = actions.begin_request(
        kind=Letter.kind.field.related_model.objects.get(slug="sk-usaha"), at=NOON, area=rt
    )
    guess = {"born_on": ani.born_on, "no_kk": "3529111203140022", "at": NOON, "draft": draft}
    for number in range(40):
        with pytest.raises(asking.IdentityRefused):
            actions.prove_identity(nik=f"35291155068500{number:02}", address=f"10.0.0.{number}", **guess)

    with pytest.raises(limits.TooManyTries):
        actions.prove_identity(nik=NIK, address="10.0.0.99", **guess)


def test_guessing_links_is_limited(visitor, link):
    answers = [visitor.get(f"/rt/tebakan-{number}/").status_code for number in range(30)]

    assert set(answers) == {404}
    assert visitor.get(link).status_code == 429
    cache.clear()
    assert visitor.get(link).status_code == 302


def test_no_page_of_an_rt_holds_a_number_or_a_full_name(phone, ani, budi):
    letter = returned(phone, budi)
    pages = [
        phone.get("/rt/"),
        phone.get(f"/rt/lengkapi/{letter.tracking_code}/"),
        phone.get(f"/layanan/terkirim/{letter.tracking_code}/"),
        phone.get(f"/lacak/{letter.tracking_code}/"),
        phone.post(f"/rt/lengkapi/{letter.tracking_code}/", {"proof": "9999"}),
        fill_in(phone),
    ]

    for page in pages:
        text = re.sub(r"\s", "", page.content.decode()).upper()
        for secret in (NIK, IDENTITY["no_kk"], SLAMET["nik"], "ANILESTARI", "SLAMETRIYADI"):
            assert secret not in text


def test_the_counter_finds_it_by_its_way_here(phone, ani, village, budi, signed_in):
    hand_in(phone)
    desk, letter = signed_in(village, budi), Letter.objects.get()

    assert "Ani Lestari" in desk.get("/kantor/surat/?status=&asal=RT").content.decode()
    assert "Slamet Riyadi, Ketua RT 001 RW 002" in desk.get(f"/kantor/surat/{letter.pk}/").content.decode()


def test_the_dashboard_counts_its_way_here(phone, ani, village, budi, signed_in):
    hand_in(phone)

    page = signed_in(village, budi).get("/kantor/pelayanan/").content.decode()

    assert re.search(r"asal=RT[^>]*>Dititipkan Ketua RT</a></th><td class=\"right\">1</td>", page)


def test_the_database_holds_who_brought_it(phone, ani):
    hand_in(phone)
    for change in ({"brought_by": ""}, {"source": "ONLINE"}):
        with pytest.raises(IntegrityError, match="what_an_rt_handed_in"), transaction.atomic():
            Letter.objects.update(**change)


def test_the_page_is_small_and_costs_few_statements(phone, ani, django_assert_max_num_queries):
    hand_in(phone)
    phone.post("/rt/titip/", {"kind": "sk-usaha"})
    phone.get("/rt/")

    with django_assert_max_num_queries(10):
        page = phone.get("/rt/")

    assert len(page.content) < 50_000
    assert page["Cache-Control"] != "public"
    for address in ("/layanan/sk-usaha/ajukan/identitas/",):
        with django_assert_max_num_queries(10):
            phone.get(address)


def test_an_unknown_kind_begins_nothing(phone):
    for kind in ("", "tidak-ada", "x" * 500):
        assert phone.post("/rt/titip/", {"kind": kind}).status_code == 404
    assert not RequestDraft.objects.exists()


def test_the_last_use_is_noted_and_not_at_every_look(phone, rt, time_machine):
    with current.inside(current.office()):
        phone.get("/rt/")
        rt.refresh_from_db()
        assert rt.entrance_used_at == NOON
        time_machine.move_to(NOON + timedelta(minutes=9), tick=False)
        phone.get("/rt/")
        rt.refresh_from_db()
        assert rt.entrance_used_at == NOON
        time_machine.move_to(NOON + timedelta(minutes=11), tick=False)
        phone.get("/rt/")
        rt.refresh_from_db()
        assert rt.entrance_used_at == NOON + timedelta(minutes=11)
