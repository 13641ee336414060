"""What a kabupaten says of types of consultation: read by every office below, and by what is begun as it was begun."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conftest import NOON
from django.db import DatabaseError, transaction
from samples.consultations import PASSPHRASE, checked, submitted, written

from consultations import actions, catalogue, queries
from consultations.rules import topics, varying
from consultations.rules.steps import StepRefused
from consultations.rules.varying import TypeWrong
from exchange.consulting import TypeNotice
from walls import current

pytestmark = pytest.mark.django_db
RAPBDES, RECOMMENDED = "evaluasi-rapbdes", "rekomendasi-perangkat"


def said(code=RECOMMENDED, **more):
    return varying.written(topics.named(code)) | {"alarms": []} | more


@pytest.fixture
def admin(regency, make_account):
    with current.inside(regency):
        return make_account("admin", "ADMIN_KABUPATEN", totp=True)


@pytest.fixture
def publish(regency, village, district, admin):
    """Say it in the kabupaten, and have the two offices below ask again."""

    def said_of(code=RECOMMENDED, at=NOON, **more):
        with current.inside(regency):
            actions.keep_type(
                code=code, said=said(code if code in topics.TOPICS else "bimbingan", **more), by=admin, at=at
            )
        for one in (village, district):
            with current.inside(one):
                catalogue.forget()

    return said_of


def test_what_is_written_is_read_again_as_it_was():
    for code, topic in topics.TOPICS.items():
        assert varying.read(code, varying.written(topic)) == topic
    made = varying.read(
        "izin-keramaian", said("bimbingan", days=9, clock_law="Perbup 4/2026", checklist=[["Aman", "Perbup 4/2026"]])
    )
    assert (made.alarms, made.outcome, made.questions, made.checklist[0].key) == ((6, 8, 9), "letter", (), "aman")
    assert varying.read("izin-keramaian", varying.written(made)) == made


@pytest.mark.parametrize(
    ("code", "more", "words"),
    [
        (RAPBDES, {"days": 15}, "menentukan kapan rancangan berlaku sendiri"),
        (RAPBDES, {"days": None}, "tidak dapat dihapus"),
        (RECOMMENDED, {"days": 8}, "paling lama 7 hari kerja"),
        (RECOMMENDED, {"days": 0}, "1 sampai 60"),
        (RECOMMENDED, {"days": "7"}, "1 sampai 60"),
        (RECOMMENDED, {"alarms": [4, 2]}, "dari yang terkecil"),
        (RECOMMENDED, {"alarms": [9]}, "dari 1 sampai 7"),
        (RECOMMENDED, {"title": "x"}, "Nama: tulis"),
        (RECOMMENDED, {"laws": []}, "Dasar hukum: 1 sampai 12."),
        (RECOMMENDED, {"attachments": [["Berkas A", True], ["Berkas  A", False]]}, "ditulis dua kali"),
        (RECOMMENDED, {"attachments": "semua"}, "paling banyak 12"),
        (RECOMMENDED, {"checklist": [["Umur", ""]]}, "Dasar “Umur”"),
        (RECOMMENDED, {"checklist": [["Umur"]]}, "tidak terbaca"),
        ("Jenis Baru", {}, "Kode hanya huruf kecil"),
    ],
)
def test_what_the_law_says_else_or_makes_no_sense_is_refused(code, more, words):
    with pytest.raises(TypeWrong, match=words):
        varying.read(code, said(code if code in topics.TOPICS else "bimbingan") | more)


def test_files_keep_their_keys_and_when_they_are_asked_for():
    base = topics.named("berkas-dana-desa")
    files = [[one.text, one.required] for one in base.attachments] + [["Foto papan kegiatan", False]]
    found = varying.read("berkas-dana-desa", said("berkas-dana-desa", attachments=files)).attachments
    assert found[:-1] == base.attachments
    assert (found[-1].key, found[-1].required, found[-1].when) == ("foto-papan-kegiatan", False, None)


def test_what_is_begun_keeps_its_type_and_what_begins_later_has_the_new_one(village, district, sari, desk, publish):
    before = submitted(sari, topic=RECOMMENDED)
    publish(days=5, title="Rekomendasi perangkat cepat", checklist=[["Hanya ini", "Perbup 4/2026"]])
    after = submitted(sari, topic=RECOMMENDED)
    publish(days=3, title="Rekomendasi perangkat kilat")

    with current.inside(district):
        for matter in (before, after):
            actions.take_step(key=matter.key, verb="terima", by=desk.kasi, at=NOON)
        kept = [queries.consultation(one.key) for one in (before, after)]
        assert [one.details["days"] for one in kept] == [7, 5]
        assert [catalogue.of(one).title for one in kept] == [
            "Rekomendasi perangkat desa",
            "Rekomendasi perangkat cepat",
        ]
        assert {row.title for row in queries.rows(kept, NOON)} == {one.title for one in map(catalogue.of, kept)}
        assert [len(catalogue.of(one).checklist) for one in kept] == [3, 1]
        assert [catalogue.of(one).alarms for one in kept] == [(4, 6, 7), (3, 4, 5)]
        draft = actions.draft_answer(
            key=after.key,
            conclusion="setuju",
            text="Setuju.",
            notes={},
            checks=["hanya-ini", "umur"],
            by=desk.kasi,
            at=NOON,
        )
        assert draft.words["checks"] == ["hanya-ini"], "what is looked at is that of its own type"
    assert catalogue.of(queries.consultation(after.key)).title == "Rekomendasi perangkat cepat", (
        "in the village as well"
    )


def test_the_version_survives_every_step(village, district, sari, desk, publish):
    publish(days=5)
    matter = submitted(sari, topic=RECOMMENDED)
    version = matter.details["version"]
    with current.inside(district):
        actions.take_step(key=matter.key, verb="terima", by=desk.kasi, at=NOON)
        actions.take_step(key=matter.key, verb="kembalikan", by=desk.kasi, at=NOON, text="Lengkapi.")
    actions.take_step(key=matter.key, verb="ajukan-lagi", by=sari, at=NOON + timedelta(days=1), text="Sudah.")
    with current.inside(district):
        checked(matter, desk, conclusion="setuju", notes={})
        actions.sign_answer(key=matter.key, passphrase=PASSPHRASE, by=desk.camat, at=NOON + timedelta(days=2))
        assert queries.consultation(matter.key).details["version"] == version


def test_the_other_side_knows_a_version_it_has_not_read_yet(village, district, regency, admin, sari):
    with current.inside(district):
        catalogue.catalogue()
    with current.inside(regency):
        actions.keep_type(code=RECOMMENDED, said=said(days=4), by=admin, at=NOON)
    catalogue.forget()
    matter = submitted(sari, topic=RECOMMENDED)
    with current.inside(district):
        assert catalogue.of(queries.consultation(matter.key)).days == 4


def test_a_type_of_the_kabupaten_alone_is_asked_and_ends(village, district, regency, admin, sari, desk, publish):
    publish(
        "izin-keramaian", title="Izin keramaian", days=9, clock_law="Perbup 4/2026", attachments=[["Denah (PDF)", True]]
    )
    assert "Izin keramaian" in [one.title for one in catalogue.catalogue().offered()]
    waiting, matter = written(sari, topic="izin-keramaian"), submitted(sari, topic="izin-keramaian")
    with current.inside(regency):
        actions.withdraw_type(code="izin-keramaian", by=admin, at=NOON)
        with pytest.raises(topics.TopicUnknown):
            actions.withdraw_type(code="izin-keramaian", by=admin, at=NOON)
    catalogue.forget()

    assert "izin-keramaian" not in [one.code for one in catalogue.catalogue().offered()]
    with pytest.raises(StepRefused, match="tidak lagi memakai"):
        actions.submit_draft(key=waiting.key, by=sari, at=NOON)
    with pytest.raises(topics.TopicUnknown):
        written(sari, topic="izin-keramaian")
    with current.inside(district):
        actions.take_step(key=matter.key, verb="terima", by=desk.kasi, at=NOON)
        assert queries.consultation(matter.key).details["days"] == 9


def test_what_cannot_be_read_is_left_out(village, regency, sari):
    with current.outside():
        TypeNotice.objects.create(office=regency, code=RECOMMENDED, said={"title": "x"}, set_at=NOON)
    catalogue.forget()
    assert catalogue.named(RECOMMENDED) == topics.named(RECOMMENDED)


def test_only_the_kabupaten_says_types_and_what_was_said_stays(village, district, regency, admin, publish):
    publish(days=5)
    for below in (village, district):
        with current.inside(below), pytest.raises(DatabaseError), transaction.atomic():
            TypeNotice.objects.create(office=regency, code="x", said={}, set_at=NOON)
        with current.inside(below):
            assert TypeNotice.objects.update(ended_at=NOON) == 0
            assert TypeNotice.objects.count() == 1
    with current.inside(regency):
        for change in ({"said": {}}, {"code": "y"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                TypeNotice.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            TypeNotice.objects.all().delete()


def test_the_pages_publish_refuse_and_take_back(regency, admin, signed_in, django_assert_max_num_queries):
    with current.inside(regency):
        desk = signed_in(regency, admin, second_factor=True)
    here = f"/konsultasi/jenis/{RECOMMENDED}/"
    typed = {"title": "Rekomendasi perangkat", "about": "Usul dari desa.", "laws": "Permendagri 83/2015", "days": "5"}
    typed |= {
        "clock_law": "Perbup 4/2026",
        "needed": "Surat permohonan (PDF)",
        "checklist": "Umur | Permendagri 83/2015",
        "is_active": "on",
    }

    desk.get("/konsultasi/jenis/")
    with django_assert_max_num_queries(10):
        assert "Evaluasi RAPBDes" in desk.get("/konsultasi/jenis/").content.decode()
    assert "paling lama 7 hari kerja" in desk.post(here, typed | {"days": "9"}).content.decode()
    assert "tambahkan garis tegak" in desk.post(here, typed | {"checklist": "Umur"}).content.decode()
    assert "hanya angka" in desk.post(here, typed | {"alarms": "tiga"}).content.decode()
    assert desk.post(here, typed).status_code == 302
    with current.inside(regency):
        assert catalogue.named(RECOMMENDED).days == 5
    assert "Diubah kabupaten" in desk.get("/konsultasi/jenis/").content.decode()
    assert "sudah dipakai" in desk.post("/konsultasi/jenis/baru/", typed | {"code": RAPBDES}).content.decode()
    assert desk.post("/konsultasi/jenis/baru/", typed | {"code": "izin-keramaian"}).status_code == 302
    assert "Batas jawaban" in desk.get("/konsultasi/jenis/izin-keramaian/").content.decode()
    assert desk.post(here, {"tarik": "1"}).status_code == 302
    assert desk.post(here, {"tarik": "1"}).status_code == 404
    assert desk.get("/konsultasi/jenis/tidak-ada/").status_code == 404
    with current.inside(regency):
        assert catalogue.named(RECOMMENDED) == topics.named(RECOMMENDED)
        assert replace(catalogue.named("izin-keramaian"), code="") != topics.named("bimbingan")


def test_other_systems_read_the_types_of_today(village, sari, signed_in, publish):
    publish(days=5)
    found = {one["code"]: one for one in signed_in(village, sari).get("/api/v1/konsultasi/jenis/").json()}
    assert (found[RECOMMENDED]["days"], found["bimbingan"]["days"]) == (5, None)
    assert found["berkas-dana-desa"]["attachments"][2]["when"] == ["tahap", "Tahap II"]
    assert [one["kind"] for one in found[RAPBDES]["questions"]] == ["year", "date"]
