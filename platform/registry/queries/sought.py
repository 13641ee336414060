"""
The statements by which people are sought: one for digits, one for words, one for words with slips, one for who lives at a place.

Each is written once for a shape of search (`walls.compiled`) and then asked with what was typed. Whatever the search box shows of the
register beside people, families by their cards, hamlets and addresses, comes in the same statement.
"""

from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, CharField, F, Func, IntegerField, Model, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Cast, Trim, Upper

from registry.codes import BaseStatus, Relation
from registry.models import Family, Hamlet, Resident
from registry.queries import matching
from registry.queries.scope import kept_by
from registry.rules.numbers import LENGTH
from walls.compiled import Blank, CompiledQuery

#: What a row is found as; of people the better kinds come first.
PERSON, STARTS, GONE, OF_CARD, FAMILY, AT_ADDRESS, HAMLET = range(7)
#: More words than this of what was typed narrow nothing.
MOST_WORDS, MOST_NEAR = 8, 4
#: Statements kept in their words; people type few shapes.
_KEPT = 200

_LIVING: tuple[int, ...] = (BaseStatus.LIVING.value,)
_GONE = tuple(status.value for status in BaseStatus if status not in (BaseStatus.LIVING, BaseStatus.INVALID))
#: What a list of eight shows of each, in the order in which a model takes them.
_SHOWN = {"id", "name", "nik", "born_on", "status", "rt", "rw", "address", "hamlet_id", "family_id"}
_OF_PERSON = tuple(field.attname for field in Resident._meta.concrete_fields if field.attname in _SHOWN)


@dataclass(frozen=True)
class Shape:
    """
    What decides the words of a statement beside what was typed.

    :param is_kept: only people of the hamlets of one keeper, whose account is the blank `keeper`.
    :param everywhere: also families, hamlets and addresses, for the search box.
    """

    is_kept: bool = False
    living_only: bool = False
    everywhere: bool = False
    most: int = 8

    @property
    def statuses(self) -> tuple[int, ...]:
        return _LIVING if self.living_only else _LIVING + _GONE

    @property
    def people(self) -> QuerySet[Resident]:
        return Resident.objects.filter(self.kept)

    @property
    def kept(self) -> Q:
        return Q(hamlet__in=kept_by(Blank("keeper"))) if self.is_kept else Q()

    def families(self, wanted: Q) -> QuerySet[Family, Any]:
        """The cards whose people are looked for: a few, but all where of them only those of the own hamlets are seen."""
        cards = Family.objects.filter(wanted).values("pk")
        return cards if self.is_kept else cards[: self.most]


@dataclass(frozen=True)
class Row:
    """Somebody or something found; of a hamlet only `pk` and `name` are known."""

    sort: int
    near: int
    pk: int
    name: str
    person: Resident | None


@lru_cache(maxsize=_KEPT)
def by_digits(shape: Shape, length: int) -> CompiledQuery:
    """Blanks `digits` and `tail`, its last four: who bears such a NIK, and the members and heads of families of such a card."""
    return CompiledQuery(lambda: _together([*_with_nik(shape, length), *_with_card(shape, length)]))


@lru_cache(maxsize=_KEPT)
def by_words(shape: Shape, words: int, of_address: int) -> CompiledQuery:
    """Blanks `word0`... that a name holds; everywhere also `part0`... that an address holds, and the hamlets named by `all_words`."""

    def build() -> QuerySet[Any, Any]:
        arms = [_named(shape, words)]
        if shape.everywhere:
            arms += [_hamlets(shape), *([_at_address(shape, of_address)] if of_address else [])]
        return _together(arms)

    return CompiledQuery(build)


@lru_cache(maxsize=_KEPT)
def nearly(shape: Shape, words: int, of_address: int = 0) -> CompiledQuery:
    """
    Blanks `word0`...: names in which every word has a near twin, the nearest first; also those that hold every word.

    With blanks `part0`... also who lives at an address in which every part has one.
    """
    every_near, likeness = _near(F("search_name"), "word", words)

    def build() -> QuerySet[Any, Any]:
        near = shape.people.filter(every_near, status__in=shape.statuses)
        near = near.order_by(OrderBy(likeness, descending=True), _living_first(), "name", "pk")
        people = _shown(near, PERSON, _distance(likeness))[: 2 * shape.most]
        return _together([people, *([_near_address(shape, of_address)] if of_address else [])])

    return CompiledQuery(build)


@lru_cache(maxsize=_KEPT)
def living_at(shape: Shape, words: int, place: tuple[str, ...]) -> CompiledQuery:
    """Blanks `word0`... of the name, and those of `place`, among `rt`, `rw` and `hamlet`: the living there by name."""

    def build() -> QuerySet[Any, Any]:
        there = {name: Blank(name) for name in place}
        living = shape.people.filter(
            _holding("search_name__contains", "word", words), status=BaseStatus.LIVING, **there
        )
        return _shown(living.order_by("name", "pk"), PERSON)[: shape.most]

    return CompiledQuery(build)


@lru_cache(maxsize=_KEPT)
def hamlets(shape: Shape) -> CompiledQuery:
    """Blank `all_words`: the hamlets whose whole name is among them."""
    return CompiledQuery(lambda: _hamlets(shape))


def read(rows: list[tuple[Any, ...]]) -> list[Row]:
    """The rows of any of these, in the order of the statement."""
    return [_read(row) for row in rows]


def _read(row: tuple[Any, ...]) -> Row:
    sort, near, *own, hamlet, no_kk = row
    if sort == HAMLET:
        return Row(sort, near, own[0], own[1], None)
    person: Resident = Resident.from_db("default", list(_OF_PERSON), own)
    known = {"hamlet": (Hamlet, "name", hamlet), "family": (Family, "no_kk", no_kk)}
    for name, (model, field, value) in known.items():
        setattr(person, name, _beside(model, getattr(person, f"{name}_id"), field, value))
    return Row(sort, near, person.pk, person.name, person)


def _beside(model: type[Model], pk: int | None, field: str, value: Any) -> Model | None:
    """What a person belongs to, as far as it was read along."""
    return model.from_db("default", ["id", field], [pk, value]) if pk is not None else None


def _together(arms: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    # Asked apart, each arm ends as soon as it has enough in the order of an index; asked as one, all would be found and then sorted.
    return arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]


def _shown(people: QuerySet[Resident], sort: int, near: Any = None) -> QuerySet[Any, Any]:
    whole = people.annotate(sort=Value(sort), near=near or Value(0))
    return whole.values_list("sort", "near", *_OF_PERSON, "hamlet__name", "family__no_kk")


def _with_nik(shape: Shape, length: int) -> list[QuerySet[Any, Any]]:
    digits, people = Blank("digits"), shape.people
    if length >= LENGTH:
        return [_shown(people.filter(nik=digits, status__in=shape.statuses), PERSON)]
    if length < matching.SHORTEST_NUMBER:
        return []
    people = matching.with_ending(people)
    ends = Q(nik_ending=Blank("tail"), nik__endswith=digits)
    starts = Q(nik__startswith=digits) & ~Q(nik__endswith=digits)
    sorts = [(PERSON, ends, _LIVING), (STARTS, starts, _LIVING)]
    if not shape.living_only:
        sorts.append((GONE, or_(ends, starts), _GONE))
    return [
        _shown(people.filter(wanted, status__in=among).order_by("name", "pk"), sort)[: shape.most]
        for sort, wanted, among in sorts
    ]


def _with_card(shape: Shape, length: int) -> list[QuerySet[Any, Any]]:
    numbered = shape.families(_card_like(Blank("digits"), length))
    members = shape.people.filter(family__in=numbered, status__in=shape.statuses)
    members = members.order_by(_living_first(), "relation", "name", "pk")
    found = [_shown(members, OF_CARD, _living_first() * 100 + F("relation"))[: shape.most]]
    if shape.everywhere:
        found.append(_shown(_heads(shape, numbered), FAMILY)[: shape.most])
    return found


def _named(shape: Shape, words: int) -> QuerySet[Any, Any]:
    begins = Case(When(search_name__startswith=Blank("word0"), then=0), default=1, output_field=IntegerField())
    order = (_living_first(), begins, "name", "pk")
    named = shape.people.filter(_holding("search_name__contains", "word", words), status__in=shape.statuses)
    # The first few in this order, whose families and hamlets are joined only to them and not to all there are.
    keys = named.order_by(*order).values("pk")[: shape.most]
    return _shown(Resident.objects.filter(pk__in=keys).order_by(*order), PERSON, _living_first() * 10 + begins)


def _hamlets(shape: Shape) -> QuerySet[Any, Any]:
    found = Hamlet.objects.filter(Q(pk__in=kept_by(Blank("keeper"))) if shape.is_kept else Q())
    plain = Func(Upper("name"), Value("[^[:alnum:] ]"), Value(""), Value("g"), function="regexp_replace")
    own = Func(Trim(plain), Value(" +"), function="regexp_split_to_array", output_field=ArrayField(TextField()))
    named = found.alias(words=own).filter(words__contained_by=Blank("all_words"))
    rest = {f"x{place}": Value(None, CharField()) for place in range(len(_OF_PERSON))}
    return named.annotate(sort=Value(HAMLET), near=Value(0), **rest).values_list("sort", "near", "id", "name", *rest)


def _at_address(shape: Shape, words: int) -> QuerySet[Any, Any]:
    there = shape.families(_holding("address__icontains", "part", words))
    return _shown(_heads(shape, there), AT_ADDRESS)[: shape.most]


def _near_address(shape: Shape, parts: int) -> QuerySet[Any, Any]:
    every_near, likeness = _near(Upper("address"), "part", parts)
    nearest = Family.objects.filter(every_near).order_by(OrderBy(likeness, descending=True), "pk").values("pk")
    # Of one keeper's hamlets all that are near are asked for, as where an address is held (`Shape.families`).
    there = nearest.order_by() if shape.is_kept else nearest[: shape.most]
    return _shown(_heads(shape, there), AT_ADDRESS)[: shape.most]


def _near(text: Any, blank: str, count: int) -> tuple[Q, Any]:
    """Every blank has a near twin in the text; and how near they are together, from 0 to 1."""
    typed = [Blank(f"{blank}{place}", CharField()) for place in range(count)]
    every = reduce(and_, (Q(matching.NearWord(text, word)) for word in typed))
    return every, sum((matching.likeness(word, text) for word in typed), Value(0.0)) / count


def _distance(likeness: Any) -> Cast:
    """How far off, in thousandths."""
    return Cast((Value(1.0) - likeness) * Value(1000.0), IntegerField())


def _heads(shape: Shape, families: QuerySet[Family, Any]) -> QuerySet[Resident]:
    """The living heads of these families."""
    heads = shape.people.filter(family__in=families, relation=Relation.HEAD, status=BaseStatus.LIVING)
    return heads.order_by("name", "pk")


def _holding(lookup: str, blank: str, count: int) -> Q:
    """Each of the blanks stands in the text."""
    return reduce(and_, (Q((lookup, Blank(f"{blank}{place}"))) for place in range(count)), Q())


def _living_first() -> Case:
    return Case(When(status=BaseStatus.LIVING, then=0), default=1, output_field=IntegerField())


def _card_like(digits: Blank, length: int) -> Q:
    """A family card by its number, or by the start or the end of it."""
    return Q(no_kk=digits) if length >= LENGTH else Q(no_kk__startswith=digits) | Q(no_kk__endswith=digits)
