"""The forms of the pages of the territory."""

from datetime import timedelta
from typing import Any

from django import forms

from accounts.models import Account
from registry.models import Area
from registry.territory import outlines
from registry.territory.naming import name_of
from web.forms import DateField, FileInput, KeyField

Level = Area.Level
GEOJSON = ".geojson,.json"


class AddForm(forms.Form):
    """A new hamlet, RW or RT."""

    level = forms.ChoiceField(label="Apa yang ditambah?", choices=Level.choices)
    above = forms.ModelChoiceField(
        label="Di dalam",
        queryset=Area.objects.none(),
        required=False,
        empty_label="Langsung di bawah desa",
        help_text="Dusun untuk RW; dusun atau RW untuk RT.",
    )
    name = forms.CharField(label="Nama dusun, atau nomor RW/RT", max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above: Any = self.fields["above"]
        above.queryset = _open().exclude(level=Level.RT)
        above.label_from_instance = name_of

    def place(self) -> dict[str, Any]:
        """The place of the new area as the action asks it; what the level has no use for is left out."""
        level, above = self.cleaned_data["level"], self.cleaned_data.get("above")
        is_hamlet, is_rt = level == Level.HAMLET, level == Level.RT
        return {
            "level": level,
            "hamlet": None if is_hamlet or above is None else above.hamlet,
            "rw": above.rw if is_rt and above is not None else "",
            "rt": "",
            "name": self.cleaned_data["name"],
        }


class DescribeForm(forms.Form):
    """Who answers for an area and where its office stands. The head is picked by the page's own search."""

    keeper = forms.ModelChoiceField(
        label="Perangkat penanggung jawab",
        queryset=Account.objects.none(),
        required=False,
        empty_label="Belum ada",
        help_text="Kepala Dusun hanya melihat warga di dusunnya sendiri.",
    )
    latitude = forms.FloatField(label="Lintang kantor", required=False, help_text="Misalnya -7,1123.", localize=True)
    longitude = forms.FloatField(label="Bujur kantor", required=False, help_text="Misalnya 113,6741.", localize=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keeper: Any = self.fields["keeper"]
        keeper.queryset = Account.objects.filter(is_active=True).order_by("name")


class EntranceForm(forms.Form):
    """How long a link for the head of an RT lasts."""

    lasts = forms.TypedChoiceField(
        label="Berlaku selama",
        coerce=int,
        choices=[("90", "3 bulan"), ("180", "6 bulan"), ("365", "12 bulan")],
        initial="180",
        help_text="Berakhir sendiri bila Ketua RT berganti, atau RT digabung, ditutup, atau ganti nomor.",
        error_messages={"required": "Pilih masa berlaku, paling lama 12 bulan."},
    )

    @property
    def lasts_for(self) -> timedelta:
        return timedelta(days=self.cleaned_data["lasts"])


class BoundaryForm(forms.Form):
    """A boundary drawn on the map, or in a file, and where the office was put on it (a GeoJSON point)."""

    drawn = forms.CharField(required=False, widget=forms.HiddenInput({"data-boundary": True}))
    office = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput({"data-office": True}))
    file = forms.FileField(
        label="Berkas batas (GeoJSON)", required=False, widget=FileInput(accept=GEOJSON), help_text="Paling besar 5 MB."
    )


class MapForm(forms.Form):
    """A file with the boundaries and offices of many areas."""

    file = forms.FileField(
        label="Berkas peta (GeoJSON)",
        widget=FileInput(accept=GEOJSON),
        help_text="Tiap bidang, dan tiap titik kantor, punya sifat “dusun”, “rw”, dan “rt”. Satu bidang tanpa sifat itu "
        "adalah batas desa. Paling besar 5 MB.",
        error_messages={"required": "Pilih berkasnya dulu.", "empty": "Berkas kosong. Pilih berkas yang berisi."},
    )


class Dated(forms.Form):
    """What becomes of an area, from a day on."""

    key = KeyField()
    day = DateField(label="Berlaku mulai tanggal")


class RenameForm(Dated):
    name = forms.CharField(label="Nama atau nomor baru", max_length=60)
    field_order = ("name", "day")


class JoinForm(Dated):
    """Which area this one is joined with."""

    into = forms.ModelChoiceField(label="Digabungkan ke", queryset=Area.objects.none(), empty_label="Pilih")
    field_order = ("into", "day")

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.queryset = _open().filter(level=area.level).exclude(pk=area.pk)
        into.label_from_instance = name_of


class CloseForm(Dated):
    """From which day an empty area is closed."""


def _open() -> Any:
    found = Area.objects.select_related("hamlet").filter(closed_on__isnull=True)
    return found.order_by("hamlet__name", "rw", "rt")


class OutlineForm(forms.Form):
    """Why the line the village sent is taken back."""

    reason = forms.CharField(
        label="Alasan",
        min_length=outlines.SHORTEST_REASON,
        max_length=outlines.LONGEST_REASON,
        help_text="Misalnya: berkasnya memuat batas desa lama. Tercatat di riwayat.",
    )
