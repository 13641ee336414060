"""What a resident sees, page by page, with a plain client that runs no JavaScript."""

import re

import pytest
from conftest import NOON
from django.core.files.uploadedfile import SimpleUploadedFile
from samples import pdfs

from modules.service import actions, kinds
from modules.service.models import Letter, LetterAttachment, LetterKind, State

from .conftest import PHOTO, USAHA

IDENTITY = {"nik": "3529 1155 0685 0003", "born_on": "15-06-1985", "no_kk": "3529111203140021"}
NIK = "3529115506850003"


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def ask(visitor, slug="sk-usaha", answers=USAHA):
    """Walk from the service page to the check page."""
    visitor.post(f"/layanan/{slug}/ajukan/")
    response = visitor.post(f"/layanan/{slug}/ajukan/identitas/", IDENTITY)
    while "/periksa/" not in response["Location"]:
        page = response["Location"]
        response = visitor.post(page, answers if "syarat" not in page else {"phone": "0812 3456 7890", "ktp": photo()})
        assert response.status_code == 302, response.content.decode()
    return visitor.get(response["Location"])


def photo(name="ktp.jpg", data=PHOTO):
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def test_the_front_page_and_the_services_tell_everything_needed(visitor):
    home = visitor.get("/").content.decode()
    service = visitor.get("/layanan/sk-usaha/").content.decode()

    public = [kind for kind in kinds.KINDS.values() if not kind.internal]
    assert f"{len(public)} jenis, gratis" in home
    assert "Buka sampai 15.00" in home
    assert "Senin–Jumat, 08.00–15.00" in home
    for word in ("Gratis", "30 menit", "Foto Kartu Keluarga", "Kasi Pelayanan", "Ajukan sekarang", "oss.go.id"):
        assert word in service


def test_the_search_understands_what_people_say(visitor):
    page = visitor.get("/layanan/?q=sktm").content.decode()

    assert "Surat Keterangan Tidak Mampu" in page
    assert "Surat Keterangan Usaha" not in page
    assert "Tidak ada yang cocok" in visitor.get("/layanan/?q=paspor").content.decode()


def test_a_request_goes_from_the_service_page_to_its_code(visitor, ani):
    page = ask(visitor).content.decode()
    assert "A** L******" in page
    assert "Warung kelontong" in page

    sent = visitor.post("/layanan/sk-usaha/ajukan/periksa/")
    letter = Letter.objects.get()
    done = visitor.get(sent["Location"]).content.decode()

    assert sent["Location"] == f"/layanan/terkirim/{letter.tracking_code}/"
    assert f"{letter.tracking_code[:4]}-{letter.tracking_code[4:]}" in done
    assert "wa.me" in done
    assert letter.attachments.get().requirement == "ktp"


def test_no_page_of_a_resident_holds_the_nik(visitor, ani):
    pages = [ask(visitor)]
    pages.append(visitor.get(visitor.post("/layanan/sk-usaha/ajukan/periksa/")["Location"]))
    letter = Letter.objects.get()
    visitor.post("/lacak/", {"code": letter.tracking_code, "proof": "0003"})
    pages.append(visitor.get(f"/lacak/{letter.tracking_code}/"))

    for page in pages:
        text = re.sub(r"\s", "", page.content.decode())
        assert NIK not in text
        assert IDENTITY["no_kk"] not in text
        assert "ANILESTARI" not in text.upper()


def test_a_second_click_on_send_makes_one_letter(visitor, ani):
    ask(visitor)

    first = visitor.post("/layanan/sk-usaha/ajukan/periksa/")
    second = visitor.post("/layanan/sk-usaha/ajukan/periksa/")

    assert Letter.objects.count() == 1
    assert second["Location"] == first["Location"]


def test_a_person_who_does_not_exist_reads_the_same_words_as_a_wrong_family(visitor, ani):
    answers = []
    for change in ({"nik": "3529115506850009"}, {"no_kk": "3529111203140022"}, {"born_on": "16-06-1985"}):
        visitor.post("/layanan/sk-usaha/ajukan/")
        response = visitor.post("/layanan/sk-usaha/ajukan/identitas/", IDENTITY | change)
        assert response.status_code == 422
        answers.append(re.findall(r"error-summary.*?</div>", response.content.decode(), re.S)[0])

    assert len(set(answers)) == 1
    assert "tidak cocok dengan catatan desa" in answers[0]


def test_a_wrong_answer_comes_back_with_what_was_typed(visitor, ani):
    visitor.post("/layanan/sk-usaha/ajukan/")
    visitor.post("/layanan/sk-usaha/ajukan/identitas/", IDENTITY)

    response = visitor.post("/layanan/sk-usaha/ajukan/business/", USAHA | {"since_year": "1"})
    page = response.content.decode()

    assert response.status_code == 422
    assert "Tulis tahun dengan 4 angka, misalnya 2019." in page
    assert 'value="Warung kelontong"' in page
    assert "<title>Galat: " in page


def test_a_chip_answers_and_goes_on(visitor, ani):
    visitor.post("/layanan/pengantar-skck/ajukan/")
    visitor.post("/layanan/pengantar-skck/ajukan/identitas/", IDENTITY)

    response = visitor.post("/layanan/pengantar-skck/ajukan/purpose/", {"purpose": ["", "Melamar pekerjaan"]})

    assert response["Location"].endswith("/syarat/")


def test_a_file_that_is_no_picture_is_refused_and_the_others_stay(visitor, ani):
    ask(visitor)

    response = visitor.post("/layanan/sk-usaha/ajukan/syarat/", {"kk": photo("kk.jpg", b"MZ\x90 program")})
    page = response.content.decode()

    assert response.status_code == 422
    assert "Berkas harus foto JPEG, PNG, atau PDF" in page
    assert "ktp.jpg" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        *((data, "PDF ini berisi program atau lampiran") for data in pdfs.ACTIVE.values()),
        *((data, "PDF ini") for data in pdfs.BROKEN.values()),
        (b"\xff\xd8\xff\xe0" + bytes(40_000_000), "Berkas paling besar 5 MB"),
    ],
    ids=[*pdfs.ACTIVE, *pdfs.BROKEN, "forty megabytes"],
)
def test_a_requirement_is_a_paper_that_only_lies_there(visitor, ani, data, words):
    ask(visitor)
    before = LetterAttachment.objects.count()

    response = visitor.post("/layanan/sk-usaha/ajukan/syarat/", {"kk": photo("kk.pdf", data), "phone": ""})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert LetterAttachment.objects.count() == before


def test_a_page_asked_out_of_turn_leads_back_to_what_is_missing(visitor, ani):
    visitor.post("/layanan/sk-usaha/ajukan/")
    assert visitor.get("/layanan/sk-usaha/ajukan/periksa/")["Location"].endswith("/identitas/")
    assert visitor.get("/layanan/sk-usaha/ajukan/business/").status_code == 410

    visitor.post("/layanan/sk-usaha/ajukan/identitas/", IDENTITY)
    assert visitor.get("/layanan/sk-usaha/ajukan/periksa/")["Location"].endswith("/business/")
    assert visitor.get("/layanan/sk-usaha/ajukan/tidak-ada/").status_code == 404


def test_an_expired_draft_says_so(visitor, ani, time_machine):
    visitor.post("/layanan/sk-usaha/ajukan/")
    time_machine.shift(7200)

    response = visitor.get("/layanan/sk-usaha/ajukan/identitas/")

    assert response.status_code == 410
    assert "disimpan dua jam" in response.content.decode()


def test_a_closed_kind_is_not_offered(visitor):
    LetterKind.objects.filter(slug="sk-usaha").update(is_open=False)

    assert "Surat Keterangan Usaha" not in visitor.get("/layanan/").content.decode()
    assert visitor.get("/layanan/sk-usaha/").status_code == 404
    assert visitor.post("/layanan/sk-usaha/ajukan/").status_code == 404


def test_a_repeated_request_wants_a_reason(visitor, ani, make_letter):
    make_letter()
    ask(visitor)

    refused = visitor.post("/layanan/sk-usaha/ajukan/periksa/")
    sent = visitor.post("/layanan/sk-usaha/ajukan/periksa/", {"repeats_because": "Surat pertama hilang"})

    assert refused.status_code == 409
    assert "Surat yang sama sudah diminta" in refused.content.decode()
    assert sent.status_code == 302


@pytest.mark.parametrize("proof", ["0003", "15-06-1985", "15 06 1985"])
def test_a_code_and_four_digits_open_the_details(visitor, make_letter, proof):
    letter = make_letter()
    code = f"{letter.tracking_code[:4].lower()}-{letter.tracking_code[4:]}"

    response = visitor.post("/lacak/", {"code": code, "proof": proof})

    assert response["Location"] == f"/lacak/{letter.tracking_code}/"
    assert "A** L******" in visitor.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    "said", [{"code": "ZZZZ-9999", "proof": "0003"}, {"proof": "0004"}, {"proof": ""}, {"code": "x"}]
)
def test_a_wrong_code_or_proof_opens_nothing(visitor, make_letter, said):
    letter = make_letter()

    assert visitor.post("/lacak/", {"code": letter.tracking_code, "proof": "0003"} | said).status_code == 422


def test_the_link_alone_shows_the_state_and_no_person(visitor, make_letter, sari):
    letter = make_letter(State.AWAITING)
    actions.return_incomplete(letter=letter, reason="Foto KK Ani buram", by=sari, at=NOON)

    page = visitor.get(f"/lacak/{letter.tracking_code}/").content.decode()

    assert "Belum lengkap" in page
    assert "Sekretaris Desa" in page
    for hidden in ("Sari", "Foto KK", "A** L", "Perbaiki permohonan", "Budi"):
        assert hidden not in page


def test_four_digits_cannot_be_tried_for_ever(visitor, make_letter):
    letter = make_letter()

    answers = [
        visitor.post("/lacak/", {"code": letter.tracking_code, "proof": f"{n:04d}"}).status_code for n in range(10, 22)
    ]

    assert answers == [422] * 10 + [429] * 2


def test_an_incomplete_request_is_mended_from_its_page(visitor, make_letter, budi):
    letter = make_letter()
    actions.return_incomplete(letter=letter, reason="Nama usaha kurang jelas", by=budi, at=NOON)
    visitor.post("/lacak/", {"code": letter.tracking_code, "proof": "0003"})
    assert "Nama usaha kurang jelas" in visitor.get(f"/lacak/{letter.tracking_code}/").content.decode()

    check = visitor.post(f"/lacak/{letter.tracking_code}/perbaiki/")
    visitor.post("/layanan/sk-usaha/ajukan/business/", USAHA | {"business_name": "Toko Ani"})
    sent = visitor.post(check["Location"])

    letter.refresh_from_db()
    assert sent["Location"] == f"/layanan/terkirim/{letter.tracking_code}/"
    assert letter.answers["business_name"] == "Toko Ani"
    assert letter.state == State.CHECKING


def test_mending_wants_the_proof(visitor, make_letter, budi):
    letter = make_letter()
    actions.return_incomplete(letter=letter, reason="Nama usaha kurang jelas", by=budi, at=NOON)

    assert visitor.post(f"/lacak/{letter.tracking_code}/perbaiki/")["Location"] == "/lacak/"


def test_the_proven_applicant_downloads_the_letter_and_it_is_noted(visitor, make_letter, sign):
    from audit.models import Entry

    letter = make_letter(State.AWAITING)
    sign(letter)
    assert visitor.post(f"/lacak/{letter.tracking_code}/unduh/")["Location"] == "/lacak/"
    visitor.post("/lacak/", {"code": letter.tracking_code, "proof": "0003"})

    response = visitor.post(f"/lacak/{letter.tracking_code}/unduh/")

    assert response.content.startswith(b"%PDF-")
    assert Entry.objects.filter(action="letter.fetch").exists()


def test_a_proof_for_one_letter_opens_no_other(visitor, make_letter):
    mine, other = make_letter(), make_letter()
    visitor.post("/lacak/", {"code": mine.tracking_code, "proof": "0003"})

    assert "A** L******" not in visitor.get(f"/lacak/{other.tracking_code}/").content.decode()


def test_a_birth_is_asked_for_from_the_phone(visitor, ani):
    from .rules.samples import ANSWERS

    page = ask(visitor, "sk-kelahiran", ANSWERS["sk-kelahiran"]).content.decode()
    visitor.post("/layanan/sk-kelahiran/ajukan/periksa/")

    letter = Letter.objects.get()
    assert "Bayu Pratama" in page
    assert letter.about_name == "Bayu Pratama"
    assert "mother.name" not in letter.answers


@pytest.mark.parametrize("path", ["/", "/layanan/", "/layanan/sk-usaha/", "/lacak/", "/verifikasi/"])
def test_public_pages_are_light_and_cheap(visitor, path, django_assert_max_num_queries):
    visitor.get(path)

    with django_assert_max_num_queries(5):
        response = visitor.get(path)

    assert len(response.content) < 20_000


def test_every_letter_stands_under_what_it_is_about(visitor):
    page = visitor.get("/layanan/").content.decode()
    often, *topics = page.split("<h2")[1:]

    assert "Sering diminta" in often
    assert all(f"/layanan/{slug}/" in often for slug in ("sk-usaha", "sktm-umum", "sk-domisili", "pengantar-skck"))
    assert [re.search(r">(.*?)</h2>", topic)[1] for topic in topics] == [
        "Kependudukan dan pindah", "Kelahiran dan kematian", "Nikah dan cerai", "Bantuan dan kesejahteraan",
        "Pekerjaan dan usaha", "Pengantar dan keperluan lain", "Tanah, rumah, dan warisan", "Kantor dan lembaga desa",
    ]  # fmt: skip
    for kind in kinds.KINDS.values():
        assert (f'/layanan/{kind.slug}/"' in "".join(topics)) == (not kind.internal), kind.slug
    assert "Nikah dan cerai" not in visitor.get("/layanan/?q=tanah").content.decode()


def test_an_office_without_the_usual_letters_shows_the_first_it_gives(visitor):
    LetterKind.objects.exclude(slug__in=["hibah", "sk-tanah"]).update(is_open=False)

    page = visitor.get("/").content.decode()

    assert page.index("/layanan/sk-tanah/") < page.index("/layanan/hibah/")


def test_an_officer_types_it_with_the_resident_and_the_story_says_so(
    village, visitor, signed_in, budi, make_account, ani
):
    page = "/layanan/sk-usaha/ajukan/periksa/"
    assert 'name="helped"' not in ask(visitor).content.decode()
    visitor.post(page, {"helped": "1"})
    assert Letter.objects.get().source == "ONLINE", "who only says so is no officer"
    assert 'name="helped"' not in ask(signed_in(village, make_account("bpd", "BPD"))).content.decode()

    helper = signed_in(village, budi)
    assert 'name="helped"' in ask(helper).content.decode()
    assert helper.post(page, {"helped": "1", "repeats_because": "Hilang"}).status_code == 302

    letter = Letter.objects.order_by("pk").last()
    told = letter.events.get(what="SUBMITTED")
    assert (letter.source, letter.made_by, told.by_name) == ("ASSISTED", budi, budi.name)
    assert told.note == "Diisikan petugas; pemohon menyetujui isinya. Hilang"
