"""The form that parts an area: whole RT first, then single families by a search; never more than fifty are listed."""

from typing import Any

from django import forms

from registry.models import Area
from registry.queries.territory import families_called, families_in, parts_of
from registry.territory.forms import Dated
from web.forms import CheckCards
from web.indonesian import whole_number

#: What the page is asked for besides parting: families by a name or number, and those that are chosen.
SEARCH, CHOSEN = "cari", "terpilih"
LOOKING = (SEARCH, CHOSEN)
MOST = 50
SHORTEST = 2
_LONGEST_NUMBER = 18


class PartForm(Dated):
    """
    Which RT and which families of an area move into a new one.

    :param act: one of `LOOKING` where the page only looks for families; what was chosen until then is kept and nothing judged.
    """

    name = forms.CharField(label="Nama atau nomor wilayah baru", max_length=60)
    places = forms.MultipleChoiceField(
        label="RT yang ikut seluruhnya",
        required=False,
        widget=CheckCards,
        help_text="Semua orang di RT itu ikut, juga yang belum masuk KK.",
    )
    sought = forms.CharField(
        label="Cari keluarga", required=False, max_length=100, help_text="Nama anggota keluarga, atau nomor KK.",
        widget=forms.TextInput({"type": "search", "data-secret": True, "autocomplete": "off"}),
    )  # fmt: skip
    families = forms.TypedMultipleChoiceField(
        label="Keluarga yang ikut", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("name", "day", "places", "sought", "families")

    def __init__(self, data: Any = None, *, area: Area, act: str = "", initial: Any = None, **more: Any) -> None:
        said: Any = data if data is not None else {}
        chosen = _numbers(said.getlist("families") if hasattr(said, "getlist") else said.get("families", []))
        if act in LOOKING:
            initial = {**(initial or {}), **{name: said.get(name) for name in ("name", "day", "key", "sought")}}
            initial |= {"places": said.getlist("places"), "families": chosen}
            data = None
        super().__init__(data, initial=initial, **more)
        self.area = area
        fields: Any = self.fields
        # An RT itself has no other to part it by, and few enough families to list.
        parts = [] if area.level == Area.Level.RT else parts_of(area)
        fields["places"].choices = [_place_choice(*part) for part in parts]
        self.takes_places = bool(parts)
        self.is_small = sum(families for _, _, families, _ in parts) <= MOST
        self._list(chosen, str(said.get("sought") or "").strip(), act)

    def clean(self) -> dict[str, Any]:
        """
        Somebody has to go.

        :raises ValidationError: no RT and no family was chosen.
        """
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("places") and not said.get("families") and "families" not in self.errors:
            self.add_error("families", "Pilih paling sedikit satu RT atau satu keluarga.")
        said["places"] = [_place(value) for value in said.get("places") or []]
        return said

    @property
    def kept(self) -> list[int]:
        """Chosen families that are not among those listed; the page sends them along."""
        return [family for family in self.chosen if family not in self.listed]

    def _list(self, chosen: list[int], sought: str, act: str) -> None:
        """Choose what is listed: what was found, else what is chosen, else all where they are few."""
        own = {family.pk: family for family in families_in(self.area).filter(pk__in=chosen)}
        self.chosen = list(own)
        found = list(own.values()) if act == CHOSEN else self._found(sought)
        if not found and not sought and act != CHOSEN:
            found = list(own.values())
        self.is_more, found = len(found) > MOST and act != CHOSEN, found[:MOST]
        self.listed = {family.pk for family in found}
        self.is_without = bool(sought) and not found
        every = {family.pk: family for family in [*found, *own.values()]}
        field: Any = self.fields["families"]
        field.choices = [(pk, _named(family)) for pk, family in every.items()]
        #: What the page shows; the field takes what it keeps besides.
        self.shown = [(pk, _named(every[pk]), pk in own) for pk in (family.pk for family in found)]

    def _found(self, sought: str) -> list[Any]:
        if len(sought) >= SHORTEST:
            return list(families_called(self.area, sought)[: MOST + 1])
        few = list(families_in(self.area)[: MOST + 1]) if self.is_small else []
        return few if len(few) <= MOST else []


def _place_choice(rw: str, rt: str, families: int, people: int) -> tuple[str, str]:
    return f"{rw}/{rt}", f"{_called(rw, rt)} · {whole_number(families)} keluarga, {whole_number(people)} jiwa"


def _called(rw: str, rt: str) -> str:
    parts = [f"RT {rt}"] * bool(rt) + [f"RW {rw}"] * bool(rw)
    return "/".join(parts) or "Tanpa RT dan RW"


def _place(value: str) -> tuple[str, str]:
    rw, _, rt = value.partition("/")
    return rw, rt


def _named(family: Any) -> str:
    return f"{family.head_name or 'Tanpa kepala keluarga'} · {family.size} jiwa"


def _numbers(said: Any) -> list[int]:
    texts = (str(one) for one in (said if isinstance(said, list | tuple) else [said]))
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER]
