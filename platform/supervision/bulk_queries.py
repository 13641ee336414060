"""Questions about files of offices to open, and about the codes they name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left, Length

from supervision.hosting import Ground, Line, candidates
from supervision.models import BulkLine, BulkOpening
from supervision.queries import own_region_code
from tenants import queries as offices
from tenants.models import Office, Region

DISTRICT_CODE = 8


def ground_of(lines: Iterable[Line]) -> Ground:
    """Of many lines at once; three queries."""
    asked = list(lines)
    known = {line.code for line in asked if offices.CODE.fullmatch(line.code)}
    wanted = known | {code.rpartition(".")[0] for code in known} | {own_region_code()}
    regions = dict(Region.objects.filter(code__in=wanted).values_list("code", "name"))
    opened = opened_among(wanted)
    labels = {line.label.lower() for line in asked}
    kinds = {code: kind for code in known if (kind := offices.kind_of_code(code))}
    labels |= {one for code, kind in kinds.items() for one in candidates(code, kind, regions)}
    taken = offices.taken_hosts(f"{label}.{settings.DOMAIN}" for label in labels)
    hosts = {host.removesuffix(f".{settings.DOMAIN}"): rests for host, rests in taken.items()}
    return Ground(own_region_code(), regions, opened, hosts)


def said_of_formers(lines: Iterable[BulkLine]) -> dict[str, str]:
    """code -> a word of warning for lines that would open an office under a code another office had before; one query."""
    waiting = [line.code for line in lines if line.opening_id is None and offices.CODE.fullmatch(line.code)]
    return {code: former_words(office) for code, office in offices.former_holders(waiting).items()} if waiting else {}


def former_words(office: Office) -> str:
    """Dahulu kode Desa Rombasan, yang sekarang berkode 35.29.10.2099."""
    return f"Dahulu kode {office.title}, yang sekarang berkode {office.region_code}. Pastikan ini memang wilayah lain."


def opened_among(codes: Iterable[str]) -> frozenset[str]:
    """Which of these regions have an office that stands."""
    standing = Office.objects.standing().filter(region_code__in=list(codes))
    return frozenset(standing.values_list("region_code", flat=True))


def bulk_openings() -> QuerySet[BulkOpening]:
    """Every file, newest first, with how many of its lines are open and how many bad."""
    return BulkOpening.objects.annotate(
        opened=Count("lines", filter=Q(lines__opening__isnull=False)),
        bad=Count("lines", filter=~Q(lines__problem="")),
        total=Count("lines"),
    ).order_by("-checked_at")


def lines_of(bulk: BulkOpening) -> QuerySet[BulkLine]:
    """All lines as the file has them, each with its office."""
    return bulk.lines.select_related("opening").order_by("number")


def bad_lines(bulk: BulkOpening) -> QuerySet[BulkLine]:
    return bulk.lines.exclude(problem="").order_by("number")


def lines_to_open(bulk: BulkOpening) -> QuerySet[BulkLine]:
    return bulk.lines.filter(opening__isnull=True, problem="")


def next_line(bulk: BulkOpening) -> BulkLine | None:
    """
    A line nobody else holds, locked until the transaction ends: kecamatan first, and no village whose kecamatan still waits.

    None when all are open, or held by somebody else, or wait for what somebody else holds.
    """
    waiting = lines_to_open(bulk)
    parent_waits = waiting.filter(code=OuterRef("parent_code")).order_by()
    return (
        waiting.annotate(parent_code=Left("code", DISTRICT_CODE), length=Length("code"))
        .filter(Q(length=DISTRICT_CODE) | ~Exists(parent_waits))
        .order_by("length", "number")
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )


@dataclass(frozen=True)
class LineCounts:
    """How many lines a file has, how many are open, bad, and still to open."""

    total: int
    opened: int
    bad: int

    @property
    def waiting(self) -> int:
        return self.total - self.opened - self.bad


def line_counts(bulk: BulkOpening) -> LineCounts:
    return LineCounts(
        **bulk.lines.aggregate(
            total=Count("pk"),
            opened=Count("pk", filter=Q(opening__isnull=False)),
            bad=Count("pk", filter=~Q(problem="")),
        )
    )


def region_names(codes: Iterable[str]) -> dict[str, str]:
    return dict(Region.objects.filter(code__in=list(codes)).values_list("code", "name"))
