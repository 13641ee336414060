"""The limits of an office as a kabupaten reads and types them: gigabytes, not bytes."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.conf import settings

from tenants import limits
from tenants.models import Office
from walls.limits import What
from web.indonesian import file_size, whole_number

GIGABYTE = 1024**3
LABELS = {
    What.STORAGE: ("Penyimpanan dokumen (GB)", ""),
    What.JOBS: ("Pekerjaan sekaligus", "pekerjaan"),
    What.REQUESTS: ("Permintaan halaman semenit", "permintaan semenit"),
    What.API_CALLS: ("Permintaan API semenit", "permintaan semenit"),
    What.EXPORTS: ("Unduhan daftar sehari", "unduhan sehari"),
}


@dataclass(frozen=True)
class Use:
    """How much of one thing an office uses, where that can be counted."""

    what: What
    used: int
    allowed: int

    @property
    def label(self) -> str:
        return LABELS[self.what][0].partition(" (")[0]

    @property
    def words(self) -> str:
        used = file_size(self.used) if self.what is What.STORAGE else whole_number(self.used)
        return f"{used} dari {written(self.what, self.allowed)}"

    @property
    def tone(self) -> str:
        return "bad" if self.used >= self.allowed else "warn" if self.used > self.allowed * 0.8 else "ok"


class LimitsForm(forms.Form):
    """What one office may use; an empty field leaves it at what every office may."""

    def __init__(self, data: object = None, *, office: Office) -> None:
        own = limits.decisions(office)
        super().__init__(data, initial={what: _shown(what, own.get(what)) for what in What})  # type: ignore[arg-type] # a QueryDict
        for what, (label, _) in LABELS.items():
            usual = f"Kosongkan untuk memakai bawaan: {written(what, settings.LIMITS[what])}."
            is_storage = what is What.STORAGE
            self.fields[what] = forms.DecimalField(
                label=label,
                help_text=usual,
                required=False,
                min_value=0,
                max_value=1_000_000,
                max_digits=10 if is_storage else 7,
                decimal_places=2 if is_storage else 0,
                localize=True,
                error_messages={"min_value": "Isi dengan 0 atau lebih.", "max_value": "Angka ini terlalu besar."},
                widget=forms.TextInput({"inputmode": "decimal" if is_storage else "numeric", "class": "width-short"}),
            )

    @property
    def values(self) -> dict[What, int | None]:
        """Bytes and counts."""
        return {what: _stored(what, self.cleaned_data[what]) for what in LABELS}


def uses(office: Office) -> Iterator[Use]:
    for what, used in limits.usage(office).items():
        yield Use(What(what), used, limits.of(office, What(what)))


def written(what: What, value: int) -> str:
    """5 GB, 20 pekerjaan."""
    return file_size(value) if what is What.STORAGE else f"{whole_number(value)} {LABELS[what][1]}"


def _shown(what: What, value: int | None) -> Decimal | int | None:
    if value is None or what is not What.STORAGE:
        return value
    return Decimal(f"{round(Decimal(value) / GIGABYTE, 2).normalize():f}")


def _stored(what: What, typed: Decimal | None) -> int | None:
    return None if typed is None else int(typed * (GIGABYTE if what is What.STORAGE else 1))
