"""What the pages of figures are asked for in the address; whatever is unknown counts as not said."""

from typing import Any

from django import forms

from exchange import indicators
from exchange.periods import NotAPeriod, Period
from supervision import grouping
from supervision.comparison import BY_NAME, SORTS
from tenants.models import Office

MONTHS_TO_CHOOSE = 12
#: Addresses people kept from earlier.
FORMER = {"bantu": "target"}


class FilterForm(forms.Form):
    """Which month."""

    periode = forms.ChoiceField(label="Periode")

    def __init__(self, data: Any, *, month: Period) -> None:
        self.month = month
        super().__init__(self.wanted(data))
        self._offer("periode", [(period, Period(period).words) for period in self._months()])

    def wanted(self, data: Any) -> dict[str, str]:
        """What is asked for, as far as it is known."""
        return {"periode": _known_period(data.get("periode", ""), self.month)}

    @property
    def period(self) -> Period:
        return Period(self.data["periode"])

    def _months(self) -> list[str]:
        return sorted({*self.month.back(MONTHS_TO_CHOOSE), self.data["periode"]}, reverse=True)

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class ComparisonForm(FilterForm):
    """Which month, which group of indicators, and in which order."""

    kelompok = forms.ChoiceField(label="Kelompok", required=False)
    urut = forms.ChoiceField(label="Urutkan", required=False)

    def __init__(self, data: Any, *, month: Period, compares_districts: bool = False) -> None:
        """:param compares_districts: the table has kecamatan, so what they count of themselves is in it too."""
        own = indicators.all_declared(Office.Kind.DISTRICT) if compares_districts else []
        self.groups = grouping.grouped(grouping.arranged([*indicators.all_declared(), *own]))
        super().__init__(data, month=month)
        self._offer("kelompok", [("", "Semua"), *((group.letter, group.name) for group in self.groups)])
        orders: list[Any] = [*SORTS.items()]
        orders += [(group.name, [(one.code, one.name) for one in group.indicators]) for group in self.groups]
        if self.sort.startswith("-"):
            orders.append((self.sort, f"{indicators.named(self.sort[1:]).name}, dibalik"))
        self._offer("urut", orders)

    def wanted(self, data: Any) -> dict[str, str]:
        codes = {one.code for group in self.groups for one in group.indicators}
        order = FORMER.get(data.get("urut", ""), data.get("urut", ""))
        letter = data.get("kelompok", "")
        return super().wanted(data) | {
            "urut": order if order in SORTS or order.removeprefix("-") in codes else BY_NAME,
            "kelompok": letter if letter in {group.letter for group in self.groups} else "",
        }

    @property
    def sort(self) -> str:
        return str(self.data["urut"])

    @property
    def letter(self) -> str:
        return str(self.data["kelompok"])


def _known_period(text: str, month: Period) -> str:
    """A past month or this one; anything else is this one."""
    try:
        wanted = Period(text)
    except NotAPeriod:
        return month
    return wanted if wanted.is_month and wanted <= month else month
