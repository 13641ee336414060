"""A resident's own request from another program: the steps, limits and refusals of the pages, and no number of anybody in an answer."""

from datetime import timedelta

import pytest
from conftest import NOON
from django.core.files.uploadedfile import SimpleUploadedFile

from modules.service import actions, kinds
from modules.service.models import Letter, LetterKind, RequestDraft, State
from modules.service.rules.kind import FieldType
from modules.service.views import requests as page
from walls import current

from .conftest import PHOTO, USAHA

NIK, KK = "3529115506850003", "3529111203140021"
IDENTITY = {"nik": NIK, "born_on": "1985-06-15", "no_kk": KK}
BASE = "/api/v1/permohonan/"


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


class Program:
    """Another program of the village, with one request."""

    def __init__(self, client):
        self.client, self.secret, self.answers = client, "", []

    def begin(self, kind="sk-usaha"):
        answer = self.client.post(BASE, {"kind": kind}, content_type="application/json")
        self.secret = answer.json()["secret"] if answer.status_code == 201 else ""
        return answer

    def call(self, method, path, said=None, **more):
        how = {} if said is None else {"data": said, "content_type": "application/json"}
        send = getattr(self.client, method)
        answer = send(f"{BASE}draf/{path}", headers={"Permohonan": self.secret}, **{**how, **more})
        self.answers.append(answer.content.decode())
        return answer

    def fill(self, answers=USAHA):
        """Answer every page as the state says."""
        while (step := self.call("get", "").json()["next"]) not in ("syarat", "kirim"):
            asked = next(one for one in self.call("get", "").json()["steps"] if one["key"] == step)
            said = {one["key"]: answers[one["key"]] for one in asked["questions"] if one["key"] in answers}
            assert self.call("put", f"isian/{step}/", {"answers": said}).status_code == 200


@pytest.fixture
def program(visitor, village):
    return Program(visitor)


@pytest.fixture
def proven(program, ani):
    program.begin()
    assert program.call("post", "identitas/", IDENTITY).status_code == 200
    return program


@pytest.fixture
def ready(proven):
    proven.fill()
    proven.call("post", "syarat/", {"phone": "0812 3456 7890", "wants_news": False})
    return proven


def photo(data=PHOTO, name="KTP Ani.jpg"):
    return SimpleUploadedFile(name, data, "image/jpeg")


def test_a_request_is_begun_proven_answered_photographed_and_sent_once(program, ani):
    assert (program.begin().status_code, program.call("get", "").json()["next"]) == (201, "identitas")
    assert program.call("get", "").json()["steps"] == [], "nothing is told of anybody before"
    told = program.call("post", "identitas/", IDENTITY).json()
    assert told["name"].startswith("A")
    assert "LESTARI" not in told["name"]
    program.fill()
    assert program.call("post", "kirim/").json()["next"] == "syarat"
    sent = program.client.post(
        f"{BASE}draf/syarat/", {"ktp": photo(), "phone": "081234567890"}, headers={"Permohonan": program.secret}
    )
    assert (sent.json()["next"], sent.json()["has_phone"]) == ("kirim", True)

    answers = [program.call("post", "kirim/") for _ in range(2)]

    letter = Letter.objects.get()
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert (letter.source, letter.phone, letter.state) == ("ONLINE", "081234567890", State.CHECKING)
    assert answers[0].json()["code"].replace("-", "") == letter.tracking_code
    assert b"PLACE" not in bytes(letter.attachments.get().document.waiting_bytes)
    assert not any(number in text for text in program.answers for number in (NIK, KK, "081234567890"))


@pytest.mark.parametrize(
    "wrong", [{"nik": "3529115506850009"}, {"born_on": "1985-06-16"}, {"no_kk": "3529111203140022"}]
)
def test_whatever_is_wrong_of_an_identity_is_refused_in_the_same_words(program, ani, wrong):
    program.begin()

    answer = program.call("post", "identitas/", IDENTITY | wrong)

    assert (answer.status_code, answer.json()) == (404, {"detail": page.NEUTRAL})
    assert program.call("post", "identitas/", IDENTITY | {"nik": "12"}).status_code == 400


def test_a_nik_is_guessed_at_as_often_as_on_the_page(program, ani):
    program.begin()
    wrong = IDENTITY | {"no_kk": "1" * 16}
    tries = [program.call("post", "identitas/", wrong).status_code for _ in range(4)]
    program.client.post("/layanan/sk-usaha/ajukan/")
    for _ in range(2):
        program.client.post("/layanan/sk-usaha/ajukan/identitas/", wrong)

    assert tries == [404] * 4
    assert program.call("post", "identitas/", IDENTITY).status_code == 429, "both doors are counted together"


def test_beginning_has_an_end(program, monkeypatch):
    monkeypatch.setattr(page, "MOST_BEGUN", 2)

    assert [program.begin().status_code for _ in range(3)] == [201, 201, 429]
    assert program.client.post("/layanan/sk-usaha/ajukan/").status_code == 429
    assert program.client.post(BASE, {"kind": "tidak-ada"}, content_type="application/json").status_code == 404


def test_answers_are_judged_as_on_the_page_and_what_is_left_out_stays(proven):
    step = proven.call("get", "").json()["next"]
    refused = proven.call("put", f"isian/{step}/", {"answers": {"since_year": "kapan-kapan"}})
    assert refused.status_code == 400
    assert "since_year" in refused.json()["answers"]
    assert proven.call("put", f"isian/{step}/", {"answers": {"nik_ayah": "x"}}).status_code == 400
    assert proven.call("put", f"isian/{step}/", {"answers": "x"}).status_code == 400
    assert proven.call("put", "isian/lain/", {"answers": {}}).status_code == 404
    assert not RequestDraft.objects.get().answers, "nothing is kept of a page that is refused"
    proven.fill()

    assert proven.call("put", f"isian/{step}/", {"answers": {}}).status_code == 200
    assert RequestDraft.objects.get().answers["business_kind"] == USAHA["business_kind"]


def test_documents_are_taken_as_on_the_page(proven):
    here, secret = f"{BASE}draf/syarat/", {"headers": {"Permohonan": proven.secret}}

    wrong = proven.client.post(here, {"ktp": photo(b"MZ program"), "phone": "12", "surat-cinta": photo()}, **secret)
    assert set(wrong.json()) == {"ktp", "phone", "surat-cinta"}
    assert proven.client.post(here, {"ktp": photo(b"\xff\xd8" + b"0" * 7_000_000)}, **secret).status_code == 400
    kept = proven.client.post(here, {"ktp": photo(), "wants_news": "true", "phone": "081234567890"}, **secret).json()
    assert [one["key"] for one in kept["documents"] if one["is_held"]] == ["ktp"]
    assert proven.call("post", "syarat/", {}).json()["wants_news"], "what is missing stays"
    assert [proven.call("delete", "syarat/ktp/").status_code for _ in range(2)] == [204, 404]


def test_nothing_is_answered_or_sent_by_nobody(program, ani):
    program.begin()

    assert program.call("put", "isian/usaha/", {"answers": {}}).status_code == 409
    assert program.call("post", "syarat/", {}).status_code == 409
    assert program.call("post", "kirim/").json()["next"] == "identitas"
    assert not Letter.objects.exists()


@pytest.mark.parametrize("secret", ["", "x", "ö", "a" * 5000])
def test_without_its_secret_a_draft_is_gone(ready, secret):
    ready.secret = secret.encode().decode("latin-1")

    assert ready.call("get", "").status_code == 410
    assert ready.call("post", "kirim/").status_code == 410


def test_after_two_hours_it_is_gone(ready, time_machine):
    time_machine.move_to(NOON + timedelta(hours=2, minutes=1), tick=False)

    assert ready.call("post", "kirim/").status_code == 410


def test_the_same_letter_within_a_week_wants_a_reason(ready, make_letter):
    make_letter(at=NOON - timedelta(days=2))

    assert ready.call("post", "kirim/").json()["state"] == State.CHECKING
    assert ready.call("post", "kirim/", {"repeats_because": "Surat pertama hilang"}).status_code == 201


def test_a_returned_request_is_mended_by_its_applicant(program, ani, make_letter, budi):
    letter = make_letter()
    proof = {"code": letter.tracking_code, "proof": NIK[-4:]}
    mend = f"{BASE}perbaiki/"
    assert program.client.post(mend, proof, content_type="application/json").status_code == 409
    actions.return_incomplete(letter=letter, reason="Alamat usaha kurang.", by=budi, at=NOON)
    wrong = program.client.post(mend, proof | {"proof": "0000"}, content_type="application/json")
    opened = program.client.post(mend, proof, content_type="application/json")
    assert (wrong.status_code, opened.status_code) == (404, 201)
    program.secret = opened.json()["secret"]

    state = program.call("get", "").json()
    assert (state["is_mending"], state["next"]) == (True, "kirim")
    step = next(one["key"] for one in state["steps"] if "business_address" in str(one))
    program.call("put", f"isian/{step}/", {"answers": {"business_address": "Dusun Baru RT 002/RW 001"}})
    assert program.call("post", "kirim/").status_code == 201
    assert program.call("post", "kirim/").status_code == 410

    letter.refresh_from_db()
    assert (letter.state, letter.answers["business_address"]) == (State.CHECKING, "Dusun Baru RT 002/RW 001")
    assert not any(NIK in text for text in program.answers)


def test_numbers_of_others_are_masked_in_what_is_told(program, ani):
    slug, asked = next(
        (kind.slug, field)
        for kind in kinds.KINDS.values()
        for group in kind.groups
        for field in group.fields
        if field.type == FieldType.NIK and not (kind.internal or group.many or group.copies_subject)
    )
    assert LetterKind.objects.get(slug=slug)
    program.begin(slug)
    program.call("post", "identitas/", IDENTITY)
    RequestDraft.objects.update(answers={asked.key: "3529110101700001"})

    told = program.call("get", "").content.decode()

    assert asked.key in told
    assert "3529110101700001" not in told


def test_a_draft_of_one_village_is_unknown_in_another(ready, neighbour):
    from conftest import OfficeClient

    with current.inside(neighbour):
        other = OfficeClient(neighbour.host)
        assert other.get(f"{BASE}draf/", headers={"Permohonan": ready.secret}).status_code == 410


def test_a_state_costs_few_statements(ready, django_assert_max_num_queries):
    ready.call("get", "")

    with django_assert_max_num_queries(10):
        ready.call("get", "")
