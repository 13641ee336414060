"""Lists of voters that were kept: which there are, who is on one, how many in each place, and one as a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from papers.books.cells import rows_of
from papers.books.declaration import Cell, Kind, Row, column
from papers.books.grid import Printed
from registry.codes import Sex
from registry.models import ListedVoter, VoterList
from registry.statistics.files import Sheet, people_columns
from web import indonesian


@dataclass(frozen=True)
class PlaceCount:
    """How many voters of a list live in an RT."""

    hamlet: str
    rw: str
    rt: str
    men: int
    women: int

    @property
    def total(self) -> int:
        return self.men + self.women


def kept_lists() -> QuerySet[VoterList]:
    """The latest first, each with the number of its voters."""
    found = VoterList.objects.select_related("made_by").annotate(count=Count("voters"))
    return found.order_by("-made_at", "-pk")


def voters_kept(kept: VoterList, hamlet: str = "") -> QuerySet[ListedVoter]:
    """The voters of a list by their number, or those of one hamlet."""
    found = ListedVoter.objects.filter(list=kept, **({"hamlet": hamlet} if hamlet else {}))
    return found.order_by("number")


def places_of(kept: VoterList) -> list[PlaceCount]:
    """Each RT anybody on the list lives in; one statement."""
    counted = (
        ListedVoter.objects.filter(list=kept)
        .values_list("hamlet", "rw", "rt")
        .annotate(men=Count("pk", filter=Q(sex=Sex.MALE)), women=Count("pk", filter=~Q(sex=Sex.MALE)))
        .order_by("hamlet", "rw", "rt")
    )
    return [PlaceCount(*line) for line in counted]


def by_hamlet(places: list[PlaceCount]) -> dict[str, int]:
    """The voters of each hamlet, by its name."""
    found: dict[str, int] = {}
    for place in places:
        found[place.hamlet] = found.get(place.hamlet, 0) + place.total
    return found


def kept_sheet(kept: VoterList, *, hamlet: str = "") -> Sheet:
    """A kept list, or a hamlet of it, with how many live in each RT below."""
    election, people = kept.election, voters_kept(kept, hamlet)
    places = [place for place in places_of(kept) if hamlet in ("", place.hamlet)]
    where = f" · Dusun {hamlet.title()}" if hamlet else ""
    day = indonesian.long_date
    return Sheet(
        name=f"{kept.stage.lower()}-{kept.kind}-{kept.pk}",
        title=f"{'DITARIK: ' if kept.is_withdrawn else ''}{kept.get_stage_display()} {election.kind.label}",
        standing=f"Pemungutan suara {day(election.voting_on)}{where}",
        columns=people_columns(),
        rows=(_cells(voter) for voter in people.iterator(chunk_size=1000)),
        notes=[
            *([f"Ditarik {day(kept.withdrawn_at)}: {kept.withdrawn_because}"] if kept.withdrawn_at else []),
            f"Disimpan dari buku penduduk keadaan {day(kept.standing_on)}; tidak berubah sesudahnya. {election.kind.legal_basis}.",
        ],
        people=people,
        further=[_recapitulation(places)],
    )


def _recapitulation(places: list[PlaceCount]) -> Printed:
    columns = [
        column(1, "Dusun", width=2),
        column(2, "RW", width=0.7, align="center"),
        column(3, "RT", width=0.7, align="center"),
        *(column(number, label, kind=Kind.NUMBER, width=1) for number, label in enumerate(("L", "P", "Jumlah"), 4)),
    ]
    return Printed(columns, rows_of(_lines(places), columns), title="Jumlah pemilih")


def _lines(places: list[PlaceCount]) -> Iterator[Row]:
    for one in places:
        yield Row([one.hamlet.title() or "Tanpa dusun", one.rw, one.rt, one.men, one.women, one.total])
    men, women = sum(one.men for one in places), sum(one.women for one in places)
    yield Row(["Jumlah", "", "", men, women, men + women], is_total=True)


def _cells(voter: ListedVoter) -> list[Cell]:
    return [
        str(voter.number),
        voter.nik,
        voter.name,
        "L" if voter.sex == Sex.MALE else "P",
        voter.birthplace,
        voter.born_on,
        voter.age,
        voter.get_marital_display() or "",
        voter.address,
        voter.hamlet.title(),
        voter.rw,
        voter.rt,
        voter.remark,
    ]
