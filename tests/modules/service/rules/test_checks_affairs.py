"""Letters about gatherings, things, tasks and the office: what cannot be is refused beside its question, what is odd is a warning."""

from dataclasses import replace
from datetime import date

import pytest

from modules.service import kinds
from modules.service.rules.checks import affairs

from .samples import ANI, ANSWERS, checked

NAMES = {check.__name__ for check in affairs.CHECKS}
SLUGS = [slug for slug in ANSWERS if NAMES & set(kinds.KINDS[slug].checks)]
OBJECTION = {
    "tax.kind": "KEBERATAN",
    "tax.reason": "Luas bangunan tidak sesuai",
    "tax.payer": "Ani Lestari",
    "tax.new_payer": None,
}


def test_every_rule_belongs_to_a_kind():
    assert {name for kind in kinds.KINDS.values() for name in kind.checks} >= NAMES


@pytest.mark.parametrize("slug", SLUGS)
def test_the_samples_are_neither_wrong_nor_odd(slug):
    found = checked(slug, {})

    assert (found.errors, found.warnings) == ({}, [])


@pytest.mark.parametrize(
    ("slug", "changed", "field", "said"),
    [
        ("izin-keramaian", {"event.day": "19-11-2026"}, "event.day", "sudah lewat"),
        ("izin-keramaian", {"event.day": "20-12-2027"}, "event.day", "lebih dari satu tahun"),
        ("undangan", {"event.day": "19-11-2026"}, "event.day", "sudah lewat"),
        ("surat-tugas", {"duty.until": "23-11-2026"}, "duty.until", "sebelum tanggal tugas"),
        ("surat-tugas", {"officers.2.name": "gita permata"}, "officers.2.name", "sudah ditulis"),
        ("sppd", {"trip.back": "23-11-2026"}, "trip.back", "sebelum tanggal berangkat"),
        ("sppd", {"has_followers": "TIDAK"}, "has_followers", "hapus namanya"),
        ("sppd", {"followers.1.name": None, "followers.1.remark": None}, "has_followers", "Tulis nama pengikut"),
        ("sppd", {"followers.1.name": "sari wulandari"}, "followers.1.name", "pengikutnya sendiri"),
        ("sk-kendaraan", {"vehicle.engine": "mh1contoh00000001"}, "vehicle.engine", "tidak sama dengan nomor rangka"),
        ("sk-kendaraan", {"vehicle.year": "2027"}, "vehicle.year", "antara 1900 dan 2026"),
        ("sk-ternak", {"buyer_name": "Ani lestari"}, "buyer_name", "orang lain"),
        ("sk-ternak", {"animals.1.count": "0"}, "animals.1.count", "antara 1 dan 100.000 ekor"),
        ("izin-penelitian", {"study.until": "30-11-2026"}, "study.until", "sebelum tanggal mulai"),
        (
            "izin-penelitian",
            {"study.day": "01-10-2026", "study.until": "19-11-2026"},
            "study.until",
            "sudah selesai",
        ),
        ("izin-penelitian", {"members.1.name": None, "members.1.number": None}, "has_members", "Tulis nama anggota"),
        ("izin-penelitian", {"members.2.name": "Dewi Anggraini"}, "members.2.name", "sudah ditulis"),
        ("pengantar-pbb", {"tax.nop": "35.29.110.010.001-0001"}, "tax.nop", "18 angka"),
        ("pengantar-pbb", {"tax.new_payer": "hasan basri"}, "tax.new_payer", "sama dengan yang lama"),
        ("sk-aktif-lkd", {"body.since": "21-11-2026"}, "body.since", "belum dimulai"),
        ("sk-aktif-lkd", {"body.until": "01-02-2024"}, "body.until", "sesudah awalnya"),
        ("sk-aktif-lkd", {"body.until": "19-11-2026"}, "body.until", "sudah berakhir"),
        ("sk-perangkat", {"post.since": "21-11-2026"}, "post.since", "masa depan"),
        ("sk-perangkat", {"post.since": "15-06-1985"}, "post.since", "sebelum pemohon lahir"),
    ],
)
def test_what_cannot_be_is_refused(slug, changed, field, said):
    assert said in checked(slug, changed).errors.get(field, "")


@pytest.mark.parametrize(
    ("slug", "changed", "said"),
    [
        ("izin-keramaian", {"event.day": "03-12-2026"}, "Acara 13 hari lagi"),
        ("izin-keramaian", {"event.guests": "1.000"}, "Polres"),
        ("undangan", {"event.day": "20-11-2026"}, "hari ini juga"),
        ("surat-tugas", {"duty.day": "19-11-2026"}, "sebelum hari ini"),
        ("sppd", {"trip.day": "19-11-2026"}, "sebelum hari ini"),
        ("sk-kendaraan", {"vehicle.plate": "1234"}, "tidak biasa"),
        ("sk-kendaraan", {"vehicle.holder": "Joko Susilo"}, "atas nama Joko Susilo"),
        ("izin-penelitian", {"study.until": "03-12-2027"}, "lebih dari satu tahun"),
        ("pengantar-pbb", {"tax.new_payer": "Joko Susilo"}, "Lampirkan surat kuasanya"),
        ("pengantar-pbb", OBJECTION | {"tax.year": "2025"}, "paling lama tiga bulan"),
        ("rekomendasi-pbg", {"building.floors": "3"}, "Bangunan 3 lantai"),
        ("rekomendasi-pbg", {"building.area": "2.000,5"}, "lebih dari 2.000 m²"),
        ("sk-aktif-lkd", {"body.until": "01-02-2030"}, "lebih dari 5 tahun"),
        ("sk-perangkat", {"post.since": "01-06-2005"}, "umur 19 tahun"),
    ],
)
def test_what_is_only_odd_is_a_warning(slug, changed, said):
    found = checked(slug, changed)

    assert found.errors == {}
    assert any(said in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("slug", "changed"),
    [
        ("izin-keramaian", {"event.day": "04-12-2026", "event.guests": "999"}),
        ("izin-keramaian", {"event.guests": "5.000", "police_office": "Polres Sumenep"}),
        ("surat-tugas", {"duty.day": "20-11-2026", "duty.until": "20-11-2026"}),
        ("sppd", {"has_followers": "TIDAK", "followers.1.name": None, "followers.1.remark": None}),
        ("sk-kendaraan", {"vehicle.fuel": "LISTRIK", "vehicle.capacity": None, "vehicle.book": None}),
        ("sk-ternak", {"deal": "MILIK", "buyer_name": None, "buyer_address": None}),
        ("izin-penelitian", {"study.day": "01-10-2026", "study.until": "20-11-2026"}),
        ("pengantar-pbb", OBJECTION),
        ("rekomendasi-pbg", {"building.area": "4.000", "building.floors": "2"}),
        ("sk-aktif-lkd", {"body.since": "20-11-2026", "body.until": "20-11-2031"}),
        ("sk-perangkat", {"post.since": "20-11-2026"}),
    ],
)
def test_what_stands_at_the_edge_passes(slug, changed):
    found = checked(slug, changed)

    assert (found.errors, found.warnings) == ({}, [])


@pytest.mark.parametrize(
    ("slug", "subject", "said"),
    [
        ("izin-keramaian", replace(ANI, born_on=date(2009, 11, 21)), "untuk umur 17 tahun ke atas"),
        ("pas-lintas", replace(ANI, citizenship="WNA"), "warga negara Indonesia"),
    ],
)
def test_who_may_not_ask_is_told_why(slug, subject, said):
    assert said in checked(slug, {}, subject).errors["subject"]


def test_an_officer_past_sixty_is_looked_at_twice():
    of_sixty, of_fifty_nine = (
        checked("sk-perangkat", {"post.since": "21-11-1990"}, replace(ANI, born_on=date(1966, 11, day)))
        for day in (20, 21)
    )

    assert any("berumur 60 tahun" in warning for warning in of_sixty.warnings)
    assert of_fifty_nine.warnings == []
