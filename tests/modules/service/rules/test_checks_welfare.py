"""Rules of letters for aid, health, work and enterprises: what cannot be is refused at its question, what is odd is told."""

from dataclasses import replace
from datetime import date

import pytest

from modules.service import kinds
from modules.service.rules import answers

from .samples import ANI, ANSWERS, SUBJECTS, TODAY

ANI_NIK = ANI.nik


def check(slug, changed, **who):
    subject = replace(SUBJECTS.get(slug, ANI), **who)
    return answers.validate(kinds.KINDS[slug], ANSWERS[slug] | changed, subject=subject, today=TODAY, by_officer=True)


CHILD = {"born_on": date(2011, 1, 1), "marital": "Belum kawin"}
MEMBER = {key: said for key, said in ANSWERS["sktm-kesehatan"].items() if key.startswith("member.")}
GOOD_HOUSE = {"house.roof": "BAIK", "house.floor": "BAIK", "house.walls": "BAIK"}


@pytest.mark.parametrize(
    ("slug", "changed", "who", "key", "said"),
    [
        ("sk-penghasilan", {}, CHILD, "subject", "berumur 15 tahun"),
        ("sk-penghasilan", {"income": "0"}, {}, "income", "Pilih Surat Keterangan Tidak Mampu"),
        ("sktm-sekolah", {"relation": "AYAH"}, {}, "relation", "tercatat perempuan"),
        ("sktm-sekolah", {}, {"sex": "Laki-laki"}, "relation", "tercatat laki-laki"),
        ("sktm-sekolah", {"student.nik": ANI_NIK}, {}, "student.nik", "sama dengan NIK pemohon"),
        ("sktm-sekolah", {"school.nisn": "123456789"}, {}, "school.nisn", "NISN harus 10 angka"),
        ("sktm-kesehatan", {"member.nik": ANI_NIK}, {}, "member.nik", "milik pemohon"),
        ("sktm-kesehatan", {"member.born_on": "21-11-2026"}, {}, "member.born_on", "masa depan"),
        ("rekomendasi-reaktivasi-pbi", {"card_number": "000123456789"}, {}, "card_number", "harus 13 angka"),
        ("rekomendasi-reaktivasi-pbi", {"card_number": "00012345678x0"}, {}, "card_number", "harus 13 angka"),
        ("rekomendasi-reaktivasi-pbi", {"reason": "LAIN"}, {}, "reason_other", "belum diisi"),
        ("jamkesos", {"card_number": "12345"}, {}, "card_number", "harus 13 angka"),
        ("jamkesos", {"scheme": "DAERAH", "card_number": "hilang"}, {}, "card_number", "memuat angka"),
        ("domisili-usaha", {"business.npwp": "12.345"}, {}, "business.npwp", "NPWP harus 15 atau 16 angka"),
        ("domisili-usaha", {"manager.nik": ANI_NIK}, {}, "manager.nik", "milik pemohon"),
        ("domisili-organisasi", {"in_charge": "LAIN", "chair.nik": ANI_NIK}, {}, "chair.nik", "milik pemohon"),
        ("sk-masih-hidup", {"pension_number": "tidak tahu"}, {}, "pension_number", "memuat angka"),
        ("sk-masih-hidup", {"pension_number": "123"}, {}, "pension_number", "paling sedikit 5"),
        ("sk-tanggungan", {"dependants.2.nik": "3529110803120001"}, {}, "dependants.2.nik", "sudah ada"),
        ("sk-tanggungan", {"dependants.1.nik": ANI_NIK}, {}, "dependants.1.nik", "tanggungannya sendiri"),
        ("sk-tanggungan", {"dependants.1.born_on": "21-11-2026"}, {}, "dependants.1.born_on", "masa depan"),
        ("sk-tanggungan", {"dependants.1.born_on": "01-01-1990"}, {}, "dependants.1.born_on", "jauh lebih muda"),
        ("izin-orangtua-pmi", {}, {"born_on": date(2009, 1, 1)}, "subject", "18 tahun ke atas"),
        ("izin-orangtua-pmi", {"giver.nik": ANI_NIK}, {}, "giver.nik", "orang lain"),
        ("izin-orangtua-pmi", {"giver_relation": "ISTRI"}, {}, "giver_relation", "tercatat perempuan"),
        ("izin-orangtua-pmi", {}, {"marital": "Belum kawin"}, "giver_relation", "tercatat belum kawin"),
        ("izin-orangtua-pmi", {}, {"marital": "Cerai mati"}, "giver_relation", "orang tua atau wali"),
        ("izin-orangtua-pmi", {"giver_relation": "AYAH"}, {}, "giver.born_on", "jauh lebih tua"),
        ("izin-orangtua-pmi", {"giver.born_on": "01-01-2012"}, {}, "giver.born_on", "belum dewasa"),
        ("izin-orangtua-pmi", {"country": "indonesia"}, {}, "country", "luar Indonesia"),
        ("izin-orangtua-pmi", {"years": "6"}, {}, "years", "antara 1 dan 5 tahun"),
        ("belum-punya-rumah", {}, CHILD, "subject", "belum wajib KTP"),
        ("sk-disabilitas", {"variety_named": "fisik saja"}, {}, "variety_named", "dua atau lebih"),
        ("sk-disabilitas", {"variety_named": "fisik dan fisik"}, {}, "variety_named", "dua atau lebih"),
        ("sk-rtlh", GOOD_HOUSE, {}, "house.roof", "layak huni"),
        ("sk-bencana", {"disaster.day": "21-11-2026"}, {}, "disaster.day", "masa depan"),
        ("sk-bencana", {"disaster.day": "01-01-1980"}, {}, "disaster.day", "sebelum pemohon lahir"),
        ("rekomendasi-bbm", {"volume": "60"}, {}, "volume", "semua alat 65 liter"),
        ("rekomendasi-umum", {"recipient": "Yth. Kepala Dinas Sosial"}, {}, "recipient", "sudah tercetak"),
        ("beda-identitas-kis", {"card_name": "ANI  LESTARI"}, {}, "card_name", "tidak diperlukan"),
        ("usulan-dtsen", {"meeting.day": "21-11-2026"}, {}, "meeting.day", "belum berlangsung"),
        ("usulan-dtsen", {"proposals.2.nik": "3529114507550001"}, {}, "proposals.2.nik", "sudah ada"),
        ("usulan-dtsen", {"proposals.1.kk": "3529114507550001"}, {}, "proposals.1.kk", "tidak mungkin sama"),
        ("usulan-dtsen", {"proposals.1.kk": "35291145"}, {}, "proposals.1.kk", "Nomor KK harus 16 angka"),
    ],
)
def test_what_cannot_be_is_refused_at_its_question(slug, changed, who, key, said):
    assert said in check(slug, changed, **who).errors.get(key, "")


@pytest.mark.parametrize(
    ("slug", "changed", "who", "said"),
    [
        ("sk-penghasilan", {}, {"occupation": "Mengurus rumah tangga"}, "mengurus rumah tangga"),
        ("sk-penghasilan", {"purpose": "Kredit, beasiswa"}, {}, "lebih dari satu"),
        ("sk-masih-hidup", {}, {"born_on": date(1990, 6, 15)}, "janda, duda, atau anak"),
        ("sk-tanggungan", {}, {"family_size": 2}, "KK mencatat 2 jiwa"),
        ("sk-tanggungan", {"dependants.1.born_on": "01-01-2000"}, {"born_on": date(1970, 1, 1)}, "berumur 26 tahun"),
        ("izin-orangtua-pmi", {"giver_relation": "WALI"}, {}, "dari suami atau istri"),
        ("sk-rtlh", GOOD_HOUSE | {"house.area": "20"}, {}, "terlalu sempit"),
        ("sk-rtlh", {"house.land": "SEWA"}, {}, "tanah sendiri"),
        ("sk-bencana", {"disaster.day": "01-11-2025"}, {}, "lebih dari setahun"),
        ("rekomendasi-bbm", {"tools.1.litres": "975", "volume": "1000", "period": "HARI"}, {}, "200 liter sehari"),
    ],
)
def test_what_is_only_odd_is_a_warning(slug, changed, who, said):
    found = check(slug, changed, **who)

    assert found.errors == {}
    assert any(said in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("slug", "changed", "who"),
    [
        ("sk-penghasilan", {}, CHILD | {"marital": "Kawin"}),
        ("sk-penghasilan", {}, {"born_on": date(2009, 11, 20), "marital": "Belum kawin"}),
        ("sktm-sekolah", {"relation": "WALI"}, {"sex": "Laki-laki"}),
        ("sktm-kesehatan", {"for_whom": "SENDIRI"}, {}),
        ("jamkesos", {"scheme": "DAERAH", "card_number": "JKS-2026/0012"}, {}),
        ("domisili-usaha", {"business.npwp": "0123456789012345"}, {}),
        ("sk-masih-hidup", {"pension_number": "C-12345/89"}, {}),
        ("izin-orangtua-pmi", {"giver_relation": "IBU", "giver.born_on": "01-01-1960"}, {"marital": "Belum kawin"}),
        ("sk-rtlh", GOOD_HOUSE | {"house.roof": "RINGAN"}, {}),
        ("sk-disabilitas", {"variety": "FISIK"}, {}),
        ("rekomendasi-bbm", {"tools.2.litres": "30", "volume": "70"}, {}),
        ("beda-identitas-kis", {"for_whom": "KELUARGA", "card_name": "Ani Lestari"} | MEMBER, {}),
    ],
)
def test_what_may_be_is_neither_refused_nor_told(slug, changed, who):
    found = check(slug, changed, **who)

    assert (found.errors, found.warnings) == ({}, [])
