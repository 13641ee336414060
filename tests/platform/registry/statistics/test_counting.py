"""Every statistic of every day and place has the total of the books, and its numbers open as lists of the same length."""

from datetime import date

import pytest
from samples.ledger import happen

from registry import queries, statistics
from registry.models import Hamlet, Resident, Stay
from registry.queries import balance
from registry.rules.people import must_hold_card
from registry.statistics import Area, Whom
from registry.statistics.growth import growth
from registry.statistics.vulnerable import COLUMNS, vulnerable

from .conftest import STOCK, TODAY

DAYS = [date(2026, 8, 30), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 7), date(2026, 10, 31), TODAY]


def expected(statistic, counts, day):
    """What the total must be: (all, men, women), from the books' own function."""
    if statistic.whom is Whom.PEOPLE:
        return counts.residents, counts.men, counts.women
    if statistic.whom is Whom.FAMILIES:
        heads = queries.counted_as_of(day).filter(relation=1)
        return counts.families, heads.filter(sex=1).count(), heads.filter(sex=2).count()
    return None


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS)
def test_every_total_is_that_of_the_books(people, day):
    counts = queries.resident_counts(day)

    for statistic in statistics.all_declared():
        total = statistics.count(statistic, day=day).total
        wanted = expected(statistic, counts, day)
        assert wanted is None or (total.total, total.men, total.women) == wanted, statistic.slug


def test_the_areas_of_every_statistic_add_up_to_the_whole(people):
    places = {(stay.hamlet_id, stay.rw, stay.rt) for stay in queries.as_of(TODAY)}
    assert len(places) > 10

    for statistic in statistics.all_declared():
        whole = statistics.count(statistic, day=TODAY)
        hamlets = {hamlet for hamlet, _, _ in places if hamlet}
        parts = [statistics.count(statistic, day=TODAY, area=Area(hamlet=pk)).total.total for pk in hamlets]
        # Those who came without a hamlet stand in none.
        without = statistics.standing(statistic.whom, TODAY).filter(hamlet__isnull=True).count()
        assert sum(parts) + without == whole.total.total, statistic.slug
        assert sum(row.numbers.total for row in whole.rows) == whole.total.total, statistic.slug


def test_totals_are_those_of_the_months_balance(people):
    for day, first in ((date(2026, 9, 30), date(2026, 9, 1)), (date(2026, 10, 31), date(2026, 10, 1))):
        book = balance.of_month(first)
        for slug, closing in (("agama", book.people().closing), ("kelas-sosial", book.heads().closing)):
            assert statistics.count(statistics.named(slug), day=day).total.total == closing
        by_citizenship = statistics.count(statistics.named("pekerjaan"), day=day).total
        foreign = book.people(lambda cell: cell.is_foreign).closing
        assert foreign > 0
        assert (by_citizenship.wna_men + by_citizenship.wna_women) == foreign


def test_every_number_opens_as_a_list_of_as_many(people):
    area = Area(rt="001")
    for statistic in statistics.all_declared():
        if not statistic.lists_people:
            continue
        for row in statistics.count(statistic, day=TODAY, area=area).rows:
            found = statistics.stays_of(statistic, row.key, day=TODAY, area=area)
            assert found.count() == row.numbers.total, (statistic.slug, row.label)


def test_an_unknown_category_is_refused(people):
    for slug, key in (("agama", "99"), ("agama", "x"), ("keluarga-per-dusun", "x"), ("keluarga-per-dusun", "9" * 30)):
        with pytest.raises(statistics.CategoryUnknown):
            statistics.stays_of(statistics.named(slug), key, day=TODAY)


def test_only_one_statistic_counts_those_who_stay_for_a_while(people):
    temporary = Stay.objects.filter(until__isnull=True, residency=2).count()
    assert temporary > 1

    for statistic in statistics.all_declared():
        if statistic.lists_people:
            total = statistics.count(statistic, day=TODAY).total.total
            assert total == queries.resident_counts(TODAY).residents + temporary * (statistic.slug == "status-penduduk")


def test_sex_and_place_are_those_of_the_day(people, gita):
    corrected = Stay.objects.get(since=date(2026, 10, 5), opened_by__kind="CORRECTION")
    before, after = (
        statistics.count(statistics.named("jenis-kelamin"), day=date(2026, 10, day)).total for day in (4, 5)
    )

    assert (after.men - before.men, after.women - before.women) == ((1, -1) if corrected.sex == 1 else (-1, 1))
    moved = Area(hamlet=Stay.objects.get(rt="009").hamlet_id, rt="009")
    sizes = [
        statistics.count(statistics.named("agama"), day=date(2026, 10, day), area=moved).total.total for day in (2, 3)
    ]
    assert sizes == [0, 1]


def test_the_duty_to_hold_a_card_is_that_of_the_rule(people):
    """The database decides as the rule in Python does, on the birthday itself too."""
    born = Resident.objects.filter(marital=1, citizenship=1, status=1).first()
    for seventeen in (date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)):
        Resident.objects.filter(pk=born.pk).update(born_on=seventeen.replace(year=2009))
        not_due = statistics.stays_of(statistics.named("kepemilikan-ktp"), "0", day=TODAY)

        wanted = {
            stay.resident_id
            for stay in queries.counted_as_of(TODAY).select_related("resident")
            if not must_hold_card(
                born_on=stay.resident.born_on, marital=stay.resident.marital, citizenship=stay.citizenship, on=TODAY
            )
        }
        assert set(not_due.values_list("resident", flat=True)) == wanted
        assert (born.pk in wanted) == (seventeen > TODAY)


def test_deaths_are_counted_by_their_certificate_and_not_when_taken_back(people):
    def counted(day):
        return {
            row.label: row.numbers.total for row in statistics.count(statistics.named("akta-kematian"), day=day).rows
        }

    assert counted(TODAY) == {"Ada akta kematian": 1, "Belum tercatat": 1}
    assert counted(date(2026, 10, 31)) == {"Ada akta kematian": 1, "Belum tercatat": 2}


def test_members_of_a_family_are_counted_with_their_head(people):
    found = statistics.count(statistics.named("jumlah-anggota-keluarga"), day=TODAY)

    people_in_families = queries.counted_as_of(TODAY).filter(family__isnull=False).count()
    assert sum(int(row.key) * row.numbers.total for row in found.rows) == people_in_families


@pytest.mark.parametrize("last", [date(2026, 8, 1), date(2026, 10, 1), date(2026, 11, 1), date(2027, 3, 1)])
def test_every_month_of_the_growth_is_that_of_its_balance(people, last, django_assert_num_queries):
    with django_assert_num_queries(1):
        grown = growth(last)

    assert len(grown) == 12
    for month in grown:
        book = balance.of_month(month.first).people()
        assert (month.opening, month.born, month.came, month.died, month.moved, month.missing, month.closing) == (
            book.opening, book.born, book.came, book.died, book.moved, book.missing, book.closing
        ), month.first  # fmt: skip


def test_the_growth_of_all_hamlets_is_that_of_the_village_and_each_ends_with_whom_it_has(people):
    # One came without a hamlet, and stands in none.
    Stay.objects.filter(hamlet__isnull=True).update(hamlet=Hamlet.objects.first())
    mover = Resident.objects.filter(hamlet__isnull=False, status=1).last()
    other = Hamlet.objects.exclude(pk=mover.hamlet_id).first()
    happen("INSIDE", mover, at=STOCK, on=TODAY, hamlet=other)
    last = TODAY.replace(day=1)
    village, ids = growth(last), [None, *Hamlet.objects.values_list("pk", flat=True)]
    places = {pk: growth(last, area=Area(hamlet=pk)) for pk in ids[1:]}

    for number, month in enumerate(village):
        for name in ("opening", "born", "came", "died", "moved", "missing", "other", "closing"):
            assert sum(getattr(months[number], name) for months in places.values()) == getattr(month, name), name
    for pk, months in places.items():
        assert months[-1].closing == queries.counted_as_of(TODAY).filter(hamlet=pk).count()
    assert (places[mover.hamlet_id][-1].other, places[other.pk][-1].other) != (0, 0)
    rt = queries.counted_as_of(TODAY).filter(hamlet=other).values_list("rw", "rt").first()
    narrowed = growth(last, area=Area(other.pk, *rt))
    assert narrowed[-1].closing == queries.counted_as_of(TODAY).filter(hamlet=other, rw=rt[0], rt=rt[1]).count()


def test_vulnerable_groups_add_up_and_are_counted_at_once(people, django_assert_num_queries):
    with django_assert_num_queries(2):  # the state of the register, and the counting
        lines, totals = vulnerable(TODAY)
    with django_assert_num_queries(1):
        assert vulnerable(TODAY) == (lines, totals)

    named = dict(zip((column.name for column in COLUMNS), totals, strict=True))
    counts = queries.resident_counts(TODAY)
    assert (named["men"], named["women"], named["heads_men"] + named["heads_women"]) == (
        counts.men, counts.women, counts.families
    )  # fmt: skip
    old = statistics.count(statistics.named("kategori-umur"), day=TODAY).rows[-1]
    assert named["age_6"] == old.numbers.total > 0
    infants = [
        stay for stay in queries.counted_as_of(TODAY).select_related("resident") if stay.resident.age_on(TODAY) < 1
    ]
    assert named["age_0"] == len(infants) > 0
    kinds = statistics.count(statistics.named("disabilitas"), day=TODAY).rows
    assert [named[f"disability_{row.key}"] for row in kinds[:6]] == [row.numbers.total for row in kinds[:6]]
    assert named["pregnant"] > 0
    assert named["ill_men"] > 0
    assert len(lines) == len({(stay.hamlet_id, stay.rw, stay.rt) for stay in queries.counted_as_of(TODAY)})
