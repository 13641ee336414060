"""The very words of each kind of letter (`letters/<slug>.txt`); a changed sentence must be changed there on purpose."""

from dataclasses import replace

import pytest

from modules.service import kinds
from modules.service.rules import answers, paper

from . import samples, telling
from .samples import ANI, ANSWERS, LETTERS, SIGNING, SLUGS, SUBJECTS, TODAY, made


def lines(slug, **how):
    return list(telling.words(made(slug, **how).blocks))


def test_every_kind_has_a_sample_and_its_golden_words():
    texts = sorted(path.stem for path in LETTERS.glob("*.txt"))

    assert SLUGS == texts == sorted(kinds.KINDS)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_answers_of_a_sample_are_whole(slug):
    subject = SUBJECTS.get(slug, ANI)
    checked = answers.validate(kinds.KINDS[slug], ANSWERS[slug], subject=subject, today=TODAY, by_officer=True)

    assert checked.errors == {}
    assert set(checked.answers) == set(ANSWERS[slug]), "an answer to a question nobody asks"


@pytest.mark.parametrize("slug", SLUGS)
def test_the_words_of_a_letter(slug):
    assert telling.told(made(slug)) == (LETTERS / f"{slug}.txt").read_text(encoding="utf-8")


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
    for slug in SLUGS:
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


def test_two_parties_sign_under_what_each_of_them_is():
    found = made("surat-kuasa")

    assert [(signer.name, signer.role) for signer in found.signers] == [
        ("Ani Lestari", "Pemberi kuasa"),
        ("Joko Susilo", "Penerima kuasa"),
    ]


def test_a_letter_to_the_police_says_whom_it_goes_to():
    assert made("pengantar-kehilangan").address.to == ("Kepala Polsek Pragaan", "di", "Tempat")


def test_a_letter_without_an_end_prints_none():
    endless = replace(kinds.KINDS["ahli-waris"], validity_days=0)

    assert paper.valid_until(endless, TODAY) == paper.NO_END


def test_a_city_is_not_called_a_kabupaten(monkeypatch):
    in_a_city = replace(samples.ISSUER, letterhead=replace(samples.ISSUER.letterhead, regency="Kota Contoh"))
    monkeypatch.setattr(samples, "ISSUER", in_a_city)

    assert "Kota Contoh" in made("pengantar-ktp").address.to
    assert not any("{office.regency}" in kind.text and "Kabupaten {" in kind.text for kind in kinds.KINDS.values())
