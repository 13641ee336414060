"""Somebody acts as the camat for a time: the paper says so, and when the time is over nothing is signed."""

from datetime import timedelta

import pytest
from conftest import NOON
from django.utils import timezone
from samples import tools
from samples.consultations import PASSPHRASE, certify, checked, drafted, submitted
from samples.signatories import TODAY, appointed

from archive import queries as archive
from audit.models import Entry
from consultations import actions, queries
from consultations.models import Draft, State
from consultations.rules.steps import StepRefused
from exchange.matters import actions as matters
from messaging.models import Message
from papers import verification
from signatories import actions as signatories
from walls import current

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(village, district, sari, desk):
    """Received; the test stands in the kecamatan, where the secretary has a certificate too."""
    matter = submitted(sari)
    with current.inside(district):
        actions.take_step(key=matter.key, verb="terima", by=desk.kasi, at=NOON)
        certify(desk.sekcam, district)
        yield matter


def sign(matter, by, at=NOON):
    return actions.sign_answer(key=matter.key, passphrase=PASSPHRASE, by=by, at=at)


def words_of(document):
    return " ".join(tools.text_of(archive.content_of(document)).split())


def test_the_paper_says_who_acts_as_the_camat(taken, village, district, desk, sari, signed_in, client):
    held = appointed(desk.sekcam, by=desk.camat)
    checked(taken, desk)

    signed = sign(taken, desk.sekcam)

    assert (signed.signed_as, signed.signed_by) == ("Plh. Camat Pragaan", desk.sekcam)
    assert "Plh. CAMAT PRAGAAN" in words_of(signed.document)
    seen = verification.inspect(archive.content_of(signed.document))
    assert (seen.is_genuine, seen.signer) == (True, desk.sekcam.name)
    detail = Entry.objects.get(action="consultation.jawab").detail
    assert (detail["signed_as"], detail["deputy"]) == ("Plh. Camat Pragaan", held.pk)
    page = client.get(f"/verifikasi/{signed.code}/", headers={"host": district.host}).content.decode()
    assert f"{desk.sekcam.name}, Plh. Camat Pragaan" in page
    assert "Plh. Camat Pragaan" in signed_in(district, desk.kasi).get(f"/konsultasi/{taken.key}/").content.decode()
    with current.inside(village):
        matters.hear_all(at=NOON)
        told = signed_in(village, sari).get(f"/kantor/konsultasi/{taken.key}/").content.decode()
    assert f"Plh. Camat, {district.title}" in told


def test_the_camat_signs_as_ever_beside_who_acts(taken, desk):
    appointed(desk.sekcam, by=desk.camat)
    checked(taken, desk)

    signed = sign(taken, desk.camat)

    assert signed.signed_as == "Camat Pragaan"
    words = words_of(signed.document)
    assert "CAMAT PRAGAAN" in words
    assert "Plh." not in words


@pytest.mark.parametrize(("since", "until"), [(-9, -1), (1, 9), (None, None)], ids=["over", "to come", "none"])
def test_outside_its_days_an_appointment_signs_nothing(taken, desk, since, until):
    if since is not None:
        days = {"starts_on": TODAY + timedelta(days=since), "ends_on": TODAY + timedelta(days=until)}
        appointed(desk.sekcam, by=desk.camat, **days)
    checked(taken, desk)

    with pytest.raises(StepRefused, match="wewenang"):
        sign(taken, desk.sekcam)

    waiting = Draft.objects.get()
    assert (waiting.state, waiting.number, waiting.signed_as) == (State.SIGNING, None, "")


def test_ended_it_signs_nothing_more(taken, desk):
    held = appointed(desk.sekcam, by=desk.camat)
    checked(taken, desk)
    signatories.end_appointment(deputy=held, by=desk.camat, at=NOON)

    with pytest.raises(StepRefused, match="wewenang"):
        sign(taken, desk.sekcam)


def test_who_acts_signs_nothing_he_wrote(taken, district, desk):
    appointed(desk.kasi, by=desk.camat, manner="PLT")
    certify(desk.kasi, district)
    drafted(taken, desk)
    with pytest.raises(StepRefused, match="ikut menyusun"):
        actions.check_answer(key=taken.key, by=desk.kasi, at=NOON)
    actions.check_answer(key=taken.key, by=desk.sekcam, at=NOON)

    with pytest.raises(StepRefused, match="ikut menyusun"):
        sign(taken, desk.kasi)


def test_who_acts_stands_in_the_camat_s_place_at_the_desk(taken, desk, make_account, district):
    other = make_account("kasi.dua", "KASI_PMD")
    drafted(taken, desk)
    with pytest.raises(StepRefused, match="wewenang"):
        actions.check_answer(key=taken.key, by=other, at=NOON)
    appointed(other, by=desk.camat)

    actions.check_answer(key=taken.key, by=other, at=NOON)

    # Whoever acts is told as the camat is; the colleague of the same post is not.
    told = Message.objects.filter(text__endswith="Jawaban menunggu tanda tangan.")
    assert set(told.values_list("account__username", flat=True)) == {"camat", "kasi.dua"}
    back = actions.return_to_drafter(key=taken.key, reason="Tambah dasar.", by=other, at=NOON)
    assert back.state == State.WRITING


def test_the_pages_open_for_who_acts_and_for_no_other(taken, district, desk, signed_in, django_assert_max_num_queries):
    checked(taken, desk)
    here = f"/konsultasi/{taken.key}/"
    secretary = signed_in(district, desk.sekcam, second_factor=True)
    assert secretary.get(f"{here}tanda-tangan/").status_code == 403
    assert secretary.post(f"{here}tanda-tangan/", {"passphrase": PASSPHRASE}).status_code == 403
    assert "tanda-tangan" not in secretary.get(here).content.decode()
    now = current.today(timezone.now())
    appointed(desk.sekcam, by=desk.camat, starts_on=now, ends_on=now)

    draft = " ".join(tools.text_of(secretary.get(f"{here}konsep.pdf").content).split())
    assert "Plh. CAMAT PRAGAAN" in draft
    assert f"{here}tanda-tangan/" in secretary.get(here).content.decode()
    assert "sebagai Plh. Camat Pragaan" in secretary.get("/konsultasi/").content.decode()
    for address in ("/konsultasi/", here, f"{here}tanda-tangan/"):
        with django_assert_max_num_queries(10):
            secretary.get(address)
    page = secretary.post(f"{here}tanda-tangan/", {"passphrase": PASSPHRASE}, follow=True).content.decode()
    assert "900.1.1.4/001/35.29.11/" in page
    assert queries.consultation(taken.key).state == "dijawab"


def test_who_acts_in_another_kecamatan_signs_nothing_here(taken, other_district, desk, make_account):
    checked(taken, desk)
    with current.inside(other_district):
        boss, other = make_account("camat.lain", "CAMAT"), make_account("lain", "SEKCAM")
        appointed(other, by=boss)
    # Ids of people of two offices may be equal; the appointment of the other office does not count here.
    with pytest.raises(StepRefused, match="wewenang"):
        sign(taken, desk.sekcam)
