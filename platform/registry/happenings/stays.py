"""Temporary residents, as book B.4 asks about them."""

from dataclasses import replace
from typing import Any

from registry.actions.happenings.arriving import Newcomer
from registry.actions.happenings.stays import record_temporary_in, record_temporary_out
from registry.happenings import places
from registry.happenings.form import Card, HappeningForm, words
from registry.happenings.kinds import Kind, Pick
from registry.models import Event
from registry.rules import moves, nik
from registry.rules.findings import Finding
from web.forms import DateField

#: Of the questions about a person: name, NIK, sex, birthplace and birthday.
WHO = 5
TOLD = "Keterangan orangnya"


class TemporaryInForm(HappeningForm):
    """Somebody stays for a while."""

    identity_number = words(
        "Tanda pengenal lain", longest=60, secret=True, help_text="Paspor, SIM, atau KITAS bila tanpa NIK."
    )
    origin = words("Datang dari", longest=200, required=True)
    purpose = words("Maksud dan tujuan", longest=200, required=True)
    host_name = words("Nama yang didatangi", secret=True)
    host_address = words("Alamat yang didatangi", longest=200, secret=True)
    until = DateField(label="Rencana sampai", required=False)
    note = words("Keterangan", longest=200)

    DETAILS = ("identity_number", "origin", "purpose", "host_name", "host_address", "note", "until")

    def ask(self) -> None:
        self.fields["happened_on"].label = "Tanggal datang"
        self.slot, self.more = places.ask_person(self, 0, is_known=self.people.get("warga") is not None, relation=False)
        places.ask_place(self)

    def cards(self) -> Any:
        cards = [
            ("Kedatangan", ("happened_on", "reported_on", "origin", "purpose", "until", "note")),
            ("Yang didatangi", ("host_name", "host_address", *places.PLACE)),
            # Who somebody is, and apart from it what is told of them, so that no card is twice as long as its neighbour.
            ("Orangnya", (*self.slot[:WHO], "identity_number")),
            (TOLD, self.slot[WHO:]),
        ]
        made = [Card(title, [self[name] for name in names]) for title, names in cards if names]
        return [replace(card, more=[self[name] for name in self.more]) if card.title == TOLD else card for card in made]

    def arguments(self) -> dict[str, Any]:
        known = self.people.get("warga")
        details = {name: value for name, value in self.details().items() if name != "until"}
        return {
            **self.days(),
            "details": details,
            "newcomer": places.person_in(self.cleaned_data, 0, known.pk if known else None),
            "place": places.place_in(self.cleaned_data),
            "until": self.cleaned_data.get("until"),
        }


class TemporaryOutForm(HappeningForm):
    """A temporary resident leaves."""

    destination = words("Pergi ke", longest=200, secret=True)
    note = words("Keterangan", longest=200)

    DETAILS = ("destination", "note")
    CARDS = (("Kepergian", ("happened_on", "reported_on")), ("Tujuan", ("destination", "note")))

    def ask(self) -> None:
        self.fields["happened_on"].label = "Tanggal pergi"


def warnings(*, newcomer: Newcomer, happened_on: Any, until: Any, **_: Any) -> list[Finding]:
    """What to look at twice when somebody comes for a while."""
    return [*nik.warnings_of(newcomer.told), *moves.warnings_of_visit(since=happened_on, until=until).warnings]


TEMPORARY_IN = Kind(
    slug="tinggal-sementara",
    event=Event.Kind.TEMPORARY_IN,
    title="Tinggal sementara",
    words="Orang tinggal sementara di desa dan tidak dihitung sebagai penduduk tetap.",
    icon="calendar",
    form=TemporaryInForm,
    record=record_temporary_in,
    picks=(Pick("warga", "Pernah tercatat di desa ini?", other="Belum pernah tercatat"),),
    books="B.4",
    warnings=warnings,
)

TEMPORARY_OUT = Kind(
    slug="pergi",
    event=Event.Kind.TEMPORARY_OUT,
    title="Penduduk sementara pergi",
    words="Penduduk sementara meninggalkan desa.",
    icon="sign-out",
    form=TemporaryOutForm,
    record=record_temporary_out,
    picks=(Pick("warga", "Siapa yang pergi?"),),
    books="B.4",
)
