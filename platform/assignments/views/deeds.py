"""The steps of a matter as pages: what each asks for, and which action it calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from django.forms import Form

from assignments import actions, forms
from assignments.queries import matters
from exchange.matters.models import Matter

#: Called with the matter, the valid form, who and when.
Run = Callable[[Matter, Any, Any, datetime], Any]


@dataclass(frozen=True)
class Deed:
    """
    One step: the words on its button, its form (None: one press), what it does, what is said afterwards, its tone.
    """

    verb: str
    form: type[Form] | None
    run: Run
    done: str
    tone: str = ""

    @property
    def is_pressed(self) -> bool:
        """It asks for nothing. Templates may not look at `form`: they would call the class."""
        return self.form is None


def _words(verb: str) -> Run:
    def run(matter: Matter, form: Any, by: Any, at: datetime) -> Any:
        files = form.cleaned_data.get("enclosed", ())
        return actions.speak(key=matter.key, verb=verb, text=form.cleaned_data["text"], files=files, by=by, at=at)

    return run


def _report(matter: Matter, form: Any, by: Any, at: datetime) -> Any:
    return actions.report(key=matter.key, by=by, at=at, **forms.handed_in(form))


def _return(matter: Matter, form: Any, by: Any, at: datetime) -> Any:
    said = form.cleaned_data
    return actions.return_report(key=matter.key, reason=said["text"], due_on=said["due_on"], by=by, at=at)


def _extend(matter: Matter, form: Any, by: Any, at: datetime) -> Any:
    said = form.cleaned_data
    return actions.extend(matters=[matter], due_on=said["due_on"], reason=said["text"], by=by, at=at)


def _withdraw(matter: Matter, form: Any, by: Any, at: datetime) -> Any:
    return actions.withdraw(matters=[matter], reason=form.cleaned_data["text"], by=by, at=at)


def _take_up(matter: Matter, form: Any, by: Any, at: datetime) -> Any:
    return actions.take_up(key=matter.key, by=by, at=at)


def _hand_on(matter: Matter, form: Any, by: Any, at: datetime) -> Any:
    return actions.hand_on(matter=matter.key, by=by, at=at, **form.cleaned_data)


HAND_ON = "disposisi"
DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "terima": Deed(
            "Terima, selesai", forms.PerhapsForm, _words("terima"), "Laporan diterima. Tugas selesai.", "primary"
        ),
        "kembalikan": Deed("Kembalikan", forms.ReturnForm, _return, "Laporan dikembalikan ke desa."),
        "lapor": Deed("Laporkan selesai", forms.ReportForm, _report, "Laporan terkirim ke kecamatan.", "primary"),
        "ambil": Deed("Mulai kerjakan", None, _take_up, "Tugas mulai dikerjakan."),
        HAND_ON: Deed("Serahkan ke jabatan", forms.HandOnForm, _hand_on, "Disposisi tersimpan."),
        "setuju": Deed("Setuju selesai", forms.PerhapsForm, _words("setuju"), "Urusan ini selesai.", "primary"),
        "lanjut": Deed("Belum selesai", forms.ReasonForm, _words("lanjut"), "Urusan ini berjalan lagi."),
        "tulis": Deed("Tulis", forms.WordsForm, _words("tulis"), "Catatan terkirim.", "primary"),
        "usul": Deed("Usulkan selesai", forms.PerhapsForm, _words("usul"), "Usul terkirim ke desa lain."),
        "catat": Deed("Tulis catatan", forms.WordsForm, _words("catat"), "Catatan terkirim."),
        "perpanjang": Deed("Ubah tenggat", forms.ExtendForm, _extend, "Tenggat baru terkirim ke desa."),
        "tarik": Deed("Batalkan tugas", forms.ReasonForm, _withdraw, "Tugas dibatalkan.", "danger"),
    }
)


def form_of(deed: Deed, matter: Matter, today: date, data: Any = None, files: Any = None) -> Any:
    """The form of a deed, filled or empty."""
    if deed.form is forms.ReportForm:
        return forms.ReportForm(data, files, wanted=matter.details.get("evidence", "KATA"))
    if deed.form is forms.HandOnForm:
        last = matters.due_on(matter)
        first = {"key": uuid4(), "due_on": last if last and last >= today else None}
        return forms.HandOnForm(data, desks=matters.desks(), today=today, initial=first)
    return deed.form(data, files) if deed.form else Form(data)
