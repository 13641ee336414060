"""Signing for the head and as the head: by decree, for its time, and what stays of it."""

from datetime import date, timedelta

import pytest
from conftest import NOON
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from samples import tools

from audit.models import Entry
from modules.service import actions, queries
from modules.service.models import Authority, LetterKind, State
from papers import actions as papers_actions
from papers import verification

from .conftest import PASSPHRASE

TODAY = NOON.date()
DECREE = {"decree_number": "141/7/2026", "decree_on": TODAY, "starts_on": TODAY}


@pytest.fixture
def give(citra):
    def give_it(account, manner="AN", **more):
        return actions.give_authority(account=account, manner=manner, **DECREE | {"by": citra, "at": NOON} | more)

    return give_it


@pytest.fixture
def can_sign(certificate):
    """Give anybody a certificate and sign with it."""

    def sign(account, *letters, at=NOON):
        papers_actions.issue_certificate(
            account=account, name=account.name, post=account.post_titles, office_title="Desa Pragaan Laok",
            passphrase=PASSPHRASE, at=at - timedelta(minutes=1),
        )  # fmt: skip
        return actions.sign_letters(letter_ids=[one.pk for one in letters], passphrase=PASSPHRASE, by=account, at=at)

    return sign


def test_without_a_decree_a_post_signs_nothing(make_letter, can_sign, sari):
    letter = make_letter(State.AWAITING)

    (result,) = can_sign(sari, letter)

    assert result.problem == "Jenis surat ini tidak termasuk wewenang Anda hari ini."
    assert list(queries.letters_to_sign(queries.signable(queries.rights_of(sari, TODAY)))) == []


def test_the_secretary_signs_for_the_head(make_letter, can_sign, give, sari, tmp_path):
    held = give(sari)
    letter = make_letter(State.AWAITING)

    (result,) = can_sign(sari, letter)

    letter.refresh_from_db()
    assert result.is_signed
    assert letter.authority == held
    assert letter.signed_as == "a.n. Kepala Desa Pragaan Laok, Sekretaris Desa"
    assert letter.events.latest("pk").by_post == "a.n. Kepala Desa, Sekretaris Desa"
    pdf = bytes(letter.document.waiting_bytes)
    assert verification.inspect(pdf).signer == "Sari Wulandari"
    text = tools.text_of(pdf)
    assert "a.n. KEPALA DESA PRAGAAN LAOK" in text
    assert "SEKRETARIS DESA," in text
    assert "Sari Wulandari".upper() in text.upper()


def test_what_was_signed_stays_when_it_ends_and_nothing_more_is_signed(
    make_letter, can_sign, give, sari, citra, visitor
):
    held = give(sari)
    signed, later = make_letter(State.AWAITING), make_letter(State.AWAITING)
    can_sign(sari, signed)

    actions.end_authority(authority=held, by=citra, at=NOON)
    (refused,) = can_sign(sari, later)

    assert not refused.is_signed
    signed.refresh_from_db()
    page = visitor.get(f"/verifikasi/{signed.verification_code}/")
    assert "BERLAKU" in page.content.decode()
    assert "Sari Wulandari, a.n. Kepala Desa Pragaan Laok, Sekretaris Desa" in page.content.decode()


def test_a_decree_holds_for_its_days_only(make_letter, can_sign, give, budi):
    give(budi, "UB", starts_on=TODAY + timedelta(days=1), ends_on=TODAY + timedelta(days=1))
    letters = [make_letter(State.AWAITING) for _ in range(3)]

    found = [
        can_sign(budi, letter, at=NOON + timedelta(days=days))[0].is_signed
        for days, letter in enumerate(letters)
    ]  # fmt: skip

    assert found == [False, True, False]


def test_who_lost_the_post_signs_no_more(make_letter, can_sign, give, sari):
    give(sari)
    sari.appointments.update(until=TODAY)
    del sari.posts

    assert not can_sign(sari, make_letter(State.AWAITING))[0].is_signed


@pytest.mark.parametrize(
    ("who", "manner", "more", "why"),
    [
        ("budi", "AN", {}, "Sekretaris Desa"),
        ("sari", "UB", {}, "Kasi atau Kaur"),
        ("sari", "PLH", {}, "sampai hari apa"),
        ("sari", "AN", {"ends_on": TODAY - timedelta(days=1)}, "sebelum hari mulai"),
        ("sari", "AN", {"decree_number": "  "}, "nomor keputusan"),
        ("sari", "AN", {"slugs": ["sk-tanah"]}, "hanya boleh ditandatangani Kepala Desa"),
        ("sari", "AN", {"slugs": ["tak-ada"]}, "tidak dikenal"),
    ],
)
def test_what_cannot_hold_is_refused(give, budi, sari, who, manner, more, why):
    with pytest.raises(actions.AuthorityRefused, match=why):
        give({"budi": budi, "sari": sari}[who], manner, **more)
    assert not Authority.objects.exists()


def test_a_helper_without_a_post_of_the_office_is_given_nothing(give, make_account):
    with pytest.raises(actions.AuthorityRefused):
        give(make_account("eko", "OPERATOR"), "PLT")


def test_two_people_never_act_as_the_head_at_once(give, sari, budi, citra):
    first = give(sari, "PLH", ends_on=TODAY + timedelta(days=5))

    with pytest.raises(actions.AuthorityRefused, match="Akhiri dahulu"):
        give(budi, "PLT", starts_on=TODAY + timedelta(days=5))
    give(budi, "PLT", starts_on=TODAY + timedelta(days=6), ends_on=TODAY + timedelta(days=8))
    actions.end_authority(authority=first, by=citra, at=NOON)
    give(sari, "PLH", ends_on=TODAY + timedelta(days=5))


def test_the_database_refuses_what_no_action_does(give, sari, citra):
    held = give(sari, "PLH", ends_on=TODAY)
    for change in [{"ends_on": None}, {"decree_number": ""}, {"manner": "AN"}, {"ended_at": NOON}]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Authority.objects.filter(pk=held.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Authority.objects.create(account=citra, manner="PJ", made_by=citra, made_at=NOON, **DECREE)


def test_the_secretary_enters_who_acts_and_nothing_else(give, sari, budi):
    with pytest.raises(actions.NotTheHead):
        give(sari, "AN", by=sari)
    with pytest.raises(actions.NotTheHead):
        give(budi, "UB", by=sari)
    with pytest.raises(actions.NotTheHead):
        give(budi, "PLT", by=budi)
    assert give(budi, "PLT", by=sari).account == budi


def test_who_acts_gives_as_the_head_does(give, sari, budi):
    give(sari, "PLT", by=sari)

    assert give(budi, "UB", by=sari).post == "KASI_PELAYANAN"


def test_the_secretary_ends_only_what_the_secretary_enters(give, sari, citra):
    behalf = give(sari)

    with pytest.raises(actions.NotTheHead):
        actions.end_authority(authority=behalf, by=sari, at=NOON)
    actions.end_authority(authority=behalf, by=citra, at=NOON)
    with pytest.raises(actions.AuthorityEnded):
        actions.end_authority(authority=behalf, by=citra, at=NOON)
    assert set(Entry.objects.values_list("action", flat=True)) == {"authority.give", "authority.end"}


def test_the_page_gives_and_ends_it(village, citra, sari, signed_in):
    head = signed_in(village, citra, second_factor=True)
    said = {
        "account": sari.pk, "manner": "AN", "decree_number": "141/7", "decree_on": "2026-01-02", "starts_on": "2026-01-02",
    }  # fmt: skip

    refused = head.post("/kantor/surat/wewenang/beri/", said | {"kinds": ["sk-tanah"]})
    given = head.post("/kantor/surat/wewenang/beri/", said)

    assert refused.status_code == 422
    assert "hanya boleh ditandatangani Kepala Desa" in refused.content.decode()
    assert given.status_code == 302
    page = head.get("/kantor/surat/wewenang/").content.decode()
    assert "a.n. Kepala Desa Pragaan Laok, Sekretaris Desa" in page
    held = Authority.objects.get()
    head.post(f"/kantor/surat/wewenang/{held.pk}/akhiri/")
    held.refresh_from_db()
    assert held.ended_by == citra


def test_menu_and_beginning_follow_the_decree(village, give, sari, signed_in):
    client = signed_in(village, sari, second_factor=True)
    assert "/kantor/tanda-tangan/" not in client.get("/kantor/surat/wewenang/").content.decode()
    assert client.get("/kantor/").url == "/kantor/surat/"

    since = timezone.now().date() - timedelta(days=2)
    give(sari, "PLH", starts_on=since, ends_on=since + timedelta(days=9))

    assert "/kantor/tanda-tangan/" in client.get("/kantor/surat/wewenang/").content.decode()
    assert client.get("/kantor/").url == "/kantor/tanda-tangan/"


def test_the_box_holds_what_this_person_may_sign(village, make_letter, give, can_sign, sari, signed_in):
    since = timezone.now().date() - timedelta(days=1)
    give(sari, starts_on=since, slugs=["sk-usaha"])
    mine = make_letter(State.AWAITING)
    other = make_letter(
        State.AWAITING, kind=LetterKind.objects.get(slug="pengantar-skck"), answers={"purpose": "Melamar"}
    )
    can_sign(sari)

    page = signed_in(village, sari, second_factor=True).get("/kantor/tanda-tangan/").content.decode()

    assert f'value="{mine.pk}"' in page
    assert f'value="{other.pk}"' not in page
    assert "a.n. Kepala Desa Pragaan Laok, Sekretaris Desa" in page


def test_the_api_lists_and_gives(village, citra, budi, sari, signed_in):
    head, clerk = signed_in(village, citra, second_factor=True), signed_in(village, budi)
    decree = {
        "account": sari.pk, "manner": "AN", "decree_number": "141/7", "decree_on": "2026-01-02", "starts_on": "2026-01-02",
    }  # fmt: skip

    assert clerk.post("/api/v1/wewenang/", decree, content_type="application/json").status_code == 403
    made = head.post("/api/v1/wewenang/", decree, content_type="application/json")

    assert made.status_code == 201
    (listed,) = clerk.get("/api/v1/wewenang/").json()["results"]
    assert (listed["name"], listed["manner"], listed["kinds"]) == ("Sari Wulandari", "AN", [])
    assert head.post(f"/api/v1/wewenang/{listed['id']}/akhiri/").status_code == 200
    assert head.post(f"/api/v1/wewenang/{listed['id']}/akhiri/").status_code == 409


def test_a_list_of_many_decrees_costs_as_much_as_one(village, citra, sari, budi, signed_in):
    for day in range(15):
        more = DECREE | {
            "starts_on": date(2024, 1, 1) + timedelta(days=day),
            "ends_on": date(2024, 1, 1) + timedelta(days=day),
        }
        Authority.objects.create(account=sari, manner="PLH", made_by=citra, made_at=NOON, **more)
    client = signed_in(village, citra, second_factor=True)

    client.get("/kantor/surat/wewenang/")
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/kantor/surat/wewenang/").status_code == 200

    assert len(seen) <= 10, [one["sql"][:90] for one in seen]


def test_the_preview_shows_who_would_sign(village, make_letter, give, sari, budi):
    from modules.service.views.previewing import as_it_would_be_signed

    kind = make_letter().definition
    assert as_it_would_be_signed(kind, budi, NOON).name == "Citra Lestari"

    give(sari, "PLT")

    shown = as_it_would_be_signed(kind, budi, NOON)
    assert (shown.name, shown.right.manner) == ("Sari Wulandari", "PLT")
