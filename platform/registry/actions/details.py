"""Whether what was typed about a resident can be: what is refused, and what is only said."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from registry.actions import parents
from registry.actions.refusals import DetailsImpossible, HeadTaken, NikTaken
from registry.codes import BaseStatus, Relation, Residency
from registry.models import Family, Hamlet, Resident
from registry.particulars import PLAIN
from registry.rules import kk, names, nik, particulars, people, places
from registry.rules.findings import Verdict

Details = Mapping[str, Any]


def check(details: Details, resident: Resident, *, on: date) -> None:
    """
    Refuse what cannot be, the first problem first.

    :raises DetailsImpossible, NikTaken, HeadTaken: see there.
    """
    for field, verdict in _verdicts(details, resident, on=on):
        for finding in verdict.refusals:
            raise DetailsImpossible(field, finding.text)
    if details.get("born_on") and not people.is_possible_birthday(details["born_on"], on=on):
        raise DetailsImpossible("born_on", "Tanggal lahir harus sebelum hari ini dan umur paling banyak 120 tahun.")
    for field in ("rt", "rw"):
        if places.rt_rw(details.get(field) or "") is None:
            raise DetailsImpossible(field, "Tulis 1 sampai 3 angka, atau kosongkan.")
    parents.check(details, resident)
    _check_others(details, resident)


def warnings_of(details: Details, resident: Resident | None, *, on: date) -> list[str]:
    """What is unlikely in what was typed, in sentences; whoever says why may store it all the same."""
    resident = resident or Resident()
    found = [finding.text for _, verdict in _verdicts(details, resident, on=on) for finding in verdict.warnings]
    return list(dict.fromkeys([*found, *parents.warnings_of(details, resident)]))


def values_of(details: Details, resident: Resident) -> dict[str, Any]:
    """The fields that what was typed would set; the family apart, because it may be a new one."""
    found = {name: details[name] for name in PLAIN if name in details}
    if "name" in found:
        found["name"] = names.squeezed(found["name"])
    for name in ("rt", "rw"):
        if name in found:
            found[name] = places.rt_rw(found[name] or "") or ""
    if "nik" in details:
        found["nik"] = details["nik"] or None
        found["nik_status"] = nik.status_of(found["nik"])
    if "hamlet" in details:
        found["hamlet"] = _hamlet(details["hamlet"])
    return found | parents.linked(details, resident)


def _verdicts(details: Details, resident: Resident, *, on: date) -> list[tuple[str, Verdict]]:
    values = {name: details.get(name, getattr(resident, name, None)) for name in PLAIN}
    changed = {name for name in PLAIN if name in details and details[name] != getattr(resident, name, None)}
    found = []
    if "name" in details:
        found.append(("name", names.check_name(details["name"], is_new="name" in changed)))
    number = details.get("nik") or ""
    # A NIK that already stands is not judged again: registers carry odd old ones.
    if number and number != resident.nik:
        verdict = nik.check_nik(number, status=nik.status_of(number), sex=values["sex"], born_on=values["born_on"])
        found.append(("nik", verdict))
    if details.get("no_kk"):
        found.append(("no_kk", kk.check_kk(details["no_kk"])))
    return [*found, *particulars.judge(values, changed=changed, on=on)]


def _check_others(details: Details, resident: Resident) -> None:
    number = details.get("nik")
    holder = Resident.objects.exclude(pk=resident.pk).filter(nik=number).first() if number else None
    if holder is not None:
        raise NikTaken(holder)
    family = _family(details, resident)
    relation = details.get("relation", resident.relation)
    if (family or details.get("no_kk")) and not relation:
        raise DetailsImpossible("relation", "Pilih hubungan dalam KK.")
    if resident.status == BaseStatus.LIVING:
        _check_heads(resident, family, relation, is_carded=bool(family or details.get("no_kk")))
        if family and {"residency", "no_kk", "relation"} & set(details):
            _check_guests(details.get("residency", resident.residency), family, relation, resident)


def _family(details: Details, resident: Resident) -> Family | None:
    """The family somebody would belong to, as far as it is known already."""
    if "no_kk" not in details:
        return resident.family
    return Family.objects.filter(no_kk=details["no_kk"]).first() if details["no_kk"] else None


def _check_heads(resident: Resident, family: Family | None, relation: int | None, *, is_carded: bool) -> None:
    """
    A living family keeps its one head.

    :raises HeadTaken: it has another; :raises DetailsImpossible: the present one would leave the others, or lead nobody.
    """
    is_head = relation == Relation.HEAD
    others = Resident.objects.filter(status=BaseStatus.LIVING).exclude(pk=resident.pk)
    if family and is_head and (head := others.filter(family=family, relation=Relation.HEAD).first()):
        raise HeadTaken(head)
    if resident.pk is None:
        return
    leads = resident.family is not None and resident.relation == Relation.HEAD
    leaves = family != resident.family
    if leads and not (is_head and not leaves) and others.filter(family=resident.family).exists():
        raise DetailsImpossible("relation", "Keluarga ini akan tanpa kepala. Catat ganti kepala keluarga lebih dahulu.")
    is_alone = is_carded and not (family and others.filter(family=family).exists())
    if is_alone and not is_head and (leads or leaves):
        raise DetailsImpossible("relation", "Sendirian dalam KK, jadi ia kepala keluarganya.")


def _check_guests(residency: int | None, family: Family, relation: int | None, resident: Resident) -> None:
    """
    A family of residents is counted by its head, who is no guest.

    :raises DetailsImpossible: a guest would head residents.
    """
    others = Resident.objects.filter(family=family, status=BaseStatus.LIVING).exclude(pk=resident.pk)
    is_guest = residency == Residency.TEMPORARY
    if relation == Relation.HEAD and is_guest and others.filter(residency=Residency.PERMANENT).exists():
        raise DetailsImpossible("residency", "Kepala keluarga penduduk tetap tidak dapat menjadi penduduk sementara.")
    if not is_guest and others.filter(residency=Residency.TEMPORARY, relation=Relation.HEAD).exists():
        raise DetailsImpossible("residency", "Kepala keluarga di KK ini penduduk sementara.")


def _hamlet(name: str | None) -> Hamlet | None:
    name = places.hamlet_name(name or "")
    return Hamlet.objects.get_or_create(name=name)[0] if name else None
