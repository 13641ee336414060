"""The other half of letters for aid, health, work and enterprises: what their golden words do not show."""

from dataclasses import replace

import pytest

from modules.service import kinds

from . import telling
from .samples import ANI, ANSWERS, made

MEMBER = {key: said for key, said in ANSWERS["sktm-kesehatan"].items() if key.startswith("member.")}
CHAIR = {key.replace("manager", "chair"): said for key, said in ANSWERS["domisili-usaha"].items() if "manager" in key}
SINGLE = replace(ANI, marital="Belum kawin")


@pytest.mark.parametrize(
    ("slug", "changed", "subject", "said", "unsaid"),
    [
        ("sktm-kesehatan", {"for_whom": "SENDIRI"}, ANI, "Yang bersangkutan memerlukan", "BAYU"),
        ("rekomendasi-reaktivasi-pbi", {"for_whom": "SENDIRI"}, ANI, "kepesertaannya", "BAYU"),
        ("jamkesos", {"for_whom": "KELUARGA"} | MEMBER, ANI, "Anggota keluarganya: Nama: BAYU PRATAMA", "…"),
        ("sk-disabilitas", {"for_whom": "SENDIRI"}, ANI, "Nama: ANI LESTARI", "BAYU"),
        ("sk-disabilitas", {"doctor_letter": ""}, ANI, "menurut pengakuan pemohon", "okter"),
        ("sk-disabilitas", {"variety": "FISIK"}, ANI, "penyandang disabilitas fisik.", "("),
        ("beda-identitas-kis", {"for_whom": "KELUARGA"} | MEMBER, ANI, "KK: BAYU PRATAMA", "KK: ANI"),
        ("domisili-usaha", {"in_charge": "SENDIRI", "business.npwp": ""}, ANI, "Agama: Islam", "NPWP"),
        ("domisili-organisasi", {"in_charge": "LAIN"} | CHAIR, ANI, "dimohonkan oleh ANI LESTARI", "Agama"),
        ("izin-orangtua-pmi", {"p3mi": ""}, ANI, "tanpa melalui Perusahaan", "PT Contoh"),
        ("belum-punya-rumah", {}, SINGLE, "yang bersangkutan belum memiliki rumah", "pasangannya"),
        ("rekomendasi-umum", {"on_behalf": ""}, ANI, "mengajukan permohonan bantuan", "atas nama"),
        ("sk-bencana", {"disaster.worth": ""}, ANI, "habis terbakar", "Perkiraan nilai"),
        ("sktm-sekolah", {"school.nisn": ""}, ANI, "Tingkat: Kelas 8", "NISN"),
    ],
)
def test_the_other_branch_of_a_letter(slug, changed, subject, said, unsaid):
    text = " ".join(telling.words(made(slug, subject, **changed).blocks))

    assert said in text
    assert unsaid not in text


def test_no_letter_of_health_asks_for_an_illness():
    for slug in ("sktm-kesehatan", "rekomendasi-reaktivasi-pbi", "jamkesos", "sk-disabilitas", "beda-identitas-kis"):
        labels = " ".join(field.label for field in kinds.KINDS[slug].fields).casefold()

        assert not [word for word in ("diagnos", "penyakit", "sakit apa", "keluhan") if word in labels]


def test_the_family_signs_over_a_duty_stamp_and_the_head_takes_note():
    found = made("izin-orangtua-pmi")

    assert [signer.name for signer in found.signers] == ["Joko Susilo"]
    assert found.needs_duty_stamp
    assert found.signature.head.title == "Kepala Desa Pragaan Laok"
