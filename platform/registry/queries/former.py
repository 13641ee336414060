"""
What records said on a day: what they say now, but for the words that were changed since (`registry.models.Former`).

Three ways to ask: `word` for a statement that groups or sorts, `said` for one that narrows, `let_say` for records that were read. Without
a day each asks what stands now.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, BooleanField, F, Func, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from registry.models import CardNumber, Former, Hamlet, Resident
from registry.models.former import KEPT, column, what
from registry.rules import nik


def word(name: str, day: date | None, *, of: type[Model] = Resident, by: str = "resident") -> Any:
    """
    A column as it stood at the end of a day, for a query over what has a link `by` to the record; "pk" where it is the record itself.

    Only whose word was changed since then is looked up; all others are read where they stand.
    """
    return _then(column(of, name), day, of=of, by=by)


def search_name(day: date | None, *, by: str = "resident") -> Any:
    """The name of a resident in letters for searching, as `word`."""
    return _then(column(Resident, "name"), day, of=Resident, by=by, made=_LETTERS, now="search_name")


def said(day: date | None, **wanted: Any) -> Q:
    """Those, of stays, whose record said this at the end of a day: `said(day, marital__gt=1, recording=3)`."""
    found = Q()
    for asked, value in wanted.items():
        name, _, lookup = asked.partition("__")
        found &= Q(**{f"resident__{asked}": value}) if day is None else _compared(word(name, day), lookup, value)
    return found


def names_like(day: date, words: Iterable[str]) -> Q:
    """Those, of stays, whose name of a day holds every word."""
    found = Q()
    for one in words:
        found &= _compared(search_name(day), "contains", one)
    return found


def unless_unchanged(day: date, *names: tuple[type[Model], str]) -> date | None:
    """The day, or None where nothing of these columns was changed since: then what stands now is asked, which is quicker. One statement."""
    columns = [what(model, column(model, name).attname) for model, name in names]
    return day if Former.objects.filter(what__in=columns, until__gt=day).exists() else None


def let_say(day: date, records: Iterable[Model | None]) -> None:
    """Let records that were read say what they said at the end of a day; one statement for all of them."""
    asked: dict[tuple[str, int], list[Model]] = defaultdict(list)
    wanted = Q()
    for one in records:
        if one is not None:
            asked[str(one._meta.model_name), one.pk].append(one)
    for model, columns in KEPT.items():
        subjects = [pk for name, pk in asked if name == model._meta.model_name]
        if subjects:
            wanted |= Q(what__in=[what(model, column) for column in sorted(columns)], subject__in=subjects)
    if not wanted:
        return
    # The earliest comes last and stays.
    for former in Former.objects.filter(wanted, until__gt=day).order_by("-until"):
        model_name, _, name = former.what.partition(".")
        for one in asked[model_name, former.subject]:
            _put(one, name, former.value)


def hamlet_names(day: date | None) -> dict[int, str]:
    """What each hamlet was called at the end of a day; two statements."""
    hamlets = list(Hamlet.objects.all())
    if day is not None:
        let_say(day, hamlets)
    return {hamlet.pk: hamlet.name for hamlet in hamlets}


def card_numbers(day: date) -> QuerySet[CardNumber]:
    """The numbers cards bore at the end of a day, the latest first."""
    borne = CardNumber.objects.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gt=day))
    return borne.order_by("-since", "-pk")


def card_number(day: date, *, by: str = "family") -> Any:
    """The number a family's card bore at the end of a day, for a statement over what has a link `by` to the family."""
    return Subquery(card_numbers(day).filter(family=OuterRef(by)).values("no_kk")[:1])


class Then(Func):
    """
    A column as it stood at the end of a day: where it was changed since, the first word that ended later, else the column itself.

    Whose word was changed is one list, hashed once for a statement; so what never changed costs nothing more.
    """

    def __init__(self, subject: Any, now: Any, *, what: str, day: date, made: str = "{}", output_field: Any) -> None:
        super().__init__(subject, now, output_field=output_field)
        self.what, self.day, self.made = what, day, made

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> Any:  # type: ignore[override]  # no template of its own
        subject, now = self.source_expressions
        one, one_asked = compiler.compile(subject)
        stands, stands_asked = compiler.compile(now)
        asked = [self.what, self.day]
        ended = f"(SELECT f.value {_LATER} AND f.subject = {one} ORDER BY f.until LIMIT 1)"
        word = self.made.format(f"{ended}::{self.output_field.cast_db_type(connection)}")
        return (
            f"CASE WHEN {one} IN (SELECT f.subject {_LATER}) THEN {word} ELSE {stands} END",
            [*one_asked, *asked, *asked, *one_asked, *stands_asked],
        )


_LATER = "FROM registry_former f WHERE f.what = %s AND f.until > %s"
#: As `models.residents.letters_of`.
_LETTERS = "regexp_replace(upper({}), '[^[:alnum:] ]', '', 'g')"


def _then(field: Any, day: date | None, *, of: type[Model], by: str, made: str = "{}", now: str = "") -> Any:
    stands = F(_path(by, now or field.attname))
    if day is None:
        return stands
    return Then(F(by), stands, what=what(of, field.attname), day=day, made=made, output_field=_kind(field))


def _path(by: str, name: str) -> str:
    return name if by == "pk" else f"{by}__{name}"


def _kind(field: Any) -> Any:
    """The kind of a column's values; a link is the number it holds."""
    return BigIntegerField() if field.is_relation else field


def _compared(expression: Any, lookup: str, value: Any) -> Q:
    """A comparison that is false where nothing is known, so that its contrary is true."""
    compared = expression.output_field.get_lookup(lookup or "exact")(expression, value)
    return Q(Coalesce(compared, Value(False), output_field=BooleanField()))


def _put(one: Model, name: str, text: str | None) -> None:
    setattr(one, name, one._meta.get_field(name).to_python(text))  # type: ignore[union-attr]  # never a reverse relation
    if isinstance(one, Resident) and name == "nik":
        one.nik_status = nik.status_of(one.nik)
