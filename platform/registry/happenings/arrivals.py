"""Coming to live in the village: typed, known from before, or offered by another village."""

from collections.abc import Iterable
from typing import Any

from django import forms

from registry import codes
from registry.actions.happenings.arriving import Newcomer
from registry.actions.happenings.moves import record_move_in
from registry.actions.happenings.places import Card as FamilyCard
from registry.happenings import places
from registry.happenings.form import Card, HappeningForm, choice, words
from registry.happenings.kinds import Kind, Pick
from registry.models import Event
from registry.rules import moves, nik
from registry.rules.findings import Finding, Verdict
from web.forms import DateField, NikField

MOST = 12


class ArrivalForm(HappeningForm):
    """Where people who come will live, and under which card."""

    under = places.under(places.UNDER_NEW)
    new_no_kk = NikField(label="Nomor KK baru", required=False, help_text="Kosongkan bila KK masih diurus.")
    join_no_kk = places.joined()
    note = words("Keterangan", longest=200)

    def ask(self) -> None:
        self.fields["happened_on"].label = "Tanggal datang"
        places.ask_place(self)
        self.ask_people()

    def ask_people(self) -> None:
        raise NotImplementedError

    def clean(self) -> None:
        places.check_joined(self)

    def newcomers(self) -> list[Newcomer]:
        raise NotImplementedError

    def arguments(self) -> dict[str, Any]:
        return {
            **self.days(),
            "details": self.details(),
            "newcomers": self.newcomers(),
            "place": places.place_in(self.cleaned_data),
            "card": places.card_in(self.cleaned_data),
        }


class MoveInForm(ArrivalForm):
    """People come from elsewhere."""

    origin = words("Datang dari", longest=200, required=True, help_text="Desa, kecamatan, dan kabupaten asal.")
    reason = choice("Alasan pindah", codes.MoveReason.choices)
    letter_number = words("Nomor surat pindah (SKPWNI)", longest=60)
    letter_on = DateField(label="Tanggal surat pindah", required=False)
    count = forms.TypedChoiceField(
        label="Berapa orang yang datang?",
        coerce=int,
        initial=1,
        choices=[(number, f"{number} orang") for number in range(1, MOST + 1)],
        help_text="Tekan Periksa dulu untuk menampilkan isian semua orang.",
    )

    DETAILS = ("origin", "reason", "letter_number", "letter_on", "note")

    def ask_people(self) -> None:
        known = self.people.get("warga")
        self.slots = [ask(self, number, known is not None) for number in range(self.how_many())]

    def how_many(self) -> int:
        """As many as the form says, as far as that is a number; each has a card of its own."""
        said = str((self.data or {}).get("count", "1"))
        return min(max(int(said), 1), MOST) if said.isdigit() and len(said) < 3 else 1

    def clean(self) -> None:
        super().clean()
        known = self.people.get("warga") is not None
        for number in range(self.how_many()):
            if known and number == 0:
                continue
            said = self.cleaned_data
            if not said.get(f"person_{number}_name") and not said.get(f"person_{number}_nik"):
                self.add_error(f"person_{number}_name", f"Isi nama atau NIK orang ke-{number + 1}.")

    def newcomers(self) -> list[Newcomer]:
        known = self.people.get("warga")
        return [
            places.person_in(self.cleaned_data, number, known.pk if known and number == 0 else None)
            for number in range(self.how_many())
        ]

    def cards(self) -> Any:
        first = [
            ("Kedatangan", ("happened_on", "reported_on", "origin", "reason", "letter_number", "letter_on", "count"))
        ]
        home = [("Tempat tinggal dan KK", (*places.PLACE, "under", "new_no_kk", "join_no_kk", "note"))]
        known = self.people.get("warga")
        people = [
            (known.name if known and number == 0 else f"Orang ke-{number + 1}", names, more)
            for number, (names, more) in enumerate(self.slots)
        ]
        asked: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [(*card, ()) for card in (*first, *home)]
        return [
            Card(title, [self[name] for name in names], [self[name] for name in more])
            for title, names, more in [*asked, *people]
        ]


class AcceptForm(ArrivalForm):
    """The people of an offer come: who they are is said already."""

    DETAILS = ("note",)

    def __init__(self, *args: Any, offered: list[dict[str, Any]], offer: Any, **kwargs: Any) -> None:
        self.offered, self.offer = offered, offer
        super().__init__(*args, **kwargs)

    def ask_people(self) -> None:
        for number, person in enumerate(self.offered):
            self.fields[f"person_{number}_relation"] = choice(
                str(person.get("name", ""))[:100], codes.Relation.choices, required=True, initial=person.get("relation")
            )

    def newcomers(self) -> list[Newcomer]:
        return [
            Newcomer(relation=self.cleaned_data[f"person_{number}_relation"]) for number, _ in enumerate(self.offered)
        ]

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "offer": self.offer}

    def cards(self) -> Any:
        people = tuple(f"person_{number}_relation" for number, _ in enumerate(self.offered))
        cards = (
            ("Kedatangan", ("happened_on", "reported_on", "note")),
            ("Hubungan dalam KK", people),
            ("Tempat tinggal", places.PLACE),
            ("Kartu keluarga", ("under", "new_no_kk", "join_no_kk")),
        )
        return [Card(title, [self[name] for name in names]) for title, names in cards]


def ask(form: MoveInForm, number: int, has_known: bool) -> places.Slot:
    return places.ask_person(form, number, is_known=has_known and number == 0)


def warnings_in(
    *, card: FamilyCard, details: Any, newcomers: Iterable[Newcomer], offer: Any = None, **_: Any
) -> list[Finding]:
    """What to look at twice when people come."""
    verdict = Verdict(warnings=[found for one in newcomers for found in nik.warnings_of(one.told)])
    if not details.get("letter_number") and offer is None:
        verdict.warn(moves.MoveWarning.NO_LETTER)
    if card.is_new and not card.no_kk:
        verdict.warn(moves.MoveWarning.NO_CARD)
    return list({finding.reason: finding for finding in verdict.warnings}.values())


MOVE_IN = Kind(
    slug="datang",
    event=Event.Kind.MOVE_IN,
    title="Pindah datang",
    words="Orang datang dan menetap di desa.",
    icon="download",
    form=MoveInForm,
    record=record_move_in,
    picks=(
        Pick(
            "warga",
            "Pernah tercatat di desa ini?",
            hint="Yang pernah pindah atau tinggal sementara dipilih di sini.",
            other="Belum pernah tercatat",
        ),
    ),
    books="B.2 dan B.3",
    warnings=warnings_in,
)

#: Not in the list of kinds: it begins from an offer (registry.views.handovers).
ACCEPT = Kind(
    slug="terima",
    event=Event.Kind.MOVE_IN,
    title="Pindah datang dari desa lain",
    words="Orang yang ditawarkan desa lain menjadi penduduk desa ini.",
    icon="download",
    form=AcceptForm,
    record=record_move_in,
    picks=(),
    books="B.2 dan B.3",
    warnings=warnings_in,
)
