"""The very words of each kind of letter; a changed sentence must be changed here on purpose."""

from dataclasses import replace

import pytest

from modules.service import kinds
from modules.service.rules import answers, paper
from papers.layout import Identities, Paragraph

from .samples import ANI, ANSWERS, ISSUER, SIGNING, TODAY

PERSON = [
    "Nama: ANI LESTARI",
    "NIK: 3529115506850003",
    "Tempat, tanggal lahir: Sumenep, 15 Juni 1985",
    "Jenis kelamin: Perempuan",
    "Agama: Islam",
    "Status perkawinan: Kawin",
    "Pekerjaan: Pedagang",
    "Kewarganegaraan: WNI",
    "Alamat: Dusun Asam Daja RT 001/RW 002",
]
OPENING = "Yang bertanda tangan di bawah ini Kepala Desa Pragaan Laok, Kecamatan Pragaan, Kabupaten Sumenep,"
GOLDEN = {
    "sk-usaha": [
        f"{OPENING} menerangkan bahwa:",
        *PERSON,
        "Orang tersebut benar warga Desa Pragaan Laok dan menjalankan usaha sebagai berikut:",
        "Nama usaha: Berkah",
        "Jenis usaha: Warung kelontong",
        "Alamat usaha: Dusun Asam Daja RT 001/RW 002",
        "Sejak tahun: 2019",
        "Surat keterangan ini dipergunakan untuk pengajuan KUR dan berlaku sampai dengan 20 Desember 2026.",
    ],
    "sktm-umum": [
        f"{OPENING} menerangkan bahwa:",
        *PERSON,
        "Orang tersebut benar warga Desa Pragaan Laok. Menurut pengakuan yang bersangkutan, penghasilannya sekitar Rp900.000 "
        "sebulan dengan tanggungan 3 orang, dan sepanjang pengetahuan kami keluarganya tergolong tidak mampu.",
        "Surat keterangan ini dipergunakan hanya untuk keringanan biaya pendidikan dan berlaku sampai dengan 20 Desember 2026.",
    ],
    "sk-domisili": [
        f"{OPENING} menerangkan bahwa:",
        *PERSON,
        "Orang tersebut benar penduduk Desa Pragaan Laok dan bertempat tinggal di Dusun Asam Daja RT 001/RW 002 sejak 1 Februari 2010.",
        "Surat keterangan ini dipergunakan untuk melamar pekerjaan, berlaku sampai dengan 20 Desember 2026, dan tidak mengubah data "
        "pada KTP-el maupun Kartu Keluarga.",
    ],
    "pengantar-skck": [
        f"{OPENING} memberikan pengantar kepada:",
        *PERSON,
        "Orang tersebut benar warga Desa Pragaan Laok dan bermaksud mengurus Surat Keterangan Catatan Kepolisian (SKCK) di "
        "Polsek Pragaan untuk melamar pekerjaan.",
        "Surat pengantar ini tidak menerangkan ada atau tidaknya catatan kepolisian, dan berlaku sampai dengan 20 Desember 2026.",
    ],
    "sk-kelahiran": [
        f"{OPENING} menerangkan bahwa pada Rabu, 18 November 2026 pukul 04.30 WIB telah lahir seorang anak:",
        "Nama: BAYU PRATAMA",
        "Jenis kelamin: Laki-laki",
        "Tempat dilahirkan: Klinik Harapan, Sumenep",
        "Jenis kelahiran: Tunggal, anak ke-2",
        "Penolong: Bidan/perawat",
        "Berat dan panjang: 3.100 gram, 49 cm",
        "dari seorang ibu:",
        "Nama: ANI LESTARI",
        "NIK: 3529115506850003",
        "Tempat, tanggal lahir: Sumenep, 15 Juni 1985",
        "Pekerjaan: Pedagang",
        "Alamat: Dusun Asam Daja RT 001/RW 002",
        "dan seorang ayah:",
        "Nama: JOKO SUSILO",
        "NIK: 3529111502830002",
        "Tempat, tanggal lahir: Sumenep, 15 Februari 1983",
        "Pekerjaan: Petani/pekebun",
        "Alamat: Dusun Asam Daja RT 001/RW 002",
        "Kelahiran ini dilaporkan oleh ANI LESTARI, NIK 3529115506850003, Dusun Asam Daja RT 001/RW 002 (hubungan dengan anak: ibu), "
        "dengan saksi WATI SURYANI, NIK 3529114101700001, Dusun Asam Laok RT 002/RW 001, dan RUDI HARTONO, NIK 3529110101720001, "
        "Dusun Asam Laok RT 002/RW 001.",
    ],
}


def lines(slug, subject=ANI, signing=SIGNING, **changed):
    kind = kinds.KINDS[slug]
    said = ANSWERS[slug] | changed
    checked = answers.validate(kind, said, subject=subject, today=TODAY, by_officer=True)
    made = paper.letter_paper(kind, checked.answers, subject=subject, issuer=ISSUER, signing=signing)
    found = []
    for block in made.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Identities):
            found += [f"{row.label}: {row.value}" for row in block.rows]
    return found


def test_every_kind_has_its_golden_text():
    assert GOLDEN.keys() == kinds.KINDS.keys()


@pytest.mark.parametrize("slug", GOLDEN)
def test_the_words_of_a_letter(slug):
    assert lines(slug) == GOLDEN[slug]


def test_the_welfare_decile_is_never_printed():
    assert lines("sktm-umum") == lines("sktm-umum", decile="9")
    assert "esil" not in " ".join(lines("sktm-umum"))


def test_an_unstated_father_is_not_printed():
    text = " ".join(lines("sk-kelahiran", **{"father.stated": "TIDAK"}))

    assert "ayah" not in text.replace("hubungan dengan anak: ibu", "")


def test_an_outsider_is_not_called_a_resident():
    text = " ".join(lines("sk-domisili", subject=replace(ANI, is_resident=False)))

    assert "benar penduduk" not in text
    assert "bertempat tinggal sementara" in text


def test_a_preview_shows_dots_only_for_what_must_still_be_said():
    preview = replace(SIGNING, verification=None, number="")

    text = " ".join(lines("sk-usaha", signing=preview, business_kind="", business_name=""))

    assert f"Jenis usaha: {paper.BLANK}" in text
    assert "Nama usaha" not in text


def test_nothing_of_a_place_is_ever_left_in_the_text():
    for slug in GOLDEN:
        assert not [line for line in lines(slug) if "{" in line or "}" in line]


def test_what_looks_like_a_place_in_an_answer_stays_as_typed():
    text = " ".join(lines("sk-usaha", business_kind="{subject.nik} {office.head}"))

    assert "Jenis usaha: {subject.nik} {office.head}" in text
