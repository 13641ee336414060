"""Which fields of a resident people type, and how the log may speak of them."""

from collections.abc import Mapping
from typing import Any

from web.indonesian import masked_kk, masked_nik

#: Personal data of the specific kind (UU 27/2022 article 4): shown only when asked for with a reason.
HEALTH = ("disability", "disability_kind", "chronic_illness", "pregnant", "contraception")

#: What may be typed as it is stored; NIK, family, hamlet and parents are looked up, the base status changes only by events.
PLAIN = (
    *("name", "nickname", "sex", "birthplace", "born_on", "religion", "education", "studying", "occupation", "marital"),
    *("citizenship", "blood", "nationality", "descent", "ethnicity", "reads", *HEALTH),
    *("insurance", "insurance_number", "employment_insurance"),
    *("recording", "card", "card_place", "card_on", "tag_id", "passport", "passport_until", "kitas"),
    *("relation", "previous_no_kk", "father_name", "father_nik", "mother_name", "mother_nik"),
    *("rw", "rt", "address", "current_address", "previous_address", "lives_since", "latitude", "longitude"),
    *("phone", "email", "telegram", "contact_by", "note", "residency"),
    *("birth_time", "birth_place_kind", "birth_kind", "birth_order", "birth_helper", "birth_weight_g"),
    *("birth_length_cm", "birth_certificate", "marriage_certificate", "married_on", "divorce_certificate"),
    "divorced_on",
)

#: What names a relative, who may live in another hamlet.
OF_PARENTS = ("father", "mother", "father_name", "mother_name", "father_nik", "mother_nik")

#: Numbers that never stand in a page, an address or the log in full.
MASKS = {
    "nik": masked_nik,
    "father_nik": masked_nik,
    "mother_nik": masked_nik,
    "no_kk": masked_kk,
    "previous_no_kk": masked_kk,
}
HIDDEN = "•••"


def facts_of(resident: Any) -> dict[str, Any]:
    """What stands of a resident, by field, as JSON can keep it."""
    facts: dict[str, Any] = {"nik": resident.nik, "no_kk": resident.family.no_kk if resident.family else None}
    facts["hamlet"] = resident.hamlet.name if resident.hamlet else ""
    facts |= {name: parent.name if (parent := getattr(resident, name)) else "" for name in ("father", "mother")}
    for name in PLAIN:
        value = getattr(resident, name)
        facts[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return {name: str(value) if hasattr(value, "as_tuple") else value for name, value in facts.items()}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What has changed, with numbers masked and health hidden: the log says that it changed, not what it is."""
    return {
        name: [_loggable(name, old), _loggable(name, after[name])] for name, old in before.items() if old != after[name]
    }


def _loggable(name: str, value: Any) -> Any:
    if value in (None, ""):
        return value
    if name in HEALTH:
        return HIDDEN
    return MASKS[name](value) if name in MASKS else value
