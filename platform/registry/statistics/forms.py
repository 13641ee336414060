"""What the statistics are narrowed to; all of it stands in the address, and a wrong value narrows nothing."""

from datetime import date
from typing import Any

from django import forms

from registry.models import Area as Place
from registry.models import VoterList
from registry.rules.voters import Election, Kind
from registry.statistics.card_duty import MONTHS
from registry.statistics.counting import Area
from web.forms import DateField

WHOLE = ("", "Semua")
#: No register goes further back, and no age is counted from before the calendar.
EARLIEST = date(1900, 1, 1)


class AreaForm(forms.Form):
    """A hamlet, an RW or an RT."""

    dusun = forms.TypedChoiceField(label="Dusun", required=False, coerce=int, empty_value=None)
    rw = forms.ChoiceField(label="RW", required=False)
    rt = forms.ChoiceField(label="RT", required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        self.today = today
        places = list(Place.objects.filter(closed_on__isnull=True).select_related("hamlet").order_by("hamlet__name"))
        hamlets = {place.hamlet_id: str(place.hamlet).title() for place in places if place.hamlet_id}
        self._offer("dusun", list(hamlets.items()))
        self._offer("rw", [(code, code) for code in sorted({place.rw for place in places if place.rw})])
        self._offer("rt", [(code, code) for code in sorted({place.rt for place in places if place.rt})])
        self.full_clean()

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[name].choices = [WHOLE, *choices]  # type: ignore[attr-defined]
        if not choices:
            del self.fields[name]

    @property
    def area(self) -> Area:
        found = self.cleaned_data
        return Area(found.get("dusun"), found.get("rw") or "", found.get("rt") or "")

    @property
    def place(self) -> str:
        """The place in words, empty for the whole village."""
        said = [
            f"{field.label} {dict(getattr(field, 'choices', [])).get(self.cleaned_data.get(name))}"
            for name, field in self.fields.items()
            if name in ("dusun", "rw", "rt") and self.cleaned_data.get(name)
        ]
        return ", ".join(said)


class GrowthForm(AreaForm):
    """A place, and the last of twelve months."""

    sampai = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def last(self) -> date:
        """The first day of the month asked for, at most the present one."""
        try:
            asked = date.fromisoformat(f"{self.cleaned_data.get('sampai', '')}-01")
        except ValueError:
            asked = self.today
        return max(min(asked, self.today).replace(day=1), date(1950, 1, 1))


class AskForm(AreaForm):
    """A place, and any day until today."""

    tanggal = DateField(label="Keadaan tanggal", required=False)

    @property
    def day(self) -> date:
        return max(EARLIEST, min(self.cleaned_data.get("tanggal") or self.today, self.today))

    @property
    def is_now(self) -> bool:
        return self.day == self.today


class DutyForm(AreaForm):
    """A place, and how many months ahead."""

    bulan = forms.TypedChoiceField(
        label="Genap 17 tahun dalam",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(n, f"{n} bulan") for n in MONTHS],
    )

    @property
    def months(self) -> int:
        return self.cleaned_data.get("bulan") or 6


class VoterForm(AreaForm):
    """An election: which, its day, and the day of its first list."""

    pemilihan = forms.ChoiceField(
        label="Pemilihan", required=False, choices=[(kind.value, kind.label) for kind in Kind]
    )
    tanggal = DateField(label="Hari pemungutan suara", required=False)
    dps = DateField(label="Tanggal DPS", required=False)

    @property
    def election(self) -> Election:
        """The election that is asked for; without a day, one of today."""
        found = self.cleaned_data
        voting_on = max(EARLIEST, found.get("tanggal") or self.today)
        kind = Kind(found.get("pemilihan") or Kind.NATIONAL)
        return Election(kind, voting_on, max(EARLIEST, min(found.get("dps") or self.today, voting_on)))


class WithdrawForm(forms.Form):
    """Why a kept list holds no longer."""

    reason = forms.CharField(label="Alasan", max_length=200, help_text="Misalnya tanggal pemungutan suaranya keliru.")


class KeepForm(forms.Form):
    """A list to keep: of which election, and as which; nothing is guessed here."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    tahap = forms.ChoiceField(
        label="Simpan sebagai", choices=[(stage.value, f"{stage.value} · {stage.label}") for stage in VoterList.Stage]
    )
    pemilihan = forms.ChoiceField(label="Pemilihan", choices=[(kind.value, kind.label) for kind in Kind])
    tanggal = DateField(label="Hari pemungutan suara")
    dps = DateField(label="Tanggal DPS")

    def clean(self) -> dict[str, Any]:
        """
        :raises ValidationError: who votes before the list is made; a year nobody votes in.
        """
        said: dict[str, Any] = super().clean() or self.cleaned_data
        voting_on, listed_on = said.get("tanggal"), said.get("dps")
        if voting_on and voting_on < EARLIEST:
            self.add_error("tanggal", "Tanggal ini terlalu lampau.")
        elif voting_on and listed_on and listed_on > voting_on:
            self.add_error("dps", "Tanggal DPS tidak boleh sesudah hari pemungutan suara.")
        elif listed_on and listed_on < EARLIEST:
            self.add_error("dps", "Tanggal ini terlalu lampau.")
        return said

    @property
    def election(self) -> Election:
        found = self.cleaned_data
        return Election(Kind(found["pemilihan"]), found["tanggal"], found["dps"])
