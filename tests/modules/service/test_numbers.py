"""Numbers over a whole year: series that change, patterns of a kind's own, and the book that proves no gap."""

import threading
import uuid
from datetime import timedelta

import pytest
from conftest import NOON, VILLAGE, office
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from modules.service import actions, queries
from modules.service.models import Letter, LetterBook, LetterKind, ServiceSettings, State
from modules.service.rules import number
from modules.service.rules.number import PatternRefused
from papers import authority as papers_authority
from papers import typesetting
from papers.refusal import PaperRefused
from papers.signing import LocalSigner
from walls import current

from .conftest import PASSPHRASE, SKCK, USAHA

TOGETHER, SIGNERS = 200, 4


@pytest.fixture(autouse=True)
def _one_paper(monkeypatch):
    """The numbers are looked at here, not the papers: one real one is set and then stands for all, unsigned."""
    monkeypatch.setattr(LocalSigner, "sign", lambda signer, pdf, **how: pdf)
    render, kept = typesetting.render_pdf, []

    def rendered(paper):
        if not kept:
            kept.append(render(paper))
        return kept[0]

    monkeypatch.setattr("modules.service.actions.signing.typesetting.render_pdf", rendered)


def texts():
    return list(Letter.objects.exclude(number_text="").order_by("pk").values_list("number_text", flat=True))


@pytest.fixture
def one_more(make_letter, sign, skck):
    """Sign one letter more: `one_more()` of business, `one_more("skck")`."""

    def issue(what="usaha"):
        more = {"kind": skck, "answers": SKCK} if what == "skck" else {}
        (result,) = sign(make_letter(State.AWAITING, **more))
        return result

    return issue


def change(citra, **values):
    actions.change_settings(values=values, by=citra, at=NOON)


@pytest.mark.parametrize(
    "order", [["CLASSIFICATION", "ALL"], ["ALL", "CLASSIFICATION", "ALL"], ["KIND", "ALL", "KIND"]]
)
def test_a_series_changed_in_mid_year_gives_no_number_twice(one_more, citra, order):
    pattern = "{jenis}/{kode}/{nomor:03d}/{tahun}"
    ServiceSettings.objects.update(series=order[0], number_pattern=pattern)
    for series in order:
        change(citra, series=series)
        for what in ("usaha", "usaha", "skck"):
            assert one_more(what).is_signed

    assert len(set(texts())) == 3 * len(order)
    books = queries.books_of(2026)
    assert all(kept.is_whole for kept in books)
    assert sum(kept.count for kept in books) == 3 * len(order)


def test_after_a_change_numbers_go_on_above_the_highest(one_more, citra):
    ServiceSettings.objects.update(series="CLASSIFICATION")
    for _ in range(2):
        one_more()
    one_more("skck")

    change(citra, series="ALL")

    assert one_more("skck").number_text.split("/")[1] == "003"


def test_the_same_series_again_changes_nothing(one_more, citra):
    one_more()
    change(citra, series="ALL", needs_initials=True)

    assert one_more().number_text.split("/")[1] == "002"
    assert LetterBook.objects.count() == 1


def test_a_kind_may_have_its_own_pattern(one_more, citra, usaha):
    actions.change_number_pattern(kind=usaha, pattern="{sifat}/500/{nomor}/PL/{tahun}", by=citra, at=NOON)

    assert one_more().number_text == "B/500/1/PL/2026"
    assert one_more("skck").number_text.split("/")[1] == "002"


def test_kinds_counted_apart_may_not_write_the_same_number(citra, usaha):
    with pytest.raises(PatternRefused, match="akan bernomor sama"):
        change(citra, series="KIND")
    change(citra, series="KIND", number_pattern="{jenis}/{nomor}/{tahun}")
    with pytest.raises(PatternRefused):
        actions.change_number_pattern(kind=usaha, pattern="SK-DOMISILI/{nomor}/{tahun}", by=citra, at=NOON)
    assert number.number_text(
        "{jenis}/{nomor}/{tahun}", code="", number=1, region_code="", on=NOON.date(), slug="sk-usaha"
    ) == "SK-USAHA/1/2026"  # fmt: skip


def test_a_pattern_that_would_write_a_number_twice_stops_at_the_signature(one_more, make_letter, sign):
    one_more()
    # No action would set this; the signature and the database hold all the same.
    LetterBook.objects.update(last_number=0)

    (result,) = sign(make_letter(State.AWAITING))

    assert "sudah dipakai surat lain" in result.problem
    assert LetterBook.objects.get().last_number == 0


def test_the_database_keeps_a_written_number_once(one_more):
    one_more()
    one_more()
    first, second = Letter.objects.order_by("pk")

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(number_text=first.number_text)


def test_the_book_shows_cancelled_numbers_and_finds_a_gap(village, one_more, sari, signed_in):
    for _ in range(3):
        one_more()
    middle = Letter.objects.get(number=2)
    actions.cancel_letter(letter=middle, reason="Salah tulis nama", by=sari, at=NOON)
    client = signed_in(village, sari)

    page = client.get("/kantor/surat/buku/?tahun=2026").content.decode()
    assert middle.number_text in page
    assert "Salah tulis nama" in page
    assert "lengkap" in page

    LetterBook.objects.update(last_number=5)
    assert queries.books_of(2026)[0].gaps == (4, 5)
    assert "tidak ada: 4, 5" in client.get("/kantor/surat/buku/?tahun=2026").content.decode()


def test_the_book_costs_the_same_however_long_it_is(village, one_more, sari, signed_in):
    client = signed_in(village, sari)
    for _ in range(6):
        one_more()

    client.get("/kantor/surat/buku/?tahun=2026")
    with CaptureQueriesContext(connection) as seen:
        client.get("/kantor/surat/buku/?tahun=2026")

    assert len(seen) <= 10, [one["sql"][:90] for one in seen]


@pytest.mark.parametrize("typed", ["", "tahun=x", "tahun=2019&buku=9", "tahun=99999"])
def test_a_year_without_a_book_is_an_empty_page(village, sari, signed_in, typed):
    assert signed_in(village, sari).get(f"/kantor/surat/buku/?{typed}").status_code == 200


def test_the_settings_show_a_number_while_one_types(village, sari, signed_in):
    client = signed_in(village, sari)

    good = client.get("/kantor/surat/pengaturan/contoh/?number_pattern={nomor}/PL/{tahun}").content.decode()
    bad = client.get("/kantor/surat/pengaturan/contoh/?number_pattern={nomor}/PL").content.decode()

    assert "12/PL/2026" in good
    assert "harus memuat" in bad


def test_two_hundred_at_once_have_two_hundred_numbers(own_database, settings, tmp_path, monkeypatch):
    """Real commits from several threads; a tenth of the papers fails on its first try, and leaves no gap."""
    settings.CA_DIR = tmp_path / "ca"
    papers_authority.make_authority(name="uji", at=NOON - timedelta(days=1))
    monkeypatch.setattr("accounts.limits.count", lambda *args, **kwargs: None)
    village = office(VILLAGE)
    with current.inside(village):
        from .test_signing_together import _head, _resident

        head, ani = _head(), _resident()
        kind = LetterKind.objects.get(slug="sk-usaha")
        letters = [waiting(kind, ani, head) for _ in range(TOGETHER)]
    render, failing = typesetting.render_pdf, [PaperRefused("Lambang rusak.") for _ in range(TOGETHER // 10)]

    def rendered(paper):
        if failing:
            raise failing.pop()
        return render(paper)

    monkeypatch.setattr("modules.service.actions.signing.typesetting.render_pdf", rendered)

    def sign(part):
        try:
            with current.inside(village):
                said = {"passphrase": PASSPHRASE, "by": head, "at": NOON}
                results = actions.sign_letters(letter_ids=part, **said)
                actions.sign_letters(letter_ids=[one.letter_id for one in results if not one.is_signed], **said)
        finally:
            connections.close_all()

    parts = [[letter.pk for letter in letters[number::SIGNERS]] for number in range(SIGNERS)]
    threads = [threading.Thread(target=sign, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with current.inside(village):
        assert sorted(Letter.objects.values_list("number", flat=True)) == list(range(1, TOGETHER + 1))
        assert len(set(texts())) == TOGETHER
        (kept,) = queries.books_of(2026)
        assert kept.is_whole
        assert not failing


def waiting(kind, ani, head):
    """A letter that waits for its signature, without the steps before it."""
    made = {"kind": kind, "state": State.AWAITING, "source": "COUNTER", "resident": ani, "answers": USAHA}
    made["subject"] = queries.subject_of(ani).as_json()
    code = uuid.uuid4().hex[:8]
    return Letter.objects.create(
        key=uuid.uuid4(), tracking_code=code, verification_code=code, subject_name="ANI", about_name="ANI",
        created_at=NOON, due_at=NOON, kasi=head, kasi_at=NOON, **made,
    )  # fmt: skip
