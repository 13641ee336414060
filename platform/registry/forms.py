"""The forms of the residents' pages."""

from typing import Any

from django import forms

from registry import codes, queries
from registry.models import Resident
from registry.queries import ResidentFilters
from web import indonesian
from web.forms import DateField, FileInput, KeyField, NikField

ANY = ("", "Semua")
NOT_SAID = ("", "Belum diketahui")


def _chosen(value: Any) -> int | None:
    return int(value) if value else None


class FilterForm(forms.Form):
    """What the list of residents is narrowed to; all of it stands in the address."""

    q = forms.CharField(label="Nama, NIK, atau KK", required=False, widget=forms.TextInput({"type": "search"}))
    dusun = forms.TypedChoiceField(label="Dusun", required=False, coerce=int, empty_value=None)
    jk = forms.TypedChoiceField(
        label="Jenis kelamin", required=False, coerce=int, empty_value=None, choices=[ANY, *codes.Sex.choices]
    )
    status = forms.TypedChoiceField(
        label="Status", required=False, coerce=int, empty_value=None, choices=[ANY, *codes.BaseStatus.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hamlets = [(hamlet.pk, hamlet.name.title()) for hamlet in queries.hamlets()]
        self.fields["dusun"].choices = [ANY, *hamlets]  # type: ignore[attr-defined]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self["dusun"], self["jk"], self["status"]]

    @property
    def has_more(self) -> bool:
        return any(self.data.get(field.name) for field in self.more)

    def filters(self) -> ResidentFilters:
        """Read the filters; a wrong value in the address narrows nothing."""
        self.full_clean()
        found = self.cleaned_data
        return ResidentFilters(
            text=found.get("q") or "", hamlet=found.get("dusun"), sex=found.get("jk"), status=found.get("status")
        )


def _codes(label: str, table: Any, *, required: bool = False) -> forms.TypedChoiceField:
    choices = table.choices if required else [NOT_SAID, *table.choices]
    return forms.TypedChoiceField(
        label=label,
        required=required,
        coerce=int,
        empty_value=None,
        choices=[("", "Pilih"), *choices] if required else choices,
    )


class ResidentForm(forms.Form):
    """Everything an officer types about a resident. Full numbers never stand in the page: they are only typed."""

    key = KeyField(required=False)
    name = forms.CharField(label="Nama lengkap", max_length=100, help_text="Seperti di KTP atau akta.")
    nik = NikField(label="NIK", required=False, help_text="16 angka. Kosongkan bila belum punya NIK.")
    sex = _codes("Jenis kelamin", codes.Sex, required=True)
    birthplace = forms.CharField(label="Tempat lahir", max_length=100, required=False)
    born_on = DateField(label="Tanggal lahir")
    religion = _codes("Agama", codes.Religion)
    citizenship = _codes("Kewarganegaraan", codes.Citizenship)
    blood = _codes("Golongan darah", codes.Blood)

    no_kk = NikField(label="Nomor KK", required=False, help_text="16 angka di bagian atas Kartu Keluarga.")
    relation = _codes("Hubungan dalam KK", codes.Relation)
    marital = _codes("Status perkawinan", codes.Marital)
    father_name = forms.CharField(label="Nama ayah", max_length=100, required=False)
    mother_name = forms.CharField(label="Nama ibu", max_length=100, required=False)

    hamlet = forms.CharField(label="Dusun", max_length=60, required=False, widget=forms.TextInput({"list": "hamlets"}))
    rt = forms.CharField(label="RT", max_length=3, required=False, widget=forms.TextInput({"inputmode": "numeric"}))
    rw = forms.CharField(label="RW", max_length=3, required=False, widget=forms.TextInput({"inputmode": "numeric"}))
    address = forms.CharField(label="Alamat", max_length=200, required=False)
    phone = forms.CharField(
        label="Nomor HP",
        max_length=20,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "data-secret": True}),
    )
    residency = forms.TypedChoiceField(
        label="Status penduduk", coerce=int, choices=codes.Residency.choices, initial=codes.Residency.PERMANENT
    )

    education = _codes("Pendidikan", codes.Education)
    occupation = _codes("Pekerjaan", codes.Occupation)

    # Two columns of cards, and one card below them over the whole width.
    COLUMNS = (
        (("Identitas", ("name", "nik", "sex", "birthplace", "born_on", "religion", "citizenship", "blood")),),
        (
            ("Keluarga", ("no_kk", "relation", "marital", "father_name", "mother_name")),
            ("Pendidikan dan pekerjaan", ("education", "occupation")),
        ),
    )
    PLACE = ("address", "hamlet", "rt", "rw", "phone", "residency")

    def columns(self) -> list[list[tuple[str, list[forms.BoundField]]]]:
        return [[(title, [self[name] for name in names]) for title, names in column] for column in self.COLUMNS]

    def place(self) -> list[forms.BoundField]:
        return [self[name] for name in self.PLACE]

    @classmethod
    def of(cls, resident: Resident, data: Any = None) -> "ResidentForm":
        """Fill the form with a resident; NIK and KK stay empty and say what stands now, masked."""
        initial = {name: getattr(resident, name) for name in cls.base_fields if hasattr(resident, name)}
        initial |= {"hamlet": resident.hamlet.name.title() if resident.hamlet else "", "nik": "", "key": None}
        form = cls(data, initial=initial)
        if resident.nik:
            form.fields["nik"].help_text = f"Sekarang {indonesian.masked_nik(resident.nik)}. Isi hanya bila berubah."
        if resident.family and resident.family.no_kk:
            now = indonesian.masked_kk(resident.family.no_kk)
            form.fields["no_kk"].help_text = f"Sekarang {now}. Isi hanya bila berubah."
        return form

    def details(self, *, only_typed_numbers: bool = False) -> dict[str, Any]:
        """
        The values for the action.

        :param only_typed_numbers: leave empty numbers out, because empty means unchanged.
        """
        found = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        if only_typed_numbers:
            found = {name: value for name, value in found.items() if value or name not in ("nik", "no_kk")}
        return found


class RevealForm(forms.Form):
    """Why somebody needs to see a full NIK."""

    REASONS = ("Melayani surat warga ini", "Mencocokkan dengan KTP atau KK", "Memeriksa data penduduk")
    reason = forms.ChoiceField(label="Untuk apa?", choices=[(reason, reason) for reason in REASONS])


class UploadForm(forms.Form):
    """A file of residents."""

    key = KeyField()
    file = forms.FileField(
        label="Berkas penduduk",
        help_text="Berkas .xlsx, .xlsm, atau .csv, paling besar 20 MB, paling banyak 30.000 baris.",
        widget=FileInput(accept=".xlsx,.xlsm,.csv"),
        error_messages={"required": "Pilih berkasnya dulu.", "empty": "Berkas kosong. Pilih berkas yang berisi."},
    )
