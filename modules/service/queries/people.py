"""From the register to the particulars of a letter, and whether somebody without an account is who they say."""

import hmac
import re
from datetime import date

from modules.service.models import Letter
from modules.service.rules.people import Subject
from registry.codes import BaseStatus, KtpMarital
from registry.models import Resident
from registry.rules import people


def subject_of(resident: Resident) -> Subject:
    """The particulars as the register states them now."""
    return Subject(
        name=resident.name,
        nik=resident.nik or "",
        birth_place=resident.birthplace.title(),
        born_on=resident.born_on,
        sex=resident.get_sex_display(),
        religion=resident.get_religion_display() or "",
        marital=KtpMarital(people.ktp_marital(resident.marital)).label if resident.marital else "",
        occupation=resident.get_occupation_display() or "",
        citizenship=resident.get_citizenship_display() or "WNI",
        address=resident.full_address,
        family_size=_family_size(resident),
    )


def resident_at_counter(resident_id: int) -> Resident | None:
    """A living resident with a NIK, whose family and hamlet come along."""
    return (
        Resident.objects.select_related("family", "hamlet")
        .filter(pk=resident_id, status=BaseStatus.LIVING, nik__isnull=False)
        .first()
    )


def proven_resident(*, nik: str, born_on: date, no_kk: str) -> Resident | None:
    """
    The living resident whose NIK, birthday and family card number all agree.

    A NIK tells its own birthday, so the number of the family card is what only the family knows. The caller limits the tries and says
    the same words whatever was wrong.
    """
    found = Resident.objects.select_related("family", "hamlet").filter(nik=nik, status=BaseStatus.LIVING).first()
    if found is None or found.family is None or not found.family.no_kk:
        return None
    agrees = found.born_on == born_on and hmac.compare_digest(found.family.no_kk.encode(), no_kk.encode())
    return found if agrees else None


def is_known_by(letter: Letter, proof: str) -> bool:
    """Whether somebody who holds the tracking code also knows the last four digits of the NIK, or the birthday."""
    digits = re.sub(r"\D", "", proof)
    person = letter.person
    known = {person.nik[-4:]}
    if person.born_on:
        known |= {f"{person.born_on:%d%m%Y}", f"{person.born_on:%Y%m%d}"}
    return len(digits) in (4, 8) and any(hmac.compare_digest(digits.encode(), one.encode()) for one in known)


def _family_size(resident: Resident) -> int | None:
    if resident.family_id is None:
        return None
    return Resident.objects.filter(family_id=resident.family_id, status=BaseStatus.LIVING).count()
