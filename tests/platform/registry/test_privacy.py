"""Numbers and health of everybody are hidden on every page and in every answer; a Kepala Dusun sees the own hamlets only."""

import re
import uuid
from datetime import date, timedelta

import pytest
from access import walking
from django.conf import settings
from django.urls import reverse
from isolation import walk

from accounts.actions import make_api_client
from audit.models import Entry
from registry import actions, queries
from registry.models import Area, CardNumber, Event, Resident

from .conftest import NOON, details

KK = "3599010203040506"
NUMBERS = ["3599016803900777", KK, "3599010101500778", "3599014101500779", "3599010101010780"]
#: Words that stand on a page only when somebody's health is told.
HEALTH_WORDS = ["HIV/AIDS", "Disabilitas mental/jiwa", "Suntik"]


@pytest.fixture
def ani(village, gita):
    found = actions.add_resident(details=details(nik=NUMBERS[0], no_kk=KK), by=gita, at=NOON)
    Resident.objects.filter(pk=found.pk).update(
        father_nik=NUMBERS[2],
        mother_nik=NUMBERS[3],
        previous_no_kk=NUMBERS[4],
        chronic_illness=10,
        disability=4,
        disability_kind="M",
        contraception=3,
    )
    found.refresh_from_db()
    return found


@pytest.fixture
def twin(ani, gita):
    """Somebody whom the page of doubles puts beside her."""
    added = details(name="ANI SAMPEL", nik="3599016803900771", no_kk=None, relation=None)
    return actions.add_resident(details=added, by=gita, at=NOON)


def pages(ani, twin):
    parts = ("data", "keluarga", "peristiwa", "layanan", "dokumen", "riwayat")
    here = f"/kantor/warga/{ani.pk}/"
    yield from ("/kantor/warga/", "/kantor/warga/tambah/", "/kantor/warga/ganda/", "/kantor/warga/rumah-tangga/")
    yield from ("/kantor/warga/peristiwa/", "/kantor/warga/keluarga/", "/api/v1/peristiwa/")
    event = Event.objects.filter(touched__contains=[ani.pk]).last().pk
    yield from (
        f"/kantor/warga/peristiwa/{event}/",
        f"/kantor/warga/keluarga/{ani.family_id}/",
        f"/api/v1/peristiwa/{event}/",
    )
    yield from (f"{here}?bagian={part}" for part in parts)
    yield from (f"{here}?bagian={part}&per=2026-11-21" for part in parts)
    yield from (f"{here}{page}/" for page in ("ubah", "nik", "kk", "nik-orang-tua", "kesehatan", "dokumen/tambah"))
    yield f"/kantor/warga/ganda/{ani.pk}/{twin.pk}/"
    yield from ("/api/v1/penduduk/", f"/api/v1/penduduk/{ani.pk}/", "/kantor/riwayat/", "/kantor/loket/")
    yield f"/kantor/loket/?warga={ani.pk}"
    yield from (f"/api/v1/penduduk/{ani.pk}/{part}/" for part in ("keluarga", "peristiwa", "riwayat", "dokumen"))
    lists = ("keluarga", "rumah-tangga", "ganda", "wilayah", "penduduk/pemilih", "penduduk/wajib-ktp", "bulan", "impor")
    yield from (f"/api/v1/{path}/" for path in (*lists, f"keluarga/{ani.family_id}", f"ganda/{ani.pk}/{twin.pk}"))


def told(answer):
    return re.sub(r"<option[^>]*>[^<]*</option>", "", answer.content.decode())


def test_no_page_and_no_answer_tells_a_full_number_or_somebodys_health(ani, twin, village, make_account, signed_in):
    actions.correct_resident(
        resident=ani,
        details={"nik": NUMBERS[0][:-1] + "8", "chronic_illness": 9},
        by=None,
        at=NOON + timedelta(hours=1),
    )
    Resident.objects.filter(pk=ani.pk).update(nik=NUMBERS[0], chronic_illness=10)
    posts = ("KASI_PEMERINTAHAN", "KASI_PELAYANAN", "SEKDES", "KADES", "OPERATOR")
    desk = signed_in(village, make_account("semua", *posts, totp=True), second_factor=True)

    answers = {path: desk.get(path) for path in pages(ani, twin)}
    for text in ("ANI", NUMBERS[0], KK, KK[-4:], "tengah rt 1"):
        for path in ("/kantor/cari/", "/kantor/warga/cari/", "/api/v1/penduduk/cari/", "/api/v1/cari/"):
            answers[f"{path} {text}"] = desk.post(path, {"q": text})

    assert {answer.status_code for answer in answers.values()} == {200}, {p: a.status_code for p, a in answers.items()}
    for path, answer in answers.items():
        assert not [number for number in [*NUMBERS, NUMBERS[0][:-1] + "8"] if number in told(answer)], path
        assert not [word for word in HEALTH_WORDS if word in told(answer)], path
    assert not [entry for entry in Entry.objects.all() if any(number in str(entry.detail) for number in NUMBERS)]


@pytest.mark.parametrize(
    ("page", "secret", "action"),
    [
        ("nik", NUMBERS[0], "resident.reveal_nik"),
        ("kk", KK, "resident.reveal_kk"),
        ("nik-orang-tua", NUMBERS[3], "resident.reveal_parents"),
        ("kesehatan", "HIV/AIDS", "resident.reveal_health"),
    ],
)
def test_what_is_hidden_is_shown_for_a_reason_to_those_with_the_right_and_logged(
    ani, village, gita, sari, signed_in, page, secret, action
):
    path, reason = f"/kantor/warga/{ani.pk}/{page}/", {"reason": "Memeriksa data penduduk"}
    desk = signed_in(village, gita)

    assert secret not in desk.post(path, {}).content.decode()
    assert not Entry.objects.filter(action=action).exists()
    assert secret in desk.post(path, reason).content.decode()

    entry = Entry.objects.get(action=action)
    assert (entry.actor_id, entry.detail["reason"]) == (gita.pk, reason["reason"])
    assert signed_in(village, sari).post(path, reason).status_code == 403


@pytest.fixture
def kadus(ani, make_account):
    """The keeper of another hamlet, in which nobody lives but Rahma."""
    account = make_account("kadus", "KADUS")
    added = details(
        name="RAHMA SAMPLE", nik="3599014107920004", born_on=date(1992, 7, 1), hamlet="BARAT", no_kk=KK, relation=4
    )
    actions.add_resident(details=added, by=None, at=NOON)
    Area.objects.filter(hamlet__name="BARAT", level="DUSUN").update(keeper=account)
    return account


def test_a_kepala_dusun_finds_nobody_of_another_hamlet_at_any_address(ani, kadus, village, signed_in):
    desk = signed_in(village, kadus)
    rahma = Resident.objects.get(name="RAHMA SAMPLE")
    opened = 0
    event = Event.objects.filter(resident=ani).last()

    for place in walking.places():
        if place.kind != "village" or not place.name.startswith(("registry:", "api_")):
            continue
        for method in ("GET", "POST"):
            address = _address(place.name, ani.pk, event.pk if "event" in place.name else ani.family_id)
            answer = desk.generic(method, address, content_type="application/x-www-form-urlencoded")
            assert ani.name not in walk.text_of(walk.body_of(answer)), f"{method} {address}"
            if re.match(r"/api/v1/(penduduk|keluarga|peristiwa)/\d+/", address):
                assert answer.status_code in {403, 404, 405}, f"{method} {address}"
            opened += answer.status_code == 200
    for path in ("/kantor/cari/", "/kantor/warga/cari/", "/api/v1/penduduk/cari/", "/api/v1/cari/"):
        for text in ("ANI SAMPL", ani.nik, KK, "tengah", "Jl. Contoh"):
            assert ani.name not in desk.post(path, {"q": text}).content.decode(), f"{path} {text}"

    assert opened > 3
    assert desk.get(f"/kantor/warga/{ani.pk}/").status_code == 404
    own = desk.get(f"/kantor/warga/{rahma.pk}/?bagian=keluarga").content.decode()
    assert "RAHMA SAMPLE" in own
    assert ani.name not in own, "the same family card, another hamlet"
    assert "RAHMA SAMPLE" in desk.post("/kantor/cari/", {"q": "rahma"}).content.decode()
    assert "Tengah" not in desk.get("/kantor/warga/").content.decode(), "not even the other hamlet's name in the filter"


def test_whoever_keeps_no_hamlet_sees_nobody_and_another_post_opens_the_whole_register(ani, make_account):
    nobody = make_account("kadus.baru", "KADUS")
    both = make_account("rangkap", "KADUS", "KASI_PELAYANAN")

    assert not queries.residents_for(nobody).exists()
    assert queries.residents_for(both).get() == ani


def test_a_system_with_a_key_sees_the_whole_register(ani, citra):
    from accounts.api_access import ApiCaller

    client, _secret = make_api_client(
        name="Dukcapil", permissions=["registry.see_residents"], expires_at=NOON + timedelta(days=9), by=citra, at=NOON
    )

    assert queries.residents_for(ApiCaller(client)).get() == ani


def test_the_history_of_card_numbers_is_nowhere_in_full(ani):
    assert CardNumber.objects.get(family=ani.family).no_kk == KK, "so that the walk above has something to find"


def _address(name, pk, other):
    """The address of a page about her: by her number, or by that of her family or of what happened to her."""
    own = (
        other
        if "api_event" in name or "registry:event" in name or name.endswith(":family") or name == "api_family"
        else pk
    )
    for given in (
        {},
        {"pk": own},
        {"slug": "kematian"},
        {"month": "2026-11"},
        {"key": uuid.uuid4()},
        {"pk": uuid.uuid4()},
        {"pk": pk, "paper_pk": 1},
        {"pk": pk, "row_pk": 1},
        {"first": pk, "second": pk + 1},
        {"pk": pk, "other": 1},
        {"pk": pk, "form": "xlsx"},
        {"kind": "csv"},
        {"form": "xlsx"},
        {"slug": "agama", "form": "xlsx"},
        {"pk": pk, "step": "gabung"},
        {"code": "B.3"},
        {"code": "B.3", "form": "xlsx"},
        {"obligation": "lppd", "term": "2026"},
        {"slug": "sk-usaha", "number": 1},
        {"key": uuid.uuid4(), "parcel": uuid.uuid4()},
        {"pk": pk, "deed": "terima"},
        {"pk": uuid.uuid4(), "deed": "tanya"},
        {"pk": uuid.uuid4(), "number": 1},
        {"token": "x"},
        {"year": 2026},
        {"step": "usaha"},
        {"requirement": "ktp"},
        {"sheet": "F-1.01"},
        {"pk": pk, "sheet": "F-1.01"},
    ):
        try:
            return reverse(name, urlconf=settings.TENANT_TYPES["village"]["URLCONF"], kwargs=given)
        except Exception:
            continue
    raise AssertionError(name)
