"""The statistics of families, households and deaths. A family is counted by its head, at the head's place."""

from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, Max, Q, Value, When
from django.db.models.functions import Coalesce, Least

from registry import codes
from registry.models import Family, Household, PersonDocument, Resident
from registry.queries.counting import counted_as_of
from registry.queries.former import unless_unchanged, word
from registry.statistics.categories import of_codes, of_hamlets, of_names, of_numbers, of_tests
from registry.statistics.conditions import HEAD
from registry.statistics.counting import standing
from registry.statistics.declaration import Group, Statistic, Whom, declare
from registry.statistics.people import ADMINDUK
from walls import current

MOST_MEMBERS = 10


def sizes(day: date, area: Any) -> list[tuple[int, int, int | None, int]]:
    """
    Heads of families by the number of residents on their card, as (members, sex, citizenship, heads).

    A head without a family card is a family of one.
    """
    families = (
        counted_as_of(day)
        .values(card=Coalesce(F("family"), -F("resident")))
        .annotate(
            members=Least(Count("id"), Value(MOST_MEMBERS)),
            head_sex=Max("sex", filter=HEAD),
            head_citizenship=Max("citizenship", filter=HEAD),
            heads=Count("id", filter=HEAD & area.narrows),
        )
        .filter(heads__gt=0)
        .order_by()
    )
    statement, values = families.query.sql_with_params()
    with connection.cursor() as cursor:
        # What is put together are statements, never values.
        cursor.execute(_BY_SIZE.format(families=statement), values)
        return cursor.fetchall()


_BY_SIZE = """
    SELECT members, head_sex, head_citizenship, sum(heads)::integer
    FROM ({families}) AS family GROUP BY 1, 2, 3"""


def households(day: date, area: Any) -> list[tuple[int, int, int | None, int]]:
    """Heads of households by whether the household was on the state's list, as (category, sex, citizenship, heads)."""
    then = unless_unchanged(day, (Resident, "household"), (Household, "is_listed"))
    listed = Household.objects.annotate(said=word("is_listed", then, of=Household, by="pk")).filter(said=True)
    heads = standing(Whom.HOUSEHOLDS, day).filter(area.narrows).annotate(led=word("household", then))
    category = Case(When(led__in=listed.values("pk"), then=Value(0)), default=Value(1))
    counted = heads.annotate(category=category).values_list("category", "sex", "citizenship").order_by()
    return list(counted.annotate(heads=Count("pk")))


def has_paper(day: date) -> Q:
    """Whose death certificate lay here at the end of a day."""
    over = datetime.combine(day + date.resolution, time.min, tzinfo=current.office().tzinfo)
    papers = PersonDocument.objects.filter(kind=PersonDocument.Kind.DEATH, added_at__lt=over)
    papers = papers.filter(Q(removed_at__isnull=True) | Q(removed_at__gte=over))
    return Q(resident__in=papers.values("resident")) | Q(closed_by__details__has_certificate=True)


declare(
    Statistic(
        slug="keluarga-per-dusun", title="Keluarga per dusun", group=Group.FAMILIES, whom=Whom.FAMILIES, is_public=True,
        categories=of_hamlets(), unknown="Tanpa dusun", counted="Menurut tempat tinggal kepala keluarga.",
    ),
    Statistic(
        slug="jenis-kelamin-kepala-keluarga", title="Jenis kelamin kepala keluarga", group=Group.FAMILIES, whom=Whom.FAMILIES,
        categories=of_codes("sex", codes.Sex), unknown="", is_public=True,
    ),
    Statistic(
        slug="jumlah-anggota-keluarga", title="Jumlah anggota keluarga", group=Group.FAMILIES, whom=Whom.FAMILIES, unknown="",
        categories=of_numbers(1, MOST_MEMBERS, "orang"), tally=sizes, is_public=True,
        counted="Penduduk tetap dalam satu kartu keluarga, kepala keluarga ikut dihitung. L dan P menurut kepala keluarga.",
    ),
    Statistic(
        slug="kelas-sosial", title="Kelas sosial keluarga", group=Group.FAMILIES, whom=Whom.FAMILIES,
        categories=of_codes("social_class", codes.SocialClass, of=Family, by="family"), legal_basis="Tahapan keluarga sejahtera BKKBN",
    ),
    Statistic(
        slug="rumah-tangga", title="Rumah tangga terdaftar", group=Group.FAMILIES, whom=Whom.HOUSEHOLDS, unknown="",
        categories=of_names("Terdaftar di BDT/DTSEN", "Tidak terdaftar"), tally=households,
        counted="Rumah tangga dihitung menurut kepalanya; yang belum punya kepala tidak dihitung.",
    ),
    Statistic(
        slug="akta-kematian", title="Akta kematian", group=Group.CARDS, whom=Whom.DEATHS, legal_basis=f"{ADMINDUK}, Pasal 44",
        categories=of_tests(("Ada akta kematian", has_paper), otherwise="Belum tercatat"),
        unknown="", counted="Kematian penduduk tetap yang dilaporkan sampai tanggal acuan; yang dibatalkan tidak dihitung.",
    ),
)  # fmt: skip
