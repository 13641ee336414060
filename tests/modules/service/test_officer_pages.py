"""The counter, the list, one letter and the signing box, as officers use them."""

import uuid

import pytest
from conftest import NOON, OfficeClient

from modules.service import actions
from modules.service.models import Letter, LetterKind, ServiceSettings, State

from .conftest import PASSPHRASE, USAHA


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def counter(village, budi, signed_in):
    return signed_in(village, budi)


@pytest.fixture
def secretary(village, sari, signed_in):
    return signed_in(village, sari)


@pytest.fixture
def head(village, citra, signed_in):
    return signed_in(village, citra, second_factor=True)


def form(ani, **changed):
    return {"key": str(uuid.uuid4()), "warga": ani.pk, "jenis": "sk-usaha", **USAHA, **changed}


def test_the_counter_shows_the_person_the_kinds_and_only_what_is_not_known(counter, ani):
    page = counter.get(f"/kantor/loket/?warga={ani.pk}&jenis=sk-usaha").content.decode()

    assert "3529 1155 •••• 0003" in page
    assert "3529115506850003" not in page
    assert "(sudah terisi)" in page
    assert "Pengajuan KUR" in page


def test_a_pick_swaps_only_the_desk(counter, ani):
    part = counter.get(f"/kantor/loket/?warga={ani.pk}", headers={"hx-request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="desk"')
    assert "<html" not in part


def test_a_request_is_made_once_and_the_desk_is_clear_again(counter, ani):
    said = form(ani)

    first, second = counter.post("/kantor/loket/", said), counter.post("/kantor/loket/", said)

    assert first.status_code == second.status_code == 303
    assert first["Location"] == "/kantor/loket/"
    assert Letter.objects.get().made_by.username == "budi"


def test_a_wrong_answer_stays_on_the_desk(counter, ani):
    response = counter.post("/kantor/loket/", form(ani, since_year="1900"))
    page = response.content.decode()

    assert response.status_code == 422
    assert "Usaha tidak mungkin mulai sebelum pemiliknya lahir (1985)." in page
    assert "Warung kelontong" in page


def test_the_same_letter_is_warned_of_with_a_link(counter, ani, make_letter):
    earlier = make_letter()

    refused = counter.post("/kantor/loket/", form(ani))
    made = counter.post("/kantor/loket/", form(ani, repeats_because="Surat pertama rusak"))

    assert refused.status_code == 409
    assert f"/kantor/surat/{earlier.pk}/" in refused.content.decode()
    assert made.status_code == 303


def test_a_person_who_does_not_exist_leaves_the_desk_empty(counter):
    for number in ("999999", "abc", "-1", "9" * 40):
        page = counter.get(f"/kantor/loket/?warga={number}&jenis=sk-usaha").content.decode()
        assert "1. Siapa yang datang?" in page
        assert "letter-form" not in page
    assert counter.post("/kantor/loket/", {"key": "x", "jenis": "sk-usaha", "warga": "999999"}).status_code == 422


def test_an_outsider_comes_with_the_card(counter):
    said = {
        "key": str(uuid.uuid4()), "luar": "1", "jenis": "sk-domisili", "name": "Darma Wijaya", "nik": "3573011005900001",
        "birth_place": "Malang", "born_on": "10-05-1990", "sex": "Laki-laki", "religion": "Islam", "marital": "Kawin",
        "occupation": "Guru", "address": "Jl. Ijen 1 Malang", "home_address": "Dusun Asam Laok", "since_day": "01-10-2026",
        "purpose": "Melamar pekerjaan",
    }  # fmt: skip
    page = counter.get("/kantor/loket/?luar=1").content.decode()

    assert counter.post("/kantor/loket/", said).status_code == 303
    assert "SK Domisili" in page
    assert "SK Kelahiran" not in page
    assert Letter.objects.get().person.is_resident is False


def test_the_preview_is_the_paper_itself(counter, ani):
    page = counter.post("/kantor/loket/pratinjau/", form(ani)).content.decode()

    assert '<img src="data:image/svg+xml;base64,' in page


def test_a_preview_says_what_cannot_be_printed(counter, ani):
    page = counter.post("/kantor/loket/pratinjau/", form(ani, business_kind="Warung 😀")).content.decode()

    assert "data:image" in page


def test_a_parent_is_filled_in_from_the_register_and_nothing_typed_is_lost(counter, ani, make_resident):
    father = make_resident("JOKO SUSILO", "3529111502830002", sex=1)
    said = {
        "warga": ani.pk,
        "jenis": "sk-kelahiran",
        "relation": "IBU",
        "child.name": "Bayu Pratama",
        "father.nik": "3529111502830002",
    }

    page = counter.post("/kantor/loket/", {**said, "fill": "father"}).content.decode()

    assert "JOKO SUSILO" in page
    assert "1985-06-15" in page
    assert "Bayu Pratama" in page
    assert counter.post("/kantor/loket/", {**said, "fill": f"father:{father.pk}"}).status_code == 200


def test_the_list_begins_with_what_waits_for_the_reader(counter, secretary):
    assert counter.get("/kantor/surat/")["Location"] == "/kantor/surat/?status=KASI"
    assert secretary.get("/kantor/surat/")["Location"].startswith("/kantor/surat/?status=")


def test_the_list_is_filtered_and_never_shows_a_nik(counter, make_letter, make_resident, skck):
    make_letter()
    make_letter(
        State.AWAITING,
        kind=skck,
        answers={"purpose": "Melamar pekerjaan"},
        resident=make_resident("WATI", "3529115506900008"),
    )

    page = counter.get("/kantor/surat/?status=&q=wati&jenis=pengantar-skck").content.decode()

    assert "Wati" in page
    assert "Ani Lestari" not in page
    assert "3529" not in page.replace("35.29", "")


def test_each_officer_sees_only_their_own_steps(counter, secretary, head, make_letter, gita, village, signed_in):
    letter = make_letter()
    address = f"/kantor/surat/{letter.pk}/"

    assert "Periksa: sudah benar" in counter.get(address).content.decode()
    assert "Batalkan surat" not in counter.get(address).content.decode()
    assert "Batalkan surat" in secretary.get(address).content.decode()
    other = signed_in(village, gita).get(address).content.decode()
    assert "Periksa: sudah benar" not in other
    assert "Kembalikan" not in other


def test_a_check_by_the_wrong_kasi_changes_nothing(village, gita, signed_in, make_letter):
    letter = make_letter()

    response = signed_in(village, gita).post(f"/kantor/surat/{letter.pk}/periksa/")

    letter.refresh_from_db()
    assert response.status_code == 303
    assert letter.needs_kasi


def test_a_letter_goes_through_all_desks_by_its_buttons(counter, secretary, make_letter):
    letter = make_letter()
    counter.post(f"/kantor/surat/{letter.pk}/periksa/")
    secretary.post(f"/kantor/surat/{letter.pk}/paraf/")
    secretary.post(f"/kantor/surat/{letter.pk}/paraf/")

    letter.refresh_from_db()
    assert letter.is_waiting


def test_a_letter_is_sent_back_with_a_reason_and_never_without(counter, make_letter):
    letter = make_letter()

    assert counter.post(f"/kantor/surat/{letter.pk}/kembalikan/", {"reason": ""}).status_code == 422
    assert counter.post(f"/kantor/surat/{letter.pk}/kembalikan/", {"reason": "Foto KK buram"}).status_code == 303
    letter.refresh_from_db()
    assert letter.return_reason == "Foto KK buram"


def test_a_letter_of_the_neighbour_is_not_here(neighbour, make_letter, make_account, signed_in):
    from walls import current

    letter = make_letter()
    with current.inside(neighbour):
        darma = make_account("darma", "SEKDES", "KASI_PELAYANAN")
    client = signed_in(neighbour, darma)

    for step in ("", "pratinjau/", "kembalikan/", "batalkan/"):
        assert client.get(f"/kantor/surat/{letter.pk}/{step}").status_code == 404


def test_the_box_has_everything_ticked_but_what_is_odd(head, certificate, make_letter, sign, make_resident):
    sign(make_letter(State.AWAITING, resident=make_resident("RATNA", "3529115506880001")))
    plain = make_letter(State.AWAITING, resident=make_resident("WATI", "3529115506900008"))
    odd = make_letter(State.AWAITING, answers=USAHA | {"since_year": "1990"})

    page = head.get("/kantor/tanda-tangan/").content.decode()

    assert f'value="{plain.pk}" checked' in page
    assert f'value="{odd.pk}" checked' not in page
    assert "berumur 5 tahun" in page


def test_one_passphrase_signs_what_is_ticked(head, certificate, make_letter):
    letters = [make_letter(State.AWAITING) for _ in range(3)]

    wrong = head.post("/kantor/tanda-tangan/", {"letter": [letters[0].pk], "passphrase": "salah-salah"})
    done = head.post(
        "/kantor/tanda-tangan/", {"letter": [letter.pk for letter in letters[:2]], "passphrase": PASSPHRASE}
    )
    again = head.post("/kantor/tanda-tangan/", {"letter": [letters[0].pk], "passphrase": PASSPHRASE})

    assert wrong.status_code == 422
    assert "Belum ada surat yang ditandatangani" in wrong.content.decode()
    assert PASSPHRASE not in done.content.decode()
    assert "2 surat ditandatangani" in done.content.decode()
    assert "Sudah ditandatangani" in again.content.decode()
    assert Letter.objects.filter(state=State.READY).count() == 2


def test_nothing_ticked_signs_nothing(head, certificate, make_letter):
    make_letter(State.AWAITING)

    assert head.post("/kantor/tanda-tangan/", {"passphrase": PASSPHRASE}).status_code == 422


def test_signing_wants_the_second_factor_of_the_session(village, citra, signed_in, make_letter, certificate):
    letter = make_letter(State.AWAITING)

    response = signed_in(village, citra).post(
        "/kantor/tanda-tangan/", {"letter": [letter.pk], "passphrase": PASSPHRASE}
    )

    letter.refresh_from_db()
    assert "/kantor/faktor-kedua/" in response["Location"]
    assert letter.is_waiting


def test_the_head_chooses_a_passphrase_first(head, settings, tmp_path):
    settings.DOMAIN = "desa.example"
    from papers import authority

    settings.CA_DIR = tmp_path / "ca"
    assert head.get("/kantor/tanda-tangan/")["Location"] == "/kantor/tanda-tangan/sertifikat/"
    said = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
    assert "Otoritas sertifikat belum disiapkan" in head.post("/kantor/tanda-tangan/sertifikat/", said).content.decode()
    authority.make_authority(name="uji", at=NOON)

    assert head.post("/kantor/tanda-tangan/sertifikat/", said | {"again": "lain-sekali"}).status_code == 422
    assert head.post("/kantor/tanda-tangan/sertifikat/", said)["Location"] == "/kantor/tanda-tangan/"
    assert head.get("/kantor/tanda-tangan/").status_code == 200


def test_the_office_closes_a_kind_and_changes_its_numbers(head, village):
    head.post("/kantor/surat/jenis/", {"slug": "sk-usaha", "legal_basis": "Perdes 3/2025"})
    said = {
        "number_pattern": "{nomor:04d}/PL/{bulan_romawi}/{tahun}", "series": "ALL", "code_list": "2012", "opens_at": "07.30",
        "closes_at": "14.00", "open_days": ["0", "1", "2", "3", "4", "5"], "statement": "",
    }  # fmt: skip
    response = head.post("/kantor/surat/pengaturan/", said)
    refused = head.post("/kantor/surat/pengaturan/", said | {"number_pattern": "{nomor}"})

    assert LetterKind.objects.get(slug="sk-usaha").is_open is False
    assert response.status_code == 302, response.content.decode()
    assert ServiceSettings.objects.get().open_days == "012345"
    assert refused.status_code == 422


def test_documents_open_only_for_those_who_handle_letters(make_letter, sign, counter, village, make_account, signed_in):
    letter = make_letter(State.AWAITING)
    sign(letter)
    letter.refresh_from_db()
    address = f"/kantor/arsip/{letter.document_id}/unduh/"
    treasurer = signed_in(village, make_account("dewi", "KAUR_KEUANGAN"))

    assert counter.get(address).status_code == 200
    assert treasurer.get(address).status_code == 403


def test_the_day_begins_where_the_work_is(counter, secretary, head):
    assert "/kantor/loket/" in counter.get("/kantor/").get("Location", "") + counter.get("/kantor/").content.decode()


@pytest.mark.parametrize("path", ["/kantor/surat/?status=", "/kantor/loket/", "/kantor/tanda-tangan/"])
def test_pages_cost_the_same_with_many_letters(
    path, make_letter, make_resident, head, counter, certificate, django_assert_max_num_queries
):
    for number in range(12):
        make_letter(State.AWAITING, resident=make_resident("WARGA", f"35291155068510{number:02d}"))
    client = head if "tanda" in path else counter
    client.get(path)

    with django_assert_max_num_queries(10):
        assert client.get(path).status_code == 200


def test_one_letter_costs_few_statements(counter, make_letter, django_assert_max_num_queries):
    letter = make_letter(State.AWAITING)
    counter.get(f"/kantor/surat/{letter.pk}/")

    with django_assert_max_num_queries(10):
        counter.get(f"/kantor/surat/{letter.pk}/")


def test_a_full_desk_costs_few_statements(counter, ani, django_assert_max_num_queries):
    address = f"/kantor/loket/?warga={ani.pk}&jenis=sk-kelahiran"
    counter.get(address)

    with django_assert_max_num_queries(12):
        counter.get(address)


def test_strangers_are_sent_to_the_door(village, make_letter):
    stranger = OfficeClient(village.host)

    assert "/masuk/" in stranger.get(f"/kantor/surat/{make_letter().pk}/")["Location"]


def test_the_actions_are_what_the_pages_call():
    assert set(actions.__all__) >= {
        "make_at_counter",
        "sign_letters",
        "check_by_kasi",
        "check_by_sekdes",
        "return_incomplete",
    }
