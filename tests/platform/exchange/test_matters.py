"""Matters between offices: only the two read them, nothing said is unsaid, files arrive whole, and what is said is heard once."""

import dataclasses
import hashlib
import uuid
from datetime import timedelta

import pytest
from conftest import DISTRICT, FAR, NOON, OTHER_DISTRICT, REGENCY, VILLAGE, office
from django.db import DatabaseError, IntegrityError, transaction

from archive import queries as archive
from archive.actions import keep
from archive.models import Document
from archive.retention import RetentionClass
from exchange.matters import actions, kinds, queries, sealing
from exchange.matters.actions import File, OfficeAway, Said, TooMuch
from exchange.matters.models import Matter, Parcel
from exchange.matters.queries import MatterUnknown
from walls import current, keys
from walls.current import connection

pytestmark = pytest.mark.django_db
REPORT = File("laporan kenari.pdf", "application/pdf", b"%PDF-1.7 kenari")


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.fixture
def heard(monkeypatch):
    """What each office heard: (office, verb)."""
    found = []

    def hears(matter, entry):
        found.append((current.office().name, entry.verb))

    monkeypatch.setattr(kinds, "_declared", {})
    for code in ("submission", "consultation", "assignment", "joint"):
        kinds.declare(kinds.Kind(code, "kiriman", RetentionClass.WORKING_FILE, hears))
    return found


def begun(to, *, files=(), kind="consultation", at=NOON, **more):
    said = Said("SEKDES", "ajukan", "diajukan", "Mohon arahan tentang Kenari.", {"lines": [1]}, tuple(files))
    return actions.begin(kind=kind, topic="bimbingan", to=to, subject="Kenari naik", said=said, by=None, at=at, **more)


@pytest.fixture
def matter(village, district, heard):
    return begun(district, files=[REPORT])


def test_both_sides_read_the_whole_journal_and_the_database_no_word(matter, village, district):
    with current.inside(district):
        found = queries.named(matter.key)
        (line,) = queries.journal(found)
        assert (queries.subject(found), line.text, line.data) == (
            "Kenari naik",
            "Mohon arahan tentang Kenari.",
            {"lines": [1]},
        )
        assert (line.is_mine, line.office.pk, line.files[0].name) == (False, village.pk, "laporan kenari.pdf")
        assert queries.waits_for_me(found)
        with transaction.atomic():
            actions.say(
                actions.held(matter.key), Said("CAMAT", "jawab", "dijawab", "Baik."), by=None, at=NOON, turn="FROM"
            )

    assert [line.text for line in queries.journal(queries.named(matter.key))] == [
        "Mohon arahan tentang Kenari.",
        "Baik.",
    ]
    assert queries.waits_for_me(queries.named(matter.key))
    with current.outside():
        rows = sql("SELECT m::text || e::text || p::text FROM exchange_matter m, exchange_entry e, exchange_parcel p")
    assert len(rows) == 2
    assert "enari" not in str(rows)


@pytest.mark.parametrize("stranger", [FAR, OTHER_DISTRICT, REGENCY])
def test_nobody_else_sees_it_speaks_in_it_or_takes_its_file(matter, stranger):
    with current.inside(office(stranger)):
        for table in ("matter", "entry", "parcel"):
            assert sql(f"SELECT * FROM exchange_{table}") == []
        assert sql("UPDATE exchange_matter SET state = 'selesai'") == 0
        assert sql("UPDATE exchange_parcel SET taken_at = now(), content = NULL, to_document = 1") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            sql(
                "INSERT INTO exchange_entry (matter_id, number, office_id, post, verb, state, at, words)"
                " SELECT %s, 9, id, '', '', '', now(), '' FROM tenants_office WHERE key = substr(current_user::text, 3)",
                matter.key,
            )
        for ask in (queries.named, actions.held):
            with pytest.raises(MatterUnknown), transaction.atomic():
                ask(matter.key)


def test_neither_side_unsays_or_speaks_for_the_other(matter, village, district):
    for side in (village, district):
        with current.inside(side):
            for change in ("DELETE FROM exchange_matter", "DELETE FROM exchange_entry", "UPDATE exchange_entry SET words = ''",
                           "UPDATE exchange_matter SET kind = 'joint'", "UPDATE exchange_matter SET to_office_id = from_office_id",
                           "UPDATE exchange_parcel SET sha256 = ''", "DELETE FROM exchange_parcel"):  # fmt: skip
                with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                    sql(change)
    speak = (
        "INSERT INTO exchange_entry (matter_id, number, office_id, post, verb, state, at, words)"
        " VALUES (%s, 9, %s, 'CAMAT', 'jawab', 'dijawab', now(), '')"
    )
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        sql(speak, matter.key, district.pk)
    # The sender cannot take its own file out of the receiver's hands either.
    assert sql("UPDATE exchange_parcel SET taken_at = now(), content = NULL, to_document = 1") == 0


@pytest.mark.parametrize(
    ("sender", "receiver", "kind"),
    [
        (VILLAGE, OTHER_DISTRICT, "consultation"), (VILLAGE, REGENCY, "submission"), (VILLAGE, FAR, "consultation"),
        (VILLAGE, DISTRICT, "assignment"), (DISTRICT, FAR, "assignment"), (VILLAGE, DISTRICT, "joint"),
        (DISTRICT, VILLAGE, "consultation"),
    ],
)  # fmt: skip
def test_a_matter_follows_the_lines_of_supervision(village, heard, sender, receiver, kind):
    to = office(receiver)
    with (
        current.inside(office(sender)),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        begun(to, kind=kind)


def test_a_closed_office_a_novel_and_a_film_are_refused(village, district, heard):
    with pytest.raises(TooMuch), transaction.atomic():
        begun(district, files=[File("film.pdf", "application/pdf", b"x" * (actions.LARGEST_FILE + 1))])
    said = Said("SEKDES", "ajukan", "diajukan", "x" * (actions.LONGEST_TEXT + 1))
    with pytest.raises(TooMuch), transaction.atomic():
        actions.begin(kind="consultation", topic="t", to=district, subject="s", said=said, by=None, at=NOON)
    with pytest.raises(kinds.KindUnknown), transaction.atomic():
        begun(district, kind="rumour")
    district.state = "SUSPENDED"
    with pytest.raises(OfficeAway), transaction.atomic():
        begun(district)
    assert not Matter.objects.exists()
    assert not Document.objects.filter(area="kiriman").exists()


def test_what_is_said_is_heard_once_and_never_by_its_speaker(matter, village, district, heard):
    assert actions.hear_all(at=NOON) == 0
    with current.inside(district):
        assert actions.hear_all(at=NOON) == 1
        assert actions.hear_all(at=NOON) == 0
    assert heard == [("Pragaan", "ajukan")]


def test_who_acts_hears_first(matter, village, district, heard):
    with current.inside(district), transaction.atomic():
        actions.say(actions.held(matter.key), Said("CAMAT", "kembalikan", "perbaikan"), by=None, at=NOON, turn="FROM")
    with transaction.atomic():
        actions.say(actions.held(matter.key), Said("SEKDES", "ajukan", "diajukan"), by=None, at=NOON, turn="TO")

    assert heard == [("Pragaan", "ajukan"), ("Pragaan Laok", "kembalikan")]
    assert not actions.unheard().exists()


def test_a_failing_listener_loses_nothing(matter, district, heard, monkeypatch):
    def breaks(matter, entry):
        raise RuntimeError("away")

    monkeypatch.setitem(
        kinds._declared, "consultation", kinds.Kind("consultation", "kiriman", RetentionClass.WORKING_FILE, breaks)
    )
    with current.inside(district):
        with pytest.raises(RuntimeError), transaction.atomic():
            actions.hear_all(at=NOON)
        assert actions.unheard().count() == 1


def test_a_file_is_in_both_archives_and_then_nowhere_between(matter, village, district):
    (kept,) = Document.objects.filter(area="kiriman")
    with current.inside(district):
        actions.hear_all(at=NOON)
        parcel = Parcel.objects.get()
        arrived = Document.objects.get(pk=parcel.to_document)
        assert (arrived.name, arrived.sha256) == ("laporan kenari.pdf", hashlib.sha256(REPORT.data).hexdigest())
        assert (parcel.content, parcel.taken_at) == (None, NOON)
        assert actions.take_in(parcel, at=NOON + timedelta(hours=1)).pk == arrived.pk
        assert archive.content_of(arrived) == REPORT.data
    assert kept.sha256 == arrived.sha256


def test_what_is_sent_to_many_is_kept_once_by_its_sender_and_begun_once_by_its_key(village, district, heard):
    key = uuid.uuid4()
    begun(district, files=[REPORT], key=key)
    kept = Document.objects.get(area="kiriman")
    begun(district, files=[dataclasses.replace(REPORT, kept=kept)])
    with pytest.raises(IntegrityError), transaction.atomic():
        begun(district, key=key)

    assert Document.objects.filter(area="kiriman").count() == 1
    with current.inside(district):
        actions.hear_all(at=NOON)
        assert Document.objects.filter(area="kiriman", sha256=kept.sha256).count() == 2


def test_a_parcel_changed_on_its_way_is_not_taken(matter, district):
    with current.outside():
        sql("UPDATE exchange_parcel SET content = set_byte(content, 40, 0)")
    with current.inside(district), transaction.atomic():
        with pytest.raises(keys.Unreadable):
            actions.take_in(Parcel.objects.get(), at=NOON)
        assert not Document.objects.filter(area="kiriman").exists()


def test_words_moved_to_another_matter_cannot_be_read(matter, village, district):
    other = begun(district, at=NOON + timedelta(minutes=1))
    with current.outside():
        sql("UPDATE exchange_entry a SET words = b.words FROM exchange_entry b WHERE a.matter_id = %s AND b.matter_id = %s",
            other.key, matter.key)  # fmt: skip
        sql("UPDATE exchange_matter SET to_lock = from_lock WHERE key = %s", matter.key)

    assert queries.journal(queries.named(other.key))[0].text == sealing.ILLEGIBLE
    with current.inside(district):
        found = queries.named(matter.key)
        assert (queries.subject(found), queries.journal(found)[0].text) == (sealing.ILLEGIBLE, sealing.ILLEGIBLE)


def test_an_obligation_is_submitted_once_a_period(village, district, heard):
    begun(district, kind="submission", period="2026-10")
    begun(district, kind="submission", period="2026-11")
    with pytest.raises(IntegrityError, match="once_a_period"), transaction.atomic():
        begun(district, kind="submission", period="2026-10")


def test_reading_costs_the_same_however_much_was_said(matter, district, django_assert_num_queries):
    for number in range(4):
        with transaction.atomic():
            actions.say(
                actions.held(matter.key),
                Said("SEKDES", f"tambah-{number}", "diajukan", files=(REPORT,)),
                by=None,
                at=NOON,
            )
    # The first is the way into the office; a request brings its secret along.
    assert district.root_key
    with current.inside(district), django_assert_num_queries(4):
        assert len(queries.journal(queries.named(matter.key))) == 5


def test_an_unknown_file_or_kind_is_unknown(matter):
    with pytest.raises(MatterUnknown):
        queries.parcel_named(matter, uuid.uuid4())
    with pytest.raises(MatterUnknown):
        queries.named(matter.key, "submission")


def test_a_file_the_archive_has_already_is_not_kept_twice(village, district, heard):
    kept = keep(area="kiriman", name="rancangan.pdf", content_type="application/pdf", data=REPORT.data,
                retention=RetentionClass.WORKING_FILE, basis={}, at=NOON)  # fmt: skip
    begun(district, files=[File(kept.name, kept.content_type, REPORT.data, kept)])

    assert Parcel.objects.get().from_document == kept.pk
    assert Document.objects.filter(area="kiriman").count() == 1
    with current.inside(district):
        actions.hear_all(at=NOON)
        assert archive.content_of(Document.objects.get(pk=Parcel.objects.get().to_document)) == REPORT.data
