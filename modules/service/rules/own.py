"""Whose own affair a letter is: nobody approves a request about himself."""

import re
from collections.abc import Mapping
from typing import Any

from modules.service.rules.kind import Kind
from modules.service.rules.people import Subject

_PLACE = re.compile(r"\{([a-z0-9_]+)\.")


def concerned(kind: Kind, answers: Mapping[str, Any], subject: Subject) -> frozenset[str]:
    """
    The NIKs of the applicant, of whom the letter is about, and of those who sign it as parties.

    Witnesses are not among them: officials of a village are asked for that every day.
    """
    about = set(_PLACE.findall(kind.about)) | set(kind.signers)
    groups = tuple(f"{group}." for group in about - {"subject", "office"})
    named = {str(text) for key, text in answers.items() if key.startswith(groups) and key.endswith(".nik")}
    return frozenset(nik for nik in {subject.nik, *named} if nik)
