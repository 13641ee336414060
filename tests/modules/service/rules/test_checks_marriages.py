"""What the letters of a marriage, of its end and of a burial refuse, and what they only warn of."""

from dataclasses import replace
from datetime import date

import pytest

from modules.service import kinds
from modules.service.rules import answers
from modules.service.rules.checks import CHECKS, marriages, partings

from .samples import ANI, ANSWERS, SUBJECTS, TODAY


def problems(name, slug, subject, changed):
    """What one check alone says of a sample with some answers changed; an answer of None is left out."""
    who = replace(SUBJECTS.get(slug, ANI), **subject)
    typed = {key: value for key, value in (ANSWERS[slug] | changed).items() if value is not None}
    checked = answers.validate(kinds.KINDS[slug], typed, subject=who, today=TODAY, by_officer=True)
    return list(CHECKS[name](checked.answers, who, TODAY))


MAN = {"sex": "Laki-laki"}
MARRIED, SINGLE = {"marital": "Kawin"}, {"marital": "Belum kawin"}
#: Today is Friday 20 November 2026; the letter holds until 20 December.
NINETEEN_SOON, NINETEEN_LATE = date(2007, 12, 20), date(2007, 12, 21)
_YOUNG_FATHER = {"relation": "AYAH", "guardian.born_on": "01-01-1990"}

REFUSED = [
    ("applicant_can_be_who_they_say", "nikah-n2", MAN, {}, "role", "tercatat laki-laki"),
    ("applicant_can_be_who_they_say", "nikah-n5", {}, {"role": "AYAH"}, "role", "tercatat perempuan"),
    ("they_are_different_people", "nikah-n2", {}, {"groom.nik": ANI.nik}, "groom.nik", "sudah dipakai"),
    ("they_are_different_people", "sk-gaib", {}, {"witness2.nik": "3529114101700001"}, "witness2.nik", "sudah dipakai"),
    ("is_muslim", "nikah-n1", {"religion": "Kristen"}, {}, "subject", "beragama Kristen"),
    ("is_muslim", "nikah-n4", {}, {"groom.religion": "Hindu"}, "groom.religion", "keduanya beragama Islam"),
    ("is_not_muslim", "nikah-non-muslim", {"religion": "Islam"}, {}, "subject", "N1"),
    ("is_not_muslim", "nikah-non-muslim", {}, {"groom.religion": "islam"}, "groom.religion", "tidak beragama Islam"),
    ("may_marry_at_that_age", "nikah-n1", {"born_on": NINETEEN_LATE}, {}, "dispensation", "berumur 18 tahun"),
    ("may_marry_at_that_age", "nikah-n2", {}, {"groom.born_on": "13-12-2007"}, "dispensation", "Calon suami"),
    ("is_free_to_marry", "nikah-n4", MARRIED, {}, "subject", "tercatat kawin"),
    ("is_free_to_marry", "nikah-non-muslim", MARRIED, {}, "subject", "tercatat kawin"),
    ("status_is_that_of_the_register", "nikah-n1", {}, {"status": "DUDA"}, "status", "tercatat perempuan"),
    ("status_is_that_of_the_register", "nikah-n1", {}, {"status": "PERAWAN"}, "status", "tercatat cerai mati"),
    ("status_is_that_of_the_register", "nikah-n1", SINGLE, {}, "status", "tercatat belum kawin"),
    ("wedding_is_ahead", "nikah-n2", {}, {"wedding.day": "19-11-2026"}, "wedding.day", "sudah lewat"),
    ("wedding_is_too_near_for_the_usual_way", "dispensasi-nikah", {}, {"wedding.day": "04-12-2026"}, "wedding.day", "tidak diperlukan"),
    ("wedding_is_too_near_for_the_usual_way", "dispensasi-nikah", {}, {"wedding.day": "31-12-9999"}, "wedding.day", "tidak diperlukan"),
    ("wedding_is_too_near_for_the_usual_way", "dispensasi-nikah", {}, {"wedding.day": "19-11-2026"}, "wedding.day", "sudah lewat"),
    ("child_needs_consent", "nikah-n5", {"born_on": date(2005, 11, 20)}, {}, "role", "Umurnya 21 tahun"),
    ("parents_are_older", "nikah-n5", {}, {"father.born_on": "01-01-2000"}, "father.born_on", "jauh lebih tua"),
    ("parents_are_older", "nikah-n1", {}, {"mother.born_on": "01-01-1980"}, "mother.born_on", "jauh lebih tua"),
    ("somebody_gives_consent", "nikah-n5", {}, {"father.stated": "TIDAK", "mother.stated": "TIDAK"}, "guardian.stated", "Belum ada"),
    ("somebody_gives_consent", "nikah-n5", {}, {"guardian.stated": "YA", "guardian.name": "Umar"}, "guardian.stated", "hanya bila"),
    ("guardian_can_be_guardian", "wali-nikah", {}, {"guardian.religion": "Hindu"}, "guardian.religion", "harus beragama Islam"),
    ("guardian_can_be_guardian", "wali-nikah", {}, _YOUNG_FATHER, "guardian.born_on", "jauh lebih tua"),
    ("is_a_bride", "wali-hakim", MAN, {}, "subject", "tercatat laki-laki"),
    ("is_no_longer_married", "duda-janda", MARRIED, {}, "subject", "tercatat kawin"),
    ("is_no_longer_married", "duda-janda", {}, {"cause": "CERAI_HIDUP"}, "cause", "tercatat cerai mati"),
    ("ended_before_today", "duda-janda", {}, {"since_day": "21-11-2026"}, "since_day", "masa depan"),
    ("ended_before_today", "duda-janda", {}, {"since_day": "01-01-1990"}, "since_day", "terlalu dekat"),
    ("is_married", "sudah-menikah", SINGLE, {}, "subject", "tercatat belum kawin"),
    ("is_married", "permohonan-cerai", {"marital": "Cerai hidup"}, {}, "subject", "tercatat cerai hidup"),
    ("was_married", "duplikat-nikah", SINGLE, {}, "subject", "tercatat belum kawin"),
    ("may_return_or_part", "rujuk-cerai", {"marital": "Cerai mati"}, {}, "subject", "tercatat cerai mati"),
    ("may_return_or_part", "rujuk-cerai", {"religion": "Hindu"}, {}, "purpose", "beragama Islam"),
    ("may_return_or_part", "rujuk-cerai", {}, {"purpose": "CERAI"}, "purpose", "Pilih rujuk"),
    ("wedding_was_before_today", "sudah-menikah", {}, {"wedding.day": "21-11-2026"}, "wedding.day", "masa depan"),
    ("wedding_was_before_today", "duplikat-nikah", {}, {"wedding.day": "10-07-1990"}, "wedding.day", "terlalu dekat"),
    ("spouse_died_before_today", "nikah-n6", {}, {"deceased.died_on": "21-11-2026"}, "deceased.died_on", "masa depan"),
    ("spouse_died_before_today", "nikah-n6", {}, {"deceased.born_on": "01-01-2020"}, "deceased.died_on", "terlalu dekat"),
    ("spouse_died_before_today", "nikah-n6", SINGLE, {}, "subject", "tercatat belum kawin"),
    ("spouse_left_before_today", "sk-gaib", {}, {"left_on": "21-11-2026"}, "left_on", "masa depan"),
    ("spouse_left_before_today", "sk-gaib", {}, {"left_on": "01-01-1980"}, "left_on", "sebelum pasangan lahir"),
    ("burial_follows_death", "sk-pemakaman", {}, {"deceased.died_on": "21-11-2026"}, "deceased.died_on", "masa depan"),
    ("burial_follows_death", "sk-pemakaman", {}, {"buried_on": "21-11-2026"}, "buried_on", "masa depan"),
    ("burial_follows_death", "sk-pemakaman", {}, {"buried_on": "31-10-2026"}, "buried_on", "sebelum tanggal meninggal"),
]  # fmt: skip

WARNED = [
    ("young_ones_bring_consent", "nikah-n1", {"born_on": date(2006, 6, 15)}, {}, "izin orang tua"),
    ("partner_is_old_enough", "nikah-n1", {}, {"partner.born_on": "21-12-2007"}, "belum 19 tahun"),
    ("is_free_to_marry", "pergi-kawin", MAN | MARRIED, {}, "izin beristri lagi"),
    ("is_free_to_marry", "nikah-n4", {"marital": ""}, {}, "belum tercatat"),
    ("status_is_that_of_the_register", "nikah-n1", {"marital": ""}, {}, "belum tercatat"),
    ("wedding_is_ahead", "nikah-n2", {}, {"wedding.day": "03-12-2026"}, "dispensasi camat"),
    ("wedding_is_reported_in_time", "nikah-non-muslim", {}, {"wedding.day": "20-09-2026"}, "lewat 60 hari"),
    ("child_needs_consent", "nikah-n5", {"born_on": NINETEEN_LATE}, {}, "dispensasi pengadilan"),
    ("guardian_can_be_guardian", "wali-nikah", {}, {"guardian.born_on": "01-01-2010"}, "sudah balig"),
    ("is_no_longer_married", "duda-janda", {"marital": ""}, {}, "belum tercatat"),
    ("is_married", "sk-gaib", {"marital": ""}, {}, "belum tercatat"),
    ("may_return_or_part", "rujuk-cerai", {}, {}, "masa idah"),
    ("spouse_died_before_today", "nikah-n6", MARRIED, {}, "masih tercatat kawin"),
    ("court_is_that_of_the_religion", "permohonan-cerai", {"religion": "Hindu"}, {}, "Pengadilan Negeri"),
    ("court_is_that_of_the_religion", "permohonan-cerai", {}, {"court": "Pengadilan Negeri Sumenep"}, "Pengadilan Agama"),
    ("spouse_left_before_today", "sk-gaib", {}, {"left_on": "21-11-2024"}, "belum 2 tahun"),
    ("burial_follows_death", "sk-pemakaman", {}, {"buried_on": "10-11-2026"}, "9 hari setelah"),
    ("burial_follows_death", "sk-pemakaman", {}, {"deceased.name": "ani lestari"}, "sama dengan nama pemohon"),
]  # fmt: skip

ACCEPTED = [
    ("applicant_can_be_who_they_say", "nikah-n2", {}, {}),
    ("they_are_different_people", "sk-gaib", {}, {}),
    ("is_muslim", "nikah-n5", {"religion": "Hindu", "sex": "Perempuan"}, {"role": "IBU"}),
    ("is_not_muslim", "nikah-non-muslim", {}, {}),
    ("may_marry_at_that_age", "nikah-n1", {"born_on": NINETEEN_SOON}, {}),
    ("may_marry_at_that_age", "nikah-n2", {}, {"groom.born_on": "12-12-2007"}),
    ("may_marry_at_that_age", "nikah-n1", {"born_on": NINETEEN_LATE}, {"dispensation": "Penetapan Nomor 1/2026"}),
    ("young_ones_bring_consent", "nikah-n1", {"born_on": date(2005, 12, 20)}, {}),
    ("partner_is_old_enough", "nikah-n1", {}, {"partner.born_on": "20-12-2007"}),
    ("is_free_to_marry", "nikah-non-muslim", MARRIED, {"wedding.day": "01-11-2026"}),
    ("status_is_that_of_the_register", "nikah-n1", MAN | MARRIED, {"status": "BERISTRI", "wife_number": "2"}),
    ("wedding_is_ahead", "nikah-n2", {}, {"wedding.day": "04-12-2026"}),
    ("wedding_is_too_near_for_the_usual_way", "dispensasi-nikah", {}, {"wedding.day": "03-12-2026"}),
    ("wedding_is_reported_in_time", "nikah-non-muslim", {}, {"wedding.day": "21-09-2026"}),
    ("child_needs_consent", "nikah-n5", {"born_on": date(2005, 11, 21)}, {}),
    ("parents_are_older", "nikah-n1", {}, {}),
    ("somebody_gives_consent", "nikah-n5", {}, {"father.stated": "TIDAK"}),
    ("guardian_can_be_guardian", "wali-nikah", {}, {"relation": "AYAH"}),
    ("is_a_bride", "wali-hakim", {}, {}),
    ("is_no_longer_married", "duda-janda", {"marital": "Cerai hidup"}, {"cause": "CERAI_HIDUP"}),
    ("ended_before_today", "duda-janda", {}, {"since_day": "20-11-2026"}),
    ("is_married", "sudah-menikah", {}, {}),
    ("was_married", "duplikat-nikah", {"marital": "Cerai mati"}, {}),
    ("may_return_or_part", "rujuk-cerai", MARRIED, {"purpose": "CERAI"}),
    ("wedding_was_before_today", "sudah-menikah", {}, {"wedding.day": "20-11-2026"}),
    ("spouse_died_before_today", "nikah-n6", {}, {"deceased.died_on": "20-11-2026"}),
    ("court_is_that_of_the_religion", "permohonan-cerai", {"religion": "Hindu"}, {"court": "Pengadilan Negeri Sumenep"}),
    ("spouse_left_before_today", "sk-gaib", {}, {"left_on": "20-11-2024"}),
    ("burial_follows_death", "sk-pemakaman", {}, {"buried_on": "08-11-2026"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "slug", "subject", "changed", "field", "said"), REFUSED)
def test_what_cannot_be_is_refused_at_its_question(name, slug, subject, changed, field, said):
    found = {problem.field: problem.text for problem in problems(name, slug, subject, changed)}

    assert said in found.get(field, "")


@pytest.mark.parametrize(("name", "slug", "subject", "changed", "said"), WARNED)
def test_what_is_unlikely_only_warns(name, slug, subject, changed, said):
    found = problems(name, slug, subject, changed)

    assert [problem.field for problem in found] == [None]
    assert said in found[0].text


@pytest.mark.parametrize(("name", "slug", "subject", "changed"), ACCEPTED)
def test_what_may_be_is_accepted(name, slug, subject, changed):
    assert problems(name, slug, subject, changed) == []


def test_every_rule_has_a_case_that_passes_and_one_that_does_not():
    rules = {check.__name__ for check in (*marriages.CHECKS, *partings.CHECKS)}

    assert {case[0] for case in ACCEPTED} == rules
    assert {case[0] for case in (*REFUSED, *WARNED)} == rules
    assert all(case[0] in kinds.KINDS[case[1]].checks for case in (*REFUSED, *WARNED, *ACCEPTED))
