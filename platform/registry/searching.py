"""What the search box finds in the register: people, families by their number, and people by where they live."""

import re
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from registry import happenings, queries
from registry.codes import BaseStatus, Relation
from registry.models import Family, Hamlet, Resident
from registry.permissions import RegistryPermission
from registry.queries import finding
from registry.rules.numbers import digits_of
from web import searching
from web.indonesian import masked_kk
from web.searching import MOST, Door, Hit, Provider

_NUMBERED = re.compile(r"\b(rt|rw)[ .:/]*0*(\d{1,3})\b", re.IGNORECASE)
_PLACE_WORDS = frozenset({"DUSUN", "DSN", "DI"})
SHORTEST_ADDRESS = 3


def teach() -> None:
    """This will register what can be found, at start."""
    see = RegistryPermission.SEE_RESIDENTS
    searching.add(Provider("Warga", find_people, see, 10))
    searching.add(Provider("Keluarga", find_families, see, 15))
    searching.add(Provider("Alamat", find_places, see, 20))
    change = RegistryPermission.CHANGE_RESIDENTS
    for door in (
        Door("Penduduk", "registry:residents", see, ("warga", "kependudukan", "buku induk")),
        Door("Tambah warga", "registry:add", change, ("penduduk baru", "catat warga")),
        Door("Peristiwa penduduk", "registry:events", see, ("mutasi", "log penduduk", "riwayat mutasi")),
        Door("Keluarga", "registry:families", see, ("kartu keluarga", "daftar KK")),
        Door("Tutup bulan", "registry:months", RegistryPermission.SEE_POPULATION_BOOKS, ("LAMPID", "laporan bulanan")),
        Door("Rumah tangga", "registry:households", see, ("RTM", "DTSEN", "BDT")),
        Door("Data ganda", "registry:doubles", change, ("duplikat", "NIK ganda", "gabung data warga")),
        Door("Tercatat juga di desa lain", "registry:elsewhere", see, ("ganda antardesa", "warga dua desa")),
        Door(
            "Impor penduduk",
            "registry:import",
            RegistryPermission.IMPORT_RESIDENTS,
            ("unggah excel", "BIP", "SIAK", "OpenDK"),
        ),
    ):
        searching.add_door(door)
    for kind in happenings.KINDS:
        names = (f"{kind.title} warga", f"lapor {kind.title}")
        searching.add_door(Door(kind.verb, "registry:happening", RegistryPermission.RECORD_EVENTS, names, (kind.slug,)))


def find_people(text: str, account: Any) -> list[Hit]:
    """By NIK, number of the family card, or name, whose typing slips are forgiven; an RT is nobody's name."""
    if _NUMBERED.search(text):
        return []
    found = queries.search_residents(text, limit=MOST, among=queries.residents_for(account))
    return [_person(resident) for resident in found]


def find_families(text: str, account: Any) -> list[Hit]:
    """By the beginning or the end of the number of a family card."""
    if not finding.is_number(text):
        return []
    digits = digits_of(text)
    numbered = Family.objects.filter(finding.families_like(digits)).values("pk")[:MOST]
    return [_family(head) for head in _heads(numbered, account)]


def find_places(text: str, account: Any) -> list[Hit]:
    """By hamlet, RT and RW, alone or beside a part of a name; else by the address of the family card."""
    if finding.is_number(text):
        return []
    place = {word.lower(): number.zfill(3) for word, number in _NUMBERED.findall(text)}
    words = [word for word in finding.search_words(_NUMBERED.sub(" ", text)) if word not in _PLACE_WORDS]
    hamlet = _hamlet(words, account)
    if hamlet is None and not place:
        return _at_address(words, account)
    rest = [word for word in words if hamlet is None or word not in hamlet.name.upper().split()]
    living = queries.residents_for(account).filter(finding.with_words(rest), status=BaseStatus.LIVING, **place)
    living = living.filter(hamlet=hamlet) if hamlet else living
    hits = [_person(resident) for resident in living.only(*finding.SHOWN).order_by("name", "pk")[:MOST]]
    if hamlet and not rest and not place:
        here = f"{reverse('registry:residents')}?dusun={hamlet.pk}"
        hits.insert(0, Hit(f"Dusun {hamlet.name.title()}", here, "daftar penduduknya"))
    return hits


def _hamlet(words: list[str], account: Any) -> Hamlet | None:
    """The hamlet whose whole name was typed; of several the one with the longest name."""
    typed = set(words)
    named = [hamlet for hamlet in queries.hamlets_for(account) if set(hamlet.name.upper().split()) <= typed]
    return max(named, key=lambda hamlet: len(hamlet.name), default=None)


def _at_address(words: list[str], account: Any) -> list[Hit]:
    words = [word for word in words if len(word) >= SHORTEST_ADDRESS]
    if not words:
        return []
    there = Family.objects.filter(reduce(and_, (Q(address__icontains=word) for word in words))).values("pk")[:MOST]
    return [Hit(head.name, _address(head), head.full_address) for head in _heads(there, account)]


def _heads(families: QuerySet[Family, Any], account: Any) -> QuerySet[Resident]:
    """The living heads of these families, as far as the account may see them."""
    heads = queries.residents_for(account).filter(family__in=families, relation=Relation.HEAD, status=BaseStatus.LIVING)
    return heads.only(*finding.SHOWN).order_by("name", "pk")[:MOST]


def _person(resident: Resident) -> Hit:
    age = f"{resident.age_on(timezone.localdate())} th" if resident.is_living else resident.get_status_display()
    tail = f"…{resident.nik_tail}" if resident.nik else ""
    return Hit(resident.name, _address(resident), " · ".join(part for part in (age, resident.place, tail) if part))


def _family(head: Resident) -> Hit:
    number = masked_kk(head.family.no_kk or "") if head.family else ""
    return Hit(f"Keluarga {head.name}", f"{_address(head)}?bagian=keluarga", f"KK {number}")


def _address(resident: Resident) -> str:
    return reverse("registry:resident", args=[resident.pk])
