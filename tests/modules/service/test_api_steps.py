"""Letters over the API beyond asking: the steps at their desks, following one, fetching it, and checking it."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions import make_api_client
from audit.models import Entry
from modules.service import actions
from modules.service.models import State

REASON = {"reason": "Foto KTP tidak terbaca."}


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def post(who, path, said=None):
    return who.post(f"/api/v1/{path}", said or {}, content_type="application/json")


@pytest.fixture
def kasi(village, budi, signed_in):
    return signed_in(village, budi)


@pytest.fixture
def sekdes(village, sari, signed_in):
    return signed_in(village, sari)


@pytest.fixture
def head(village, citra, signed_in):
    return signed_in(village, citra, second_factor=True)


@pytest.fixture
def signed(make_letter, sign):
    made = make_letter(State.AWAITING)
    sign(made)
    made.refresh_from_db()
    return made


def test_a_letter_goes_from_desk_to_desk(kasi, sekdes, make_letter):
    letter = make_letter()

    assert post(sekdes, f"surat/{letter.pk}/paraf/").json() == {"state": "CHECKING"}, "the Kasi comes first"
    assert post(kasi, f"surat/{letter.pk}/periksa/").status_code == 200
    assert post(kasi, f"surat/{letter.pk}/periksa/").status_code == 409
    assert post(kasi, f"surat/{letter.pk}/paraf/").status_code == 403, "that is the secretary's"
    assert post(sekdes, f"surat/{letter.pk}/paraf/").json()["state"] == "AWAITING"
    assert post(kasi, f"surat/{letter.pk}/serahkan/").json() == {"state": "AWAITING"}
    story = kasi.get(f"/api/v1/surat/{letter.pk}/riwayat/").json()
    assert [one["what"] for one in story][-2:] == ["CHECKED", "INITIALED"]
    assert story[-1]["by_post"] == "Sekretaris Desa"


def test_sent_back_and_cancelled_with_a_reason_and_only_with_one(kasi, head, make_letter):
    letter = make_letter()

    assert post(kasi, f"surat/{letter.pk}/kembalikan/").status_code == 400
    assert post(kasi, f"surat/{letter.pk}/kembalikan/", REASON).json()["state"] == "INCOMPLETE"
    assert post(kasi, f"surat/{letter.pk}/kembalikan/", REASON).status_code == 409
    assert post(head, f"surat/{letter.pk}/batalkan/", REASON).json()["state"] == "CANCELLED"
    letter.refresh_from_db()
    assert (letter.return_reason, letter.cancel_reason) == (REASON["reason"], REASON["reason"])


def test_a_signed_letter_is_handed_over_once(kasi, signed):
    assert post(kasi, f"surat/{signed.pk}/serahkan/").json()["state"] == "COLLECTED"
    assert post(kasi, f"surat/{signed.pk}/serahkan/").status_code == 409
    assert post(kasi, "surat/999999/serahkan/").status_code == 404


def test_a_key_of_another_system_reads_the_story_and_takes_no_step(village, citra, make_letter, visitor):
    letter = make_letter()
    wanted = ["service.see_letters"]
    _, secret = make_api_client(
        name="Loket", permissions=wanted, expires_at=NOON + timedelta(days=9), by=citra, at=NOON
    )
    key = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}

    assert visitor.get(f"/api/v1/surat/{letter.pk}/riwayat/", **key).status_code == 200
    for step in ("periksa", "kembalikan"):
        answer = visitor.post(f"/api/v1/surat/{letter.pk}/{step}/", REASON, content_type="application/json", **key)
        assert answer.status_code == 403
    letter.refresh_from_db()
    assert letter.state == State.CHECKING


def test_the_story_costs_as_much_for_a_long_one(kasi, make_letter, django_assert_max_num_queries):
    letter = make_letter()
    kasi.get(f"/api/v1/surat/{letter.pk}/riwayat/")
    with django_assert_max_num_queries(10):
        kasi.get(f"/api/v1/surat/{letter.pk}/riwayat/")


def test_the_code_alone_tells_the_posts_and_the_proof_the_rest(visitor, make_letter, budi):
    letter = make_letter()
    actions.return_incomplete(letter=letter, reason=REASON["reason"], by=budi, at=NOON)
    code = letter.tracking_code

    public = visitor.get(f"/api/v1/lacak/{code[:4]}-{code[4:]}/").json()
    proven = post(visitor, "lacak/", {"code": code, "proof": "0003"}).json()

    assert (public["state"], public["name"]) == ("INCOMPLETE", "A** L******")
    assert REASON["reason"] not in str(public)
    assert "Budi" not in str([public, proven])
    assert REASON["reason"] in str(proven)
    assert (proven["number"], proven["may_be_fetched"]) == ("", False)
    birthday = {"code": code, "proof": f"{letter.person.born_on:%d-%m-%Y}"}
    assert post(visitor, "lacak/", birthday).status_code == 200
    assert "3529115506850003" not in str([public, proven])


def test_which_of_code_and_proof_is_wrong_is_not_said(visitor, make_letter):
    letter = make_letter()
    wrong = [
        post(visitor, "lacak/", {"code": code, "proof": proof})
        for code, proof in ((letter.tracking_code, "9999"), ("ZZZZ9999", "0003"), ("bukan", "0003"))
    ]
    assert {answer.status_code for answer in wrong} == {404}
    assert len({answer.content for answer in wrong}) == 1


def test_guessing_has_an_end(visitor, make_letter):
    letter = make_letter()
    for _ in range(10):
        post(visitor, "lacak/", {"code": letter.tracking_code, "proof": "9999"})
    assert post(visitor, "lacak/", {"code": letter.tracking_code, "proof": "0003"}).status_code == 429
    assert post(visitor, "lacak/unduh/", {"code": letter.tracking_code, "proof": "0003"}).status_code == 429


def test_the_proven_applicant_fetches_the_signed_letter_and_it_is_noted(visitor, signed, make_letter):
    proof = {"code": signed.tracking_code, "proof": "0003"}

    answer = post(visitor, "lacak/unduh/", proof)

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code in (200, 302)
    assert answer.status_code == 302 or body.startswith(b"%PDF-")
    assert Entry.objects.filter(action="letter.fetch").exists()
    assert post(visitor, "lacak/unduh/", proof | {"proof": "1111"}).status_code == 404
    assert post(visitor, "lacak/henti/", proof).status_code == 204


def test_what_is_not_signed_is_not_fetched(visitor, make_letter):
    letter = make_letter()
    answer = post(visitor, "lacak/unduh/", {"code": letter.tracking_code, "proof": "0003"})
    assert (answer.status_code, answer.json()) == (409, {"state": "CHECKING"})


def test_a_letter_is_checked_by_its_code_and_by_its_file(visitor, signed, sari):
    here = f"/api/v1/verifikasi/{signed.verification_code}/"
    told = visitor.get(here).json()

    assert (told["standing"]["word"], told["number"], told["name"]) == ("BERLAKU", signed.number_text, "A** L******")
    assert "verdict" not in told
    whole, other = bytes(signed.document.waiting_bytes), b"%PDF-1.7 lain"
    verdicts = [
        visitor.post(here, {"file": SimpleUploadedFile("a.pdf", one)}).json()["verdict"] for one in (whole, other)
    ]
    assert [one["tone"] for one in verdicts] == ["ok", "danger"]
    actions.cancel_letter(letter=signed, reason="Salah nama.", by=sari, at=NOON)
    assert visitor.get(here).json()["standing"]["word"] == "DIBATALKAN"
    assert visitor.get("/api/v1/verifikasi/ZZZZ9999/").status_code == 404
    assert visitor.post(here).status_code == 400


def test_checking_has_an_end(visitor, signed):
    here = f"/api/v1/verifikasi/{uuid.uuid4().hex[:8]}/"
    for _ in range(60):
        visitor.get(here)
    assert visitor.get(f"/api/v1/verifikasi/{signed.verification_code}/").status_code == 429
