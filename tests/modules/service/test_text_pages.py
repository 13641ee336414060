"""The editor of texts and its API, as the secretary and another system use them."""

import json

import pytest
from conftest import NOON

from modules.service import actions, kinds
from modules.service.models import KindVersion, LetterKind

EDITOR = "/kantor/surat/templat/sktm-umum/"


@pytest.fixture
def sktm(village):
    return LetterKind.objects.get(slug="sktm-umum")


@pytest.fixture
def desk(village, sari, signed_in):
    return signed_in(village, sari)


def typed(desk, address=EDITOR, **changed):
    """What the browser would send of the page as it is, with some of it changed."""
    form = desk.get(address).context["form"]
    said = {field.name: field.value() for field in form}
    opened = desk.get(address).context.get("opened", "")
    plain = {name: value for name, value in said.items() if value not in (None, False)}
    return {name: "on" if value is True else value for name, value in plain.items()} | {"opened": opened} | changed


def test_the_list_says_whose_words_a_kind_has(desk, sktm, sari):
    actions.save_version(kind=sktm, changes={"minutes": 20}, note="", opened="", by=sari, at=NOON)

    text = desk.get("/kantor/surat/templat/?q=tidak mampu").content.decode()

    assert "Diubah desa" in text
    assert "SK Usaha" not in text


def test_the_editor_shows_the_words_of_a_clerk(desk):
    text = desk.get(EDITOR).content.decode()

    assert "{Keperluan: huruf kecil di depan}" in text
    assert "{purpose" not in text


def test_a_change_is_saved_as_a_version_and_prints(desk, sktm):
    said = typed(desk)
    said["text"] = said["text"].replace("keluarganya tergolong", "keluarganya memang tergolong").replace("\n", "\r\n")
    answer = desk.post(EDITOR, said | {"catatan": "lebih tegas"})
    sktm.refresh_from_db()

    assert (answer.status_code, answer["Location"]) == (303, EDITOR)
    assert sktm.definition.text == kinds.KINDS["sktm-umum"].text.replace("keluarganya", "keluarganya memang")
    assert sktm.version.changes.keys() == {"text"}


def test_a_fault_is_told_by_line_and_nothing_is_lost_or_saved(desk):
    said = typed(desk)
    said["text"] = said["text"].replace("{Keperluan: huruf kecil di depan}", "{Keperluam}")
    answer = desk.post(EDITOR, said)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "Baris 7, huruf 47" in text
    assert "Maksud Anda {Keperluan}?" in text
    assert "Surat keterangan ini dipergunakan hanya untuk {Keperluam}" in text
    assert KindVersion.objects.count() == 0


def test_the_preview_shows_the_paper_or_the_fault(desk):
    said = typed(desk)

    good = desk.post(f"{EDITOR}pratinjau/", said).content.decode()
    bad = desk.post(f"{EDITOR}pratinjau/", said | {"text": "{Tidak ada}"}).content.decode()

    assert "data:image/svg+xml;base64," in good
    assert "Belum dapat dicetak" in bad
    assert "data:image" not in bad


def test_a_real_letter_of_this_office_can_be_tried(desk, make_letter, ani):
    letter = make_letter()
    editor = "/kantor/surat/templat/sk-usaha/"
    said = typed(desk, editor)

    with_letter = desk.post(f"{editor}pratinjau/", said | {"surat": letter.pk}).content.decode()

    assert with_letter != desk.post(f"{editor}pratinjau/", said).content.decode()
    for strange in ("999999", "x", "-1", "9" * 30):
        assert desk.post(f"{editor}pratinjau/", said | {"surat": strange}).status_code == 200


def test_the_second_of_two_is_told_and_keeps_what_was_typed(desk, sktm, citra):
    said = typed(desk)
    said["text"] = said["text"].replace("Demikian", "Maka demikian")
    actions.save_version(kind=sktm, changes={"minutes": 15}, note="", opened="", by=citra, at=NOON)
    told = desk.post(EDITOR, said)
    text = told.content.decode()

    assert told.status_code == 409
    assert "baru saja diubah oleh Citra Lestari" in text
    assert "Maka demikian" in text
    assert desk.post(EDITOR, said | {"opened": told.context["opened"]}).status_code == 303, "knowingly, then"


def test_requirements_are_added_and_made_optional(desk, sktm):
    said = typed(desk, **{"req-desa-1": "Pengantar RT"})
    said.pop("need-kk")
    desk.post(EDITOR, said)
    sktm.refresh_from_db()
    listed = {one.key: one for one in sktm.definition.requirements}

    assert (listed["desa-1"].text, listed["desa-1"].required, listed["kk"].required) == ("Pengantar RT", True, False)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"minutes": "31"}, "Kabupaten menetapkan paling lama 30 menit"),
        ({"minutes": "tiga"}, "Tulis waktu dengan angka saja."),
        ({"minutes": ""}, "Isi waktu standar."),
        ({"code_2022": "x"}, "Kode klasifikasi berisi angka dan titik"),
        ({"req-ktp": ""}, "Tulis syarat dengan 3 sampai"),
    ],
)
def test_what_is_wrong_with_small_entries_is_told(desk, changed, said):
    answer = desk.post(EDITOR, typed(desk, **changed))

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_an_earlier_version_shows_its_difference_and_is_used_again(desk, sktm, sari):
    shorter = kinds.KINDS["sktm-umum"].text.replace("Demikian surat", "Surat")
    first = actions.save_version(kind=sktm, changes={"text": shorter}, note="", opened="", by=sari, at=NOON)
    second = actions.save_version(kind=sktm, changes={"minutes": 9}, note="", opened=first.digest, by=sari, at=NOON)
    address = f"{EDITOR}versi/1/"
    text = desk.get(address).content.decode()
    desk.post(address, {"opened": second.digest})
    sktm.refresh_from_db()

    assert "<del>" in text
    assert "<ins>" in text
    assert sktm.version.number == 3
    assert sktm.definition.text == shorter
    assert desk.get(f"{EDITOR}versi/99/").status_code == 404


def test_pages_take_few_queries_whatever_there_is(desk, sktm, sari, django_assert_max_num_queries):
    opened = ""
    for minutes in range(10, 20):
        opened = actions.save_version(
            kind=sktm, changes={"minutes": minutes}, note="", opened=opened, by=sari, at=NOON
        ).digest
    for slug in ("sk-usaha", "pengantar-skck", "sk-domisili"):
        kind = LetterKind.objects.get(slug=slug)
        actions.save_version(kind=kind, changes={"note": "Catatan desa."}, note="", opened="", by=sari, at=NOON)
    # What a process reads once it keeps.
    desk.get("/kantor/surat/templat/")

    for address in ("/kantor/surat/templat/", EDITOR, f"{EDITOR}versi/3/", "/layanan/", "/layanan/sktm-umum/"):
        with django_assert_max_num_queries(10):
            assert desk.get(address).status_code == 200


def test_the_api_reads_and_changes_words_over_a_named_version(desk, sktm):
    address = "/api/v1/jenis-surat/sktm-umum/naskah/"
    etag = desk.get(address)["ETag"]
    put = {"data": json.dumps({"changes": {"minutes": 20}}), "content_type": "application/json"}
    done = desk.put(address, **put, headers={"If-Match": etag})

    assert (etag, done.status_code, done.json()["changes"]) == ('"bawaan"', 200, {"minutes": 20})
    assert desk.put(address, **put).status_code == 428
    assert desk.put(address, **put, headers={"If-Match": etag}).status_code == 412
    wrong = desk.put(
        address,
        data=json.dumps({"changes": {"text": "{tidak_ada}"}}),
        content_type="application/json",
        headers={"If-Match": done["ETag"]},
    )
    assert wrong.status_code == 400
    assert "text, baris 1, kolom 1" in wrong.content.decode()
    [listed] = desk.get("/api/v1/jenis-surat/sktm-umum/versi/").json()["results"]
    assert listed["number"] == 1
    assert desk.get("/api/v1/jenis-surat/sktm-umum/versi/1/").json()["changes"] == {"minutes": 20}
