"""What cannot be is refused beside its question; what is unlikely is a warning. And the arms of texts no sample takes."""

from dataclasses import replace
from datetime import date

import pytest

from modules.service import kinds
from modules.service.rules import answers

from . import telling
from .samples import ANI, ANSWERS, SUBJECTS, TODAY, made

BAYU = {"position": "4", "name": "Bayu Pratama", "nik": "3529111801150002"}
JOKO = "3529111502830002"


def check(slug, said=None, **subject):
    typed = {key: value for key, value in (ANSWERS[slug] | (said or {})).items() if value is not None}
    who = replace(SUBJECTS.get(slug, ANI), **subject)
    return answers.validate(kinds.KINDS[slug], typed, subject=who, today=TODAY, by_officer=True)


def row(group, number, **values):
    return {f"{group}.{number}.{key}": value for key, value in (BAYU | values).items()}


@pytest.mark.parametrize(
    ("slug", "said", "subject", "key", "words"),
    [
        ("pengantar-ktp", {"loss.reported_on": "21-11-2026"}, {}, "loss.reported_on", "masa depan"),
        ("pengantar-ktp", {"loss.letter": ""}, {}, "loss.letter", "belum diisi"),
        ("pengantar-ktp", {}, {"born_on": date(2009, 12, 1), "marital": "Belum kawin"}, "subject", "berumur 16 tahun"),
        ("pengantar-ktp", {"reason": "BARU"}, {"born_on": date(2011, 1, 1), "marital": "Belum kawin"}, "subject", "berumur 15"),
        ("ktp-dalam-proses", {}, {"born_on": date(2011, 1, 1), "marital": ""}, "subject", "KTP-el untuk umur 17 tahun"),
        ("ktp-dalam-proses", {"recorded_on": "21-11-2026"}, {}, "recorded_on", "masa depan"),
        ("permohonan-kk", {"old_kk": "35291101"}, {}, "old_kk", "Nomor KK harus 16 angka. Anda mengetik 8."),
        ("permohonan-kk", {"members.1.position": "4"}, {}, "members.1.position", "Belum ada kepala keluarga"),
        ("permohonan-kk", {"members.2.position": "1"}, {}, "members.2.position", "hanya satu orang"),
        ("permohonan-kk", {"members.2.nik": JOKO}, {}, "members.2.nik", "sudah ditulis"),
        ("perubahan-kk", {"change": "PENGURANGAN"}, {}, "changed.1.nik", "Hanya anggota baru"),
        ("perubahan-kk", {"changed.1.what": ""}, {}, "changed.1.what", "belum diisi"),
        ("perubahan-kk", row("changed", 1) | row("changed", 2, what="lahir"), {}, "changed.2.nik", "sudah ditulis"),
        ("pindah-penduduk", {"followers.1.nik": ANI.nik}, {}, "followers.1.nik", "NIK pemohon sendiri"),
        ("pindah-penduduk", {"who_moves": "1", "staying_card": "2"}, {}, "who_moves", "Ada pengikut"),
        ("pindah-penduduk", dict.fromkeys(row("followers", 1)) | {"who_moves": "3", "staying_card": "2"}, {}, "who_moves", "Belum ada"),
        ("pindah-penduduk", {"to.rt": "A1"}, {}, "to.rt", "RT ditulis dengan angka"),
        ("pindah-penduduk", {"to.rw": ""}, {}, "to.rw", "atau kosongkan keduanya"),
        ("pindah-penduduk", {"to.postcode": "123"}, {}, "to.postcode", "5 angka"),
        ("pindah-penduduk", {"to.province": ""}, {}, "to.province", "belum diisi"),
        ("datang-penduduk", {"skpwni.issued_on": "21-11-2026"}, {}, "skpwni.issued_on", "masa depan"),
        ("datang-penduduk", {"arrived_on": "21-11-2026"}, {}, "arrived_on", "masa depan"),
        ("datang-penduduk", {"card_kk": ""}, {}, "card_kk", "belum diisi"),
        ("sk-penduduk-sementara", {}, {"is_resident": True}, "subject", "Surat Keterangan Domisili"),
        ("sk-bepergian", {"leaves_on": "19-11-2026"}, {}, "leaves_on", "sudah lewat"),
        ("beda-identitas", {"other.name": "ani lestari", "other.born_on": "15-06-1985"}, {}, "difference", "sama"),
        ("beda-identitas", {"other.born_on": "15-06-2027"}, {}, "other.born_on", "masa depan"),
        ("biodata-penduduk", {"mother.nik": ANI.nik}, {}, "mother.nik", "NIK ibu sama"),
        ("biodata-penduduk", {"father.nik": "3529114101600001"}, {}, "father.nik", "tidak boleh sama"),
        ("permohonan-akta-lahir", {"father_name": "Ani Lestari"}, {}, "father_name", "ayah dan ibu sama"),
        ("permohonan-akta-lahir", {"relation": "AYAH"}, {}, "relation", "tercatat perempuan"),
        ("permohonan-akta-lahir", {"child.born_on": "21-11-2026"}, {}, "child.born_on", "masa depan"),
        ("duplikat-kelahiran", {"owner.nik": ANI.nik}, {}, "relation", "Diri sendiri"),
        ("sk-kematian", {"deceased.died_on": "21-11-2026"}, {}, "deceased.died_on", "masa depan"),
        ("sk-kematian", {"deceased.died_on": "31-12-1949"}, {}, "deceased.died_on", "sebelum tanggal lahir"),
        ("sk-kematian", {"deceased.nik": ANI.nik}, {}, "deceased.nik", "milik pelapor"),
        ("sk-kematian", {"witness1.nik": ANI.nik}, {}, "witness1.nik", "sudah disebut"),
        ("sk-kematian", {"witness2.nik": "3529110101500001"}, {}, "witness2.nik", "sudah disebut"),
        ("sk-kematian", {}, {"born_on": date(2011, 1, 1)}, "subject", "17 tahun ke atas"),
        ("sk-lahir-mati", {"birth.on": "21-11-2026"}, {}, "birth.on", "masa depan"),
        ("sk-lahir-mati", {"birth.months": "2"}, {}, "birth.months", "antara 5 dan 10 bulan"),
        ("sk-lahir-mati", {"father.nik": ANI.nik}, {}, "father.nik", "tidak boleh sama"),
        ("belum-punya-akta-lahir", {"witness2.nik": "3529114101700001"}, {}, "witness2.nik", "orang lain"),
        ("sptjm-kelahiran", {"witness1.nik": JOKO}, {}, "witness1.nik", "sudah disebut"),
        ("sptjm-kelahiran", {"witness1.nik": BAYU["nik"]}, {}, "witness1.nik", "sudah disebut"),
        ("sptjm-suami-istri", {"relation": "SUAMI"}, {}, "relation", "tercatat perempuan"),
        ("sptjm-suami-istri", {"husband.nik": ANI.nik}, {}, "husband.nik", "tidak boleh sama"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_question(slug, said, subject, key, words):
    assert words in check(slug, said, **subject).errors.get(key, "")


@pytest.mark.parametrize(
    ("slug", "said", "subject", "words"),
    [
        ("pengantar-ktp", {"reason": "BARU"}, {"born_on": date(2010, 6, 1), "marital": "Belum kawin"}, "dapat direkam"),
        ("permohonan-kk", {"members.2.nik": BAYU["nik"]}, {}, "Pemohon tidak ada"),
        ("permohonan-kk", {}, {"marital": "Belum kawin"}, "belum kawin"),
        ("pindah-penduduk", {"who_moves": "2"}, {}, "Yang pindah 2 orang, sedangkan KK mencatat 4 jiwa"),
        ("pindah-penduduk", {}, {"family_size": 2}, "Seluruh keluarga tampaknya pindah"),
        ("pindah-penduduk", {"move_on": "19-11-2026"}, {}, "sudah lewat"),
        ("pindah-penduduk", {"move_on": "01-03-2027"}, {}, "lebih dari 100 hari"),
        ("datang-penduduk", {"skpwni.issued_on": "11-08-2026"}, {}, "lewat 100 hari"),
        ("datang-penduduk", {"arrived_on": "31-10-2026"}, {}, "lebih awal daripada SKPWNI"),
        ("sk-penduduk-sementara", {"stay.months": "13"}, {}, "lebih dari setahun"),
        ("sk-bepergian", {"leaves_on": "21-12-2026"}, {}, "habis berlaku"),
        ("sk-bepergian", dict.fromkeys(row("followers", 1, relation="")), {"born_on": date(2012, 1, 1)}, "izin orang tua"),
        ("permohonan-akta-lahir", {"child.born_on": "20-09-2026"}, {}, "lewat 60 hari"),
        ("permohonan-akta-lahir", {"child.name": "Joko Susilo"}, {}, "sama dengan nama orang tuanya"),
        ("sk-kematian", {"deceased.died_on": "20-10-2026"}, {}, "lewat 30 hari"),
        ("sk-lahir-mati", {"birth.on": "20-10-2026"}, {}, "lewat 30 hari"),
        ("sptjm-suami-istri", {"husband.born_on": "15-02-2010"}, {}, "Suami belum berumur 19 tahun"),
        ("sptjm-suami-istri", {}, {"marital": "Belum kawin"}, "tercatat belum kawin"),
    ],
)  # fmt: skip
def test_what_is_unlikely_is_a_warning(slug, said, subject, words):
    found = check(slug, said, **subject)

    assert found.is_complete
    assert any(words in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("slug", "said", "subject"),
    [
        ("pengantar-ktp", {"reason": "BARU"}, {"born_on": date(2009, 11, 20), "marital": "Belum kawin"}),
        ("pengantar-ktp", {"reason": "RUSAK"}, {"born_on": date(2011, 1, 1), "marital": "Kawin"}),
        ("perubahan-kk", {"change": "LAINNYA", "changed.1.nik": JOKO}, {}),
        ("pindah-penduduk", {"who_moves": "2"}, {"family_size": 2}),
        ("pindah-penduduk", {"move_on": "28-02-2027"}, {}),
        ("datang-penduduk", {"skpwni.issued_on": "12-08-2026"}, {}),
        ("sk-kematian", {"deceased.died_on": "21-10-2026"}, {}),
        ("sk-bepergian", {"leaves_on": "20-11-2026"}, {}),
    ],
)
def test_what_is_just_right_passes_without_a_word(slug, said, subject):
    found = check(slug, said, **subject)

    assert (found.errors, found.warnings) == ({}, [])


@pytest.mark.parametrize(
    ("slug", "said", "words"),
    [
        ("pengantar-ktp", {"reason": "BARU"}, "memperoleh KTP-el yang pertama."),
        ("pengantar-ktp", {"reason": "RUSAK"}, "karena KTP-el yang lama rusak."),
        ("pengantar-ktp", {"reason": "PERUBAHAN", "changed_data": "Alamat"}, "karena ada perubahan alamat."),
        ("permohonan-kk", {"reason": "PISAH"}, "karena berpisah dari KK Nomor 3529110101100009."),
        ("permohonan-kk", {"reason": "RUSAK"}, "karena KK Nomor 3529110101100009 rusak."),
        ("pindah-penduduk", {"distance": "2"}, "sehingga tidak memerlukan SKPWNI"),
        ("duplikat-kelahiran", {"relation": "SENDIRI", "reason": "RUSAK"}, "akta kelahiran miliknya, yaitu akta Nomor"),
        ("ktp-dalam-proses", {"recorded_on": ""}, "Menurut pengakuan yang bersangkutan, KTP-el masih diproses"),
        ("sptjm-kelahiran", {"father.stated": "TIDAK"}, "adalah benar anak seorang ibu:"),
    ],
)
def test_another_answer_prints_another_sentence(slug, said, words):
    assert words in " ".join(telling.words(made(slug, **said).blocks))


def test_who_moves_alone_has_no_table():
    alone = made("pindah-penduduk", **{"followers.1.name": "", "followers.1.nik": "", "followers.1.position": ""})

    assert "ikut pindah" not in " ".join(telling.words(alone.blocks))


def test_why_a_child_was_not_born_alive_is_never_printed():
    assert telling.told(made("sk-lahir-mati", cause="Sebab contoh")) == telling.told(made("sk-lahir-mati"))
