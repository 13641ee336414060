"""Numbers of persons and families among the answers of a letter: masked on pages until somebody says why."""

from typing import Any

from modules.service.models import Letter
from modules.service.rules import repeating, wording
from modules.service.rules.kind import Field, FieldType
from web import indonesian

#: How numbers of persons and families are shown.
MASKS = {FieldType.NIK: indonesian.masked_nik, FieldType.KK: indonesian.masked_kk}


def written(asked: Field, answer: Any, is_revealed: bool) -> str:
    """An answer in words; numbers of persons and families are masked as everywhere."""
    text = wording.written(asked, answer)
    mask = None if is_revealed else MASKS.get(asked.type)
    return mask(text) if mask and text else text


def are_told(letter: Letter) -> bool:
    """Whether any of its answers is such a number."""
    said = letter.answers
    asked = (one for group in letter.definition.groups for one in repeating.asked_fields(group, said))
    return any(one.type in MASKS and said.get(one.key) for one in asked)
