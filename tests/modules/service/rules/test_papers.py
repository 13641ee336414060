"""The very words of each kind of letter; a changed sentence must be changed here on purpose."""

from dataclasses import replace

import pytest

from modules.service import kinds
from modules.service.rules import answers, paper
from papers.layout import Identities, Paragraph, Points, Table

from .samples import ANI, ANSWERS, ISSUER, SIGNING, SUBJECTS, TODAY

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
TRUE = "Demikian surat {} ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
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
    "belum-menikah": [
        f"{OPENING} menerangkan bahwa:",
        *PERSON[:2],
        "Tempat, tanggal lahir: Sumenep, 15 Juni 2008",
        *PERSON[3:5],
        "Status perkawinan: Belum kawin",
        *PERSON[6:],
        "Orang tersebut benar warga Desa Pragaan Laok. Menurut catatan kependudukan, surat pernyataan yang bersangkutan, dan sepanjang "
        "pengetahuan kami, sampai dengan 20 November 2026 yang bersangkutan belum pernah menikah.",
        "Surat ini bukan izin menikah. Yang bersangkutan berumur 18 (delapan belas) tahun, di bawah batas umur menikah 19 (sembilan "
        "belas) tahun.",
        "Surat keterangan ini dipergunakan untuk melamar pekerjaan dan berlaku sampai dengan 20 Desember 2026.",
    ],
    "pengantar-kehilangan": [
        "Bersama surat ini kami hadapkan warga Desa Pragaan Laok:",
        *PERSON,
        "untuk melaporkan kehilangan pada Rabu, 18 November 2026 di jalan menuju Pasar Pragaan atas:",
        "No. | Barang atau surat | Keterangan",
        "1 | STNK sepeda motor | Nomor polisi M 1234 XX",
        "2 | Dompet cokelat | ",
        "Surat pengantar ini dibuat menurut pengakuan yang bersangkutan, bukan bukti kehilangan, dan berlaku sampai dengan "
        "20 Desember 2026.",
    ],
    "ahli-waris": [
        "Kami yang bertanda tangan di bawah ini menyatakan dengan sesungguhnya bahwa kami adalah semua ahli waris dari:",
        "Nama: HASAN BASRI",
        "NIK: 3529110101500001",
        "Tempat, tanggal lahir: Sumenep, 1 Januari 1950",
        "Alamat: Dusun Asam Daja RT 001/RW 002",
        "yang meninggal dunia pada Minggu, 1 November 2026 di rumah sendiri, menurut Akta Kematian Nomor 3529-KM-03112026-0001. "
        "Para ahli waris itu adalah:",
        "No. | Nama | NIK | Tempat, tanggal lahir | Hubungan | Alamat",
        "1 | ANI LESTARI | 3529115506850003 | Sumenep, 15 Juni 1985 | anak | Dusun Asam Daja RT 001/RW 002",
        "2 | JOKO SUSILO | 3529111502830002 | Sumenep, 15 Februari 1983 | anak | Dusun Asam Daja RT 001/RW 002",
        "Selanjutnya kami menyatakan bahwa:",
        "tidak ada ahli waris lain selain yang tersebut di atas;",
        "pernyataan ini dibuat tanpa paksaan dan tidak menetapkan bagian masing-masing; dan",
        "bila kelak ternyata tidak benar, kami bersedia bertanggung jawab menurut hukum.",
        "Pernyataan ini dibuat untuk mengurus tabungan di bank.",
    ],
}
#: The last paragraph, which stays with the signature.
CLOSINGS = {
    "sk-usaha": TRUE.format("keterangan"),
    "sktm-umum": TRUE.format("keterangan"),
    "sk-domisili": TRUE.format("keterangan"),
    "belum-menikah": TRUE.format("keterangan"),
    "sk-kelahiran": TRUE.format("keterangan"),
    "pengantar-skck": "Demikian surat pengantar ini dibuat untuk dipergunakan sebagaimana mestinya.",
    "pengantar-kehilangan": "Demikian disampaikan. Atas bantuan dan kerja sama Saudara, kami ucapkan terima kasih.",
    "ahli-waris": "Demikian surat pernyataan ini kami buat dengan sebenarnya di hadapan dua orang saksi.",
}


def made(slug, subject=None, signing=SIGNING, **changed):
    kind = kinds.KINDS[slug]
    subject = subject or SUBJECTS.get(slug, ANI)
    checked = answers.validate(kind, ANSWERS[slug] | changed, subject=subject, today=TODAY, by_officer=True)
    return paper.letter_paper(kind, checked.answers, subject=subject, issuer=ISSUER, signing=signing)


def lines(slug, **how):
    found = []
    for block in made(slug, **how).blocks:
        match block:
            case Paragraph():
                found.append(block.text)
            case Identities():
                found += [f"{row.label}: {row.value}" for row in block.rows]
            case Points():
                found += block.items
            case Table():
                found += [" | ".join(row) for row in (block.columns, *block.rows)]
    return found


def test_every_kind_has_its_golden_text():
    assert GOLDEN.keys() == CLOSINGS.keys() == kinds.KINDS.keys()


@pytest.mark.parametrize("slug", CLOSINGS)
def test_the_answers_of_a_sample_are_whole_and_its_paper_closes_rightly(slug):
    subject = SUBJECTS.get(slug, ANI)
    checked = answers.validate(kinds.KINDS[slug], ANSWERS[slug], subject=subject, today=TODAY, by_officer=True)

    assert checked.errors == {}
    assert made(slug).closing == CLOSINGS[slug]


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


def test_heirs_sign_before_witnesses_and_the_camat_takes_note():
    found = made("ahli-waris")

    assert [signer.name for signer in found.signers] == ["Ani Lestari", "Joko Susilo"]
    assert [witness.name for witness in found.witnesses] == ["WATI SURYANI", "RUDI HARTONO"]
    assert found.acknowledgement.post == "Camat Pragaan"
    assert found.needs_duty_stamp
    assert not found.has_letterhead


def test_a_letter_to_the_police_says_whom_it_goes_to():
    assert made("pengantar-kehilangan").address.to == ("Kepala Polsek Pragaan", "di", "Tempat")


def test_a_letter_without_an_end_prints_none():
    endless = replace(kinds.KINDS["ahli-waris"], validity_days=0)

    assert paper.valid_until(endless, TODAY) == paper.NO_END
