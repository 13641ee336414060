"""
A complaint about the head is unknown to him and to whoever works for him, through every door there is.

Both walks go over all addresses of a village; a new page is walked without anybody having to think of it.
"""

import re
import uuid
from typing import Any

import pytest
import time_machine
from conftest import NOON
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from isolation import walk

from accounts.actions import make_api_client
from accounts.models import ApiClient
from archive.models import Document
from audit import verifying
from exchange.matters import actions as matters
from modules.service.complaints import actions, queries
from modules.service.complaints.models import Complaint
from modules.service.complaints.rules import routing
from walls import current

from .conftest import PHOTO

CANARY = "Kenarimerah"
URLS = "config.urls.village"
# Proofs of origin and keys of forms are drawn anew for every page, and so is the stamp of the queue's screen without a cache.
DRAWN = re.compile(
    rb'(csrfmiddlewaretoken" value=|"X-CSRFToken": |"token": )"\w+"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|tanda=[0-9a-f]{32}'
)
OFFICE_POSTS = ["KADES", "SEKDES", "KAUR_TU", "KAUR_KEUANGAN", "KAUR_PERENCANAAN", "KASI_PEMERINTAHAN", "KASI_KESEJAHTERAAN",
                "KASI_PELAYANAN", "KADUS", "OPERATOR"]  # fmt: skip


@pytest.fixture
def about_head(village, district, bima, camat, tell):
    """Told, with a photograph, worked on by the BPD and the kecamatan until it is answered and opened again."""

    def make() -> Complaint:
        photos = actions.accept_photos([SimpleUploadedFile(f"{CANARY}.jpg", PHOTO)])
        complaint = tell(
            f"{CANARY} mengambil uang desa.", about="KADES", category="SUPERVISORY", manner="SECRET",
            name=f"{CANARY} Contoh", place=CANARY, happened=CANARY, may_be_public=True, photos=photos,
        )  # fmt: skip
        actions.verify_complaint(complaint=complaint, by=bima, at=NOON)
        actions.note_within(complaint=complaint, note=f"{CANARY} dicatat.", by=bima, at=NOON)
        actions.reveal_reporter(complaint=complaint, reason=f"{CANARY} memintanya.", by=bima, at=NOON)
        actions.notify_district(complaint=complaint, note=f"{CANARY}, mohon diperiksa.", by=bima, at=NOON)
        actions.share_name(complaint=complaint, at=NOON)
        with current.inside(district):
            matters.hear_all(at=NOON)
            actions.answer_notice(key=complaint.pk, text=f"{CANARY} ditanya.", by=camat, at=NOON, asks=True)
            actions.answer_notice(key=complaint.pk, text=f"{CANARY} dipanggil.", by=camat, at=NOON)
        matters.hear_all(at=NOON)
        actions.answer_complaint(complaint=complaint, answer=f"{CANARY} dijawab.", summary=CANARY, by=bima, at=NOON)
        actions.rate_answer(complaint=complaint, rating=1, note=CANARY, at=NOON)
        return actions.reopen_complaint(complaint=complaint, text=f"{CANARY} belum selesai.", at=NOON)

    return make


def addresses(complaint: Complaint | None) -> list[tuple[str, str]]:
    """Every address of a village with the arguments of the complaint, or of any that is not there."""
    found = []
    document = Document.objects.order_by("-pk").first()
    number = document.pk if complaint and document else 1
    for name, converters, _ in walk.places(URLS):
        made: dict[str, Any] = {}
        for word, converter in converters.items():
            kind = type(converter).__name__
            if kind == "UUIDConverter":
                made[word] = complaint.pk if complaint else uuid.UUID(int=7)
            elif kind == "IntConverter":
                made[word] = number
            elif word == "code":
                made[word] = complaint.tracking_code if complaint else "ZZZZ9999"
            elif word == "deed":
                made[word] = "jawab"
            else:
                made[word] = walk.WORDS.get(word, ("1",))[0]
        found.append((name, reverse(name, urlconf=URLS, kwargs=made)))
    return found


ASKING = [
    "/kantor/cari/?q=Kenarimerah",
    "/kantor/aduan/?status=",
    "/kantor/aduan/?q=Kenarimerah",
    "/kantor/riwayat/?tindakan=complaint.received",
    "/api/v1/aduan/?q=Kenarimerah",
    "/api/v1/aduan/?status=DONE",
]


def test_no_page_shows_it_to_the_office(village, about_head, make_account, signed_in):
    """Somebody with all posts of the office, and the right ids in every address."""
    complaint = about_head()
    browser = signed_in(village, make_account("orang", *OFFICE_POSTS, totp=True), second_factor=True)
    spelled = f"{complaint.tracking_code[:4]}-{complaint.tracking_code[4:]}"
    told = {word.lower() for word in (CANARY, str(complaint.pk), complaint.tracking_code, spelled)}
    shown = []

    for name, address in [*addresses(complaint), *((asked, asked) for asked in ASKING)]:
        text = walk.text_of(walk.body_of(browser.get(address))).lower()
        # A page may repeat what it was asked.
        own = {word for word in told if word in address.lower()} | (
            {spelled.lower()} if "/aduan/" in address else set()
        )
        if any(word in text for word in told - own):
            shown.append(name)

    assert shown == []
    for deed in ("jawab", "bpd", "catat", "verifikasi", "pelapor"):
        assert browser.get(f"/kantor/aduan/{complaint.pk}/{deed}/").status_code == 404
        assert browser.post(f"/kantor/aduan/{complaint.pk}/{deed}/", {"note": "Tidak benar."}).status_code == 404
    assert browser.get(f"/api/v1/aduan/{complaint.pk}/").status_code == 404
    assert browser.get(f"/kantor/aduan/{complaint.pk}/foto/1/").status_code == 404


@pytest.mark.parametrize("other", ["KADES", "OPERATOR"])
def test_who_sits_in_the_council_and_in_the_office_is_of_the_office(about_head, make_account, other):
    complaint = about_head()

    assert not queries.visible_to(make_account("rangkap", "BPD", other)).filter(pk=complaint.pk).exists()


def test_nothing_at_all_changes_for_the_head(village, about_head, make_account, signed_in):
    """Not a count, a badge, a number of pages or a line: every page is byte for byte what it was."""
    browser = signed_in(village, make_account("kades", "KADES", totp=True), second_factor=True)
    places = [*addresses(None), *((asked, asked) for asked in ASKING)]

    def pages() -> dict[str, tuple[int, bytes]]:
        answers = {f"{name} {address}": browser.get(address) for name, address in places}
        return {name: (answer.status_code, DRAWN.sub(b"", walk.body_of(answer))) for name, answer in answers.items()}

    # Nothing may differ because a second passed.
    with time_machine.travel(timezone.now(), tick=False):
        before = pages()
        about_head()
        cache.clear()
        after = pages()

    assert [name for name in before if before[name] != after[name]] == []


def test_the_council_reads_and_answers_it(village, about_head, bima, signed_in):
    complaint = about_head()
    browser = signed_in(village, bima, second_factor=True)

    assert f"{CANARY} mengambil" in browser.get("/kantor/aduan/").content.decode()
    page = browser.get(f"/kantor/aduan/{complaint.pk}/").content.decode()
    assert "Serahkan ke jabatan lain" not in page
    assert browser.get(f"/kantor/aduan/{complaint.pk}/foto/1/").status_code == 200
    answer = browser.post(f"/kantor/aduan/{complaint.pk}/jawab/", {"note": "BPD sudah memanggil Kepala Desa."})
    assert answer.status_code == 303
    assert browser.get(f"/kantor/aduan/{complaint.pk}/serahkan/").status_code == 404


def test_the_council_reads_nothing_else(village, tell, bima, signed_in):
    other = tell("Lampu padam.")
    browser = signed_in(village, bima)

    assert "Lampu padam" not in browser.get("/kantor/aduan/?status=").content.decode()
    assert browser.get(f"/kantor/aduan/{other.pk}/").status_code == 404


def test_no_key_reads_it_whoever_made_it(village, about_head, citra, visitor):
    complaint = about_head()
    until = NOON.replace(year=NOON.year + 20)
    may = ["complaints.handle_complaints"]
    _, secret = make_api_client(name="Sistem", permissions=may, expires_at=NOON.replace(month=12), by=citra, at=NOON)
    ApiClient.objects.update(expires_at=until)
    headers = {"authorization": f"Bearer {secret}"}

    listed = visitor.get("/api/v1/aduan/", headers=headers)

    assert listed.status_code == 200
    assert listed.json()["results"] == []
    assert visitor.get(f"/api/v1/aduan/{complaint.pk}/", headers=headers).status_code == 404


def test_what_turns_out_to_be_about_the_head_is_handed_over_for_good(tell, budi, bima, citra):
    complaint = tell("Kepala desa minta uang.", may_be_public=True)

    actions.hand_to_council(complaint=complaint, by=budi, at=NOON)

    complaint.refresh_from_db()
    assert (complaint.desk, complaint.may_be_public) == ("BPD", False)
    for officer in (budi, citra):
        assert not queries.visible_to(officer).filter(pk=complaint.pk).exists()
    assert queries.visible_to(bima).filter(pk=complaint.pk).exists()
    with pytest.raises(actions.DeskRefused):
        actions.assign_complaint(complaint=complaint, desk="SEKDES", note="Kembali.", by=bima, at=NOON)


def test_the_log_is_whole_although_some_do_not_see_it(village, about_head):
    about_head()

    assert verifying.verify().is_whole
    assert routing.area_of("KADES") in routing.hidden_areas(["KADES"])


def test_the_neighbour_sees_nothing_of_it(village, about_head, neighbour, make_account, signed_in):
    complaint = about_head()
    with current.inside(neighbour):
        darma = make_account("darma", "BPD", totp=True)
        browser = signed_in(neighbour, darma, second_factor=True)
        assert browser.get(f"/kantor/aduan/{complaint.pk}/").status_code == 404
        assert CANARY not in browser.get("/kantor/aduan/?status=").content.decode()
