"""What the register already knows of the people and families a file names, read in a few queries whatever its size."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from registry.codes import BaseStatus, NikStatus, Relation, Residency
from registry.incoming import across
from registry.models import Event, Family, Hamlet, Resident

Values = Mapping[str, str | int | float | None]


@dataclass
class Known:
    """Residents by NIK and, for those without one, by identity; families and their living heads by card number."""

    by_nik: dict[str, Resident] = field(default_factory=dict)
    by_identity: dict[tuple[str, str, str], Resident] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    #: Those of them who are temporary residents.
    guests: frozenset[int] = frozenset()
    hamlets: dict[str, Hamlet] = field(default_factory=dict)
    closed_hamlets: frozenset[str] = frozenset()
    parents_days: dict[str, str] = field(default_factory=dict)
    mothers_deaths: dict[str, str] = field(default_factory=dict)

    def resident(self, values: Values) -> Resident | None:
        """Find the person a line is about, by NIK first, else by name, birthplace and birthday."""
        found = self.by_nik.get(str(values.get("nik"))) if values.get("nik") else None
        if found is not None:
            return found
        identity = across.identity(values)
        return self.by_identity.get(identity) if identity else None


def known_of(rows: Iterable[Values]) -> Known:
    """Read what is known of these lines."""
    rows = list(rows)
    niks = {str(values["nik"]) for values in rows if values.get("nik")}
    parents = {str(values[name]) for values in rows for name in across.PARENTS if values.get(name)}
    numbers = {str(values["no_kk"]) for values in rows if values.get("no_kk")}
    residents = Resident.objects.select_related("family", "hamlet")
    living_heads = Resident.objects.filter(family__no_kk__in=numbers, relation=Relation.HEAD, status=BaseStatus.LIVING)
    unnumbered = residents.exclude(nik_status=NikStatus.FIXED)
    hamlets = {hamlet.name: hamlet for hamlet in Hamlet.objects.all()}
    heads = list(living_heads.values_list("family__no_kk", "pk", "residency"))
    return Known(
        by_nik={str(resident.nik): resident for resident in residents.filter(nik__in=niks)},
        by_identity={identity_of(resident): resident for resident in unnumbered},
        families={str(family.no_kk): family for family in Family.objects.filter(no_kk__in=numbers)},
        heads={str(no_kk): pk for no_kk, pk, _ in heads},
        guests=frozenset(pk for _, pk, residency in heads if residency == Residency.TEMPORARY),
        hamlets=hamlets,
        closed_hamlets=frozenset(name for name, hamlet in hamlets.items() if hamlet.closed_on),
        parents_days={
            str(nik): born_on.isoformat()
            for nik, born_on in Resident.objects.filter(nik__in=parents).values_list("nik", "born_on")
        },
        mothers_deaths=_deaths({str(values["mother_nik"]) for values in rows if values.get("mother_nik")}),
    )


def _deaths(niks: set[str]) -> dict[str, str]:
    """The days on which the dead among these people died, by NIK."""
    dead = dict(Resident.objects.filter(nik__in=niks, status=BaseStatus.DEAD).values_list("pk", "nik"))
    deaths = Event.objects.filter(kind=Event.Kind.DEATH, resident__in=dead, undone_by__isnull=True)
    return {str(dead[pk]): day.isoformat() for pk, day in deaths.values_list("resident_id", "happened_on") if pk}


def identity_of(resident: Resident) -> tuple[str, str, str]:
    return resident.name.upper(), resident.birthplace.upper(), resident.born_on.isoformat()
