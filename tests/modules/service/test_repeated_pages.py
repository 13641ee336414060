"""Letters about several people or things, and letters of the office itself: at the counter, on a phone, over the API."""

import uuid

import pytest
from conftest import NOON

from modules.service import actions, kinds, queries
from modules.service.models import Letter, LetterKind, definitions
from modules.service.rules import paper

LOSS = {
    "loss.day": "2026-11-18",
    "loss.place": "jalan menuju Pasar Pragaan",
    "loss.story": "",
    "police_office": "Polsek Pragaan",
}
ITEMS = {
    "items.1.name": "STNK sepeda motor",
    "items.1.detail": "",
    "items.2.name": "Dompet",
    "items.2.detail": "cokelat",
}
STEP = "/layanan/pengantar-kehilangan/ajukan/items/"
IDENTITY = {"nik": "3529115506850003", "born_on": "15-06-1985", "no_kk": "3529111203140021"}


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def counter(village, budi, signed_in):
    return signed_in(village, budi)


@pytest.fixture
def begun(visitor, ani):
    visitor.post("/layanan/pengantar-kehilangan/ajukan/")
    visitor.post("/layanan/pengantar-kehilangan/ajukan/identitas/", IDENTITY)
    return visitor


def form(ani, **changed):
    return {"key": str(uuid.uuid4()), "warga": ani.pk, "jenis": "pengantar-kehilangan", **LOSS, **ITEMS, **changed}


def test_the_counter_adds_and_drops_a_row_without_javascript(counter, ani):
    more = counter.post("/kantor/loket/", form(ani, **{"fill": "items+", "items.rows": "2"})).content.decode()
    less = counter.post("/kantor/loket/", form(ani, **{"fill": "items.1-", "items.rows": "2"})).content.decode()

    assert 'name="items.3.name"' in more
    assert 'name="items.rows" value="3"' in more
    assert 'name="items.2.name"' not in less
    assert 'value="Dompet"' in less
    assert 'value="STNK' not in less


def test_a_letter_about_several_things_is_made_and_shown(counter, ani):
    made = counter.post("/kantor/loket/", form(ani))
    letter = Letter.objects.get()
    page = counter.get(f"/kantor/surat/{letter.pk}/").content.decode()

    assert made.status_code == 303
    assert letter.answers["items.2.detail"] == "cokelat"
    assert "Barang hilang 2: Nama barang atau surat" in page


def test_a_wrong_row_is_named_on_the_desk(counter, ani):
    response = counter.post("/kantor/loket/", form(ani, **{"items.2.name": ""}))

    assert response.status_code == 422
    assert 'href="#f-items.2.name"' in response.content.decode()


def test_an_heir_is_filled_from_the_family_into_its_row(counter, ani, make_resident):
    brother = make_resident("JOKO SUSILO", "3529111502830002", sex=1, relation=4)
    brother.family = ani.family
    brother.save()
    desk = {"warga": ani.pk, "jenis": "ahli-waris", "heirs.rows": "2", "heirs.1.name": "Ani", "key": "x"}

    offered = counter.post("/kantor/loket/", {**desk, "fill": "look"}).content.decode()
    page = counter.post("/kantor/loket/", {**desk, "fill": f"heirs.2:{brother.pk}"}).content.decode()

    assert f'value="heirs.2:{brother.pk}"' in offered
    assert 'name="heirs.2.nik" value="3529111502830002"' in page.replace(' inputmode="numeric"', "")


def test_a_phone_adds_rows_keeps_what_was_typed_and_sends_them(begun):
    more = begun.post(STEP, {**ITEMS, "fill": "items+", "items.rows": "2"}).content.decode()
    wrong = begun.post(STEP, {**ITEMS, "items.2.name": ""})
    right = begun.post(STEP, ITEMS)
    again = begun.get(STEP).content.decode()

    assert 'name="items.3.name"' in more
    assert 'value="Dompet"' in more
    assert wrong.status_code == 422
    assert right.status_code == 302
    assert 'value="cokelat"' in again
    assert 'name="items.3.name"' not in again


def test_fewer_rows_the_second_time_leave_none_of_the_first_behind(begun):
    begun.post(STEP, ITEMS)
    begun.post(STEP, {"items.1.name": "KTP", "items.1.detail": ""})
    page = begun.get(STEP).content.decode()

    assert 'value="KTP"' in page
    assert "Dompet" not in page


def test_the_api_tells_what_is_answered_several_times(counter):
    told = {kind["slug"]: kind for kind in counter.get("/api/v1/jenis-surat/").json()}

    assert told["ahli-waris"]["repeated"] == [{"group": "heirs", "title": "Ahli waris", "least": 1, "most": 20}]
    assert told["ahli-waris"]["needs_camat"] is True
    assert told["belum-menikah"]["minimum_age"] == 17


@pytest.fixture
def own_kind(monkeypatch, village):
    """A kind the office writes for itself, while none ships yet."""
    source = (kinds.FILES[0].parent / "pengantar-skck.toml").read_text()
    for old, new in (
        ('slug = "pengantar-skck"', 'slug = "surat-uji"\ninternal = true'),
        ('handler = "KASI_PELAYANAN"', 'handler = "KAUR_TU"'),
        ('short_title = "Pengantar SKCK"', 'short_title = "Surat uji kantor"'),
        ("validity_days = 30", "validity_days = 0"),
        (", dan berlaku sampai dengan {valid_until}", ""),
        ("[identitas subject]", ""),
    ):
        assert old in source
        source = source.replace(old, new)
    monkeypatch.setitem(kinds.KINDS, "surat-uji", kinds.read_kind(source))
    monkeypatch.setitem(kinds.SOURCES, "surat-uji", kinds.read_entries(source))
    monkeypatch.setitem(definitions.SHIPPED, "surat-uji", "surat-uji")
    monkeypatch.setitem(definitions._BY_DIGEST, "surat-uji", kinds.KINDS["surat-uji"])
    return LetterKind.objects.create(slug="surat-uji")


def test_the_office_writes_for_itself_at_the_counter_only(counter, visitor, own_kind):
    desk = counter.get("/kantor/loket/?kantor=1&jenis=surat-uji").content.decode()
    said = {
        "key": str(uuid.uuid4()),
        "kantor": "1",
        "jenis": "surat-uji",
        "purpose": "Rapat",
        "police_office": "",
        "remark": "",
    }
    made = counter.post("/kantor/loket/", said)
    letter = Letter.objects.get()

    assert "Surat uji kantor" in desk
    assert made.status_code == 303
    assert (letter.resident, letter.subject_name) == (None, queries.issuer().title)
    assert visitor.get("/layanan/surat-uji/").status_code == 404
    assert 'value="surat-uji"' not in counter.get("/kantor/loket/?luar=1").content.decode()


def test_two_letters_of_the_office_are_no_repetition_and_no_person_gets_one(budi, ani, own_kind, usaha):
    for _ in range(2):
        actions.make_at_counter(key=uuid.uuid4(), kind=own_kind, answers={"purpose": "Rapat"}, by=budi, at=NOON)

    assert Letter.objects.count() == 2
    for kind, resident in ((own_kind, ani), (usaha, None)):
        with pytest.raises(actions.WrongAsker):
            actions.make_at_counter(key=uuid.uuid4(), kind=kind, answers={}, resident=resident, by=budi, at=NOON)


def test_a_letter_without_an_end_is_signed_and_never_expires(
    budi, sari, own_kind, make_account, village, sign, counter, visitor
):
    clerk = make_account("tuti", "KAUR_TU")
    letter = actions.make_at_counter(key=uuid.uuid4(), kind=own_kind, answers={"purpose": "Rapat"}, by=budi, at=NOON)
    with pytest.raises(actions.NotYours):
        actions.check_by_kasi(letter=letter, by=budi, at=NOON)
    actions.check_by_kasi(letter=letter, by=clerk, at=NOON)
    actions.check_by_sekdes(letter=letter, by=sari, at=NOON)

    (result,) = sign(letter)
    letter.refresh_from_db()
    page = visitor.get(f"/verifikasi/{letter.verification_code}/").content.decode()

    assert result.is_signed, result.problem
    assert letter.valid_until == paper.NO_END
    assert "tanpa batas waktu" in page
    assert queries.issuer().title in page
