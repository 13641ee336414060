"""The form every kind of event builds on: its two days, its cards, and the questions about a family that loses its head."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from registry import codes
from registry.actions.happenings.heads import NewHead, suggested
from registry.models import Resident
from web.forms import CheckCards, DateField, KeyField, NikField
from web.indonesian import long_date, masked_nik

#: Names typed of people who may live anywhere in the village; only who sees the whole register reads them.
OF_OTHERS = frozenset(
    {"reporter", "reporter_nik", "witness1", "witness1_nik", "witness2", "witness2_nik", "host_name", "host_address"}
)

#: Of a person, whatever the question was.
_NUMBER = re.compile(r"^[0-9]{16}$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")

NOT_SAID = ("", "Belum diketahui")
BY_RULE = ("", "Menurut aturan")
MEMBERS = [(value, label) for value, label in codes.Relation.choices if value != codes.Relation.HEAD]


@dataclass(frozen=True)
class Card:
    """A card of the page: what is asked of everybody, and behind a fold what is asked of few."""

    title: str
    fields: list[forms.BoundField]
    more: Sequence[forms.BoundField] = ()

    @property
    def is_open(self) -> bool:
        """Whether something behind the fold has to be mended."""
        return any(field.errors for field in self.more)


Cards = list[Card]


def choice(label: str, choices: Iterable[tuple[Any, Any]], *, required: bool = False, **more: Any) -> Any:
    """A choice of codes. It begins with "Pilih" where it must be made, else with `first`, which is "Belum diketahui" if not said."""
    said = more.pop("first", NOT_SAID)
    first = ("", "Pilih") if required else said
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=required, choices=[first, *choices], **more
    )


def words(
    label: str,
    *,
    longest: int = 100,
    required: bool = False,
    secret: bool = False,
    widget_attrs: Mapping[str, Any] | None = None,
    **more: Any,
) -> Any:
    """A line of text; `secret` for names and addresses, which no draft keeps."""
    widget = forms.TextInput({**({"data-secret": True} if secret else {}), **(widget_attrs or {})})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, **more)


class HappeningForm(forms.Form):
    """
    What one kind of event asks. Built with the people picked for it and the present day.

    `CARDS` groups the fields; a field named there and not asked this time is left out. `DETAILS` names the fields that go into
    the event's details.
    """

    key = KeyField()
    happened_on = DateField(label="Tanggal peristiwa")
    reported_on = DateField(
        label="Tanggal lapor", help_text="Hari kantor desa diberi tahu. Buku dihitung menurut hari ini."
    )

    CARDS: tuple[tuple[str, tuple[str, ...]], ...] = ()
    DETAILS: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, people: Mapping[str, Resident | None], today: date, **more: Any) -> None:
        initial = {"reported_on": today, **more.pop("initial", {})}
        super().__init__(data, initial=initial, **more)
        self.people, self.today = people, today
        self.ask()

    def ask(self) -> None:
        """Add what this time is asked besides: the members of a family, a new head."""

    @property
    def about(self) -> Resident:
        """The person picked first."""
        found = self.people["warga"]
        assert found is not None
        return found

    def cards(self) -> Cards:
        """The fields by card, in two columns or one below the other."""
        found = [Card(title, [self[name] for name in self._expand(names)]) for title, names in self.CARDS]
        return [card for card in found if card.fields]

    def arguments(self) -> dict[str, Any]:
        """What the action of its kind takes, besides key, by and at."""
        return {**self.days(), "resident": self.about, "details": self.details()}

    def days(self) -> dict[str, date]:
        return {name: self.cleaned_data[name] for name in ("happened_on", "reported_on")}

    def details(self) -> dict[str, Any]:
        """Values for the event's details: codes as numbers, days and hours as text, nothing for what was left open."""
        found = {name: self.cleaned_data.get(name) for name in self.DETAILS}
        return {name: _plain(value) for name, value in found.items() if value not in (None, "", [])}

    def sent(self) -> Iterator[tuple[str, str]]:
        """Everything that was sent, to be sent again from the page that checks it."""
        for name in self.fields:
            value = self[name].data
            values = value if isinstance(value, list | tuple) else [value]
            yield from ((name, str(one)) for one in values if one not in (None, ""))

    @classmethod
    def answers(cls, details: Mapping[str, Any], *, hidden: Collection[str] = ()) -> list[tuple[str, str]]:
        """What an event's details say, with the labels of the form and the words of its codes, without what is hidden."""
        found = []
        for name in cls.DETAILS:
            if name in hidden:
                continue
            if (value := details.get(name)) not in (None, ""):
                field = cls.base_fields[name]
                found.append((str(field.label), _said(value, dict(getattr(field, "choices", [])))))
        return found

    def _expand(self, names: Iterable[str]) -> list[str]:
        """`relation_*` stands for all fields of that beginning, `*_2` for all of that end."""
        found = []
        for name in names:
            if name.endswith("*"):
                found += [field for field in self.fields if field.startswith(name[:-1])]
            elif name.startswith("*"):
                found += [field for field in self.fields if field.endswith(name[1:])]
            elif name in self.fields:
                found.append(name)
        return found


class AsksForHead(HappeningForm):
    """A form of an event that may take the head out of a family."""

    HEAD_CARD = ("Kepala keluarga yang baru", ("new_head", "new_no_kk", "relation_*"))

    def ask_for_head(self, members: list[Resident], *, suggest: bool = True) -> None:
        """
        Ask who leads the family after its head, and what each of the others is to them.

        :param members: those who may stay; :param suggest: fill in who it would be by the rule.
        """
        if not members:
            return
        head = suggested(members, on=self.today) if suggest else None
        self.fields["new_head"] = choice(
            "Kepala keluarga baru",
            [(member.pk, f"{member.name} ({member.get_relation_display()})") for member in members],
            first=("", "Pilih"),
            initial=head.pk if head else None,
        )
        self.fields["new_no_kk"] = NikField(
            label="Nomor KK baru", required=False, help_text="Kosongkan bila KK baru masih diurus."
        )
        for member in members:
            self.fields[f"relation_{member.pk}"] = choice(
                f"Hubungan {member.name}",
                MEMBERS,
                first=BY_RULE,
                help_text=f"Sekarang: {member.get_relation_display()}.",
            )

    def new_head(self) -> NewHead:
        """What was chosen."""
        said = self.cleaned_data
        relations = {
            int(name.removeprefix("relation_")): value
            for name, value in said.items()
            if name.startswith("relation_") and value
        }
        return NewHead(head=said.get("new_head"), relations=relations, no_kk=said.get("new_no_kk") or "")


def several(label: str, people: list[Resident], **more: Any) -> forms.TypedMultipleChoiceField:
    """Some of a few people, each in a card."""
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=int,
        choices=[(person.pk, person.name) for person in people],
        widget=CheckCards(),
        **more,
    )


def _said(value: Any, choices: Mapping[Any, Any]) -> str:
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, str) and _NUMBER.match(value):
        return masked_nik(value)
    if isinstance(value, str) and _DAY.match(value):
        return long_date(date.fromisoformat(value))
    return str(choices.get(value, value))


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return float(value) if hasattr(value, "as_tuple") else value
