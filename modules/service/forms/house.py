"""How letters look and who vouches for signatures: for a village what it may decide, for a kabupaten all of it."""

from collections.abc import Container, Mapping
from typing import Any

from django import forms

from modules.service.rules import house, number
from modules.service.rules.house import LEAST_MARGIN, LOGO, MOST_MARGIN, House, RtLetter
from papers.statements import SignerKind
from web.forms import FileInput, RadioCards

LABELS = {
    "signer": "Penanda tangan elektronik",
    "size": "Ukuran kertas",
    "typeface": "Huruf",
    "margin_top": "Atas",
    "margin_right": "Kanan",
    "margin_bottom": "Bawah",
    "margin_left": "Kiri",
    "shows_site": "Alamat situs dicetak di kop",
    "signed_words": "Tulisan di tempat tanda tangan",
    "rt_letter": "Surat pengantar RT/RW",
    LOGO: "Lambang di kop",
    "number_pattern": "Pola nomor surat",
    "code_list": "Daftar klasifikasi arsip",
}
_GROUPS = {"margins": ("margin_top", "margin_right", "margin_bottom", "margin_left")}
_OPENABLE = {
    "signer": "Penanda tangan elektronik",
    "size": "Ukuran kertas",
    "typeface": "Huruf",
    "margins": "Jarak tepi",
    "shows_site": "Alamat situs di kop",
    "signed_words": "Tulisan di tempat tanda tangan",
    "rt_letter": "Surat pengantar RT/RW",
    LOGO: "Lambang",
    "number_pattern": "Pola nomor",
    "code_list": "Daftar klasifikasi",
}


def _margin(name: str) -> forms.IntegerField:
    said = f"Antara {LEAST_MARGIN} dan {MOST_MARGIN} milimeter."
    return forms.IntegerField(
        label=f"{LABELS[name]} (mm)",
        min_value=LEAST_MARGIN,
        max_value=MOST_MARGIN,
        widget=forms.TextInput({"inputmode": "numeric", "class": "width-short"}),
        error_messages={"min_value": said, "max_value": said, "invalid": said, "required": said},
    )


class HouseForm(forms.Form):
    """What a village decides; what is not left open to it is shown and cannot be changed."""

    signer = forms.ChoiceField(
        label=LABELS["signer"],
        choices=[
            (SignerKind.LOCAL.value, "Sertifikat sistem ini"),
            (SignerKind.NATIONAL.value, "BSrE, BSSN (perlu perjanjian kabupaten)"),
        ],
        widget=RadioCards(columns=2),
    )
    size = forms.ChoiceField(
        label=LABELS["size"],
        choices=[("F4", "F4 (215 × 330 mm)"), ("A4", "A4 (210 × 297 mm)")],
        widget=RadioCards(columns=2),
    )
    typeface = forms.ChoiceField(
        label=LABELS["typeface"],
        choices=[("BOOKMAN", "Bookman Old Style"), ("ARIAL", "Arial"), ("TIMES", "Times New Roman")],
        help_text="Dicetak dengan huruf terbuka yang sama bentuknya.",
    )
    margin_top, margin_right = _margin("margin_top"), _margin("margin_right")
    margin_bottom, margin_left = _margin("margin_bottom"), _margin("margin_left")
    shows_site = forms.BooleanField(label=LABELS["shows_site"], required=False)
    signed_words = forms.CharField(label=LABELS["signed_words"], max_length=house.LONGEST_WORDS)
    rt_letter = forms.ChoiceField(
        label=LABELS["rt_letter"],
        choices=[
            (RtLetter.NONE.value, "Tidak diminta"),
            (RtLetter.OTHERS.value, "Diminta, kecuali untuk KTP, KK, pindah, dan akta"),
            (RtLetter.ALL.value, "Diminta untuk semua surat"),
        ],
        help_text="Aturan nasional tidak mewajibkannya untuk KTP, KK, pindah, dan akta.",
    )
    logo = forms.FileField(
        label="Lambang di kop",
        required=False,
        help_text="PNG atau SVG, paling besar 150 kB. Kosong: lambang sekarang tetap.",
        widget=FileInput({"accept": ".png,.svg"}),
    )
    hapus_lambang = forms.BooleanField(label="Hapus lambang yang ada", required=False)

    def __init__(self, *args: Any, now: House, free: Container[str], has_logo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": house.as_said(now), **kwargs})
        for name, field in self.fields.items():
            if name in LABELS and name not in free:
                field.disabled = True
                field.help_text = "Ditetapkan kabupaten."
        if LOGO not in free or not has_logo:
            del self.fields["hapus_lambang"]

    @property
    def values(self) -> dict[str, Any]:
        """The rules as `rules.house.read` takes them."""
        return {name: self.cleaned_data[name] for name in house.NAMES if name in self.cleaned_data}

    @property
    def margins(self) -> list[forms.BoundField]:
        return [self[name] for name in _GROUPS["margins"]]

    def picture(self) -> bytes | None:
        """The emblem that was brought; one byte more than is allowed is enough to refuse it."""
        brought = self.cleaned_data.get("logo")
        return brought.read(256 * 1024) if brought else None


class RegencyHouseForm(HouseForm):
    """All of it, and what villages may decide otherwise."""

    number_pattern = forms.CharField(
        label=LABELS["number_pattern"],
        required=False,
        max_length=number.LONGEST,
        help_text=f"Kosong: desa menentukan. Yang lazim: {number.USUAL_PATTERN}",
    )
    code_list = forms.ChoiceField(
        label=LABELS["code_list"],
        required=False,
        choices=[("", "Desa menentukan"), ("2022", "Permendagri 83/2022"), ("2012", "Permendagri 78/2012")],
    )
    left_open = forms.MultipleChoiceField(
        label="Boleh diatur sendiri oleh desa",
        required=False,
        choices=list(_OPENABLE.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Yang tidak dicentang berlaku sama di semua desa.",
    )
    note = forms.CharField(
        label="Pengumuman untuk desa",
        max_length=300,
        help_text="Sebutkan dasarnya, misalnya Peraturan Bupati tentang tata naskah dinas desa.",
        error_messages={"required": "Tulis satu kalimat untuk desa."},
    )

    def __init__(self, *args: Any, said: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, now=house.house_of(said, {}), free=frozenset({*house.NAMES, LOGO}), **kwargs)
        opened = set(said.get(house.LEFT_OPEN, ()))
        self.initial["left_open"] = [
            name for name in _OPENABLE if (set(_GROUPS.get(name, (name,))) <= opened if said else name != "signer")
        ]

    def clean_number_pattern(self) -> str:
        pattern: str = self.cleaned_data["number_pattern"].strip()
        try:
            if pattern:
                number.check_pattern(pattern)
        except number.PatternRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return pattern

    @property
    def values(self) -> dict[str, Any]:
        opened = [one for name in self.cleaned_data["left_open"] for one in _GROUPS.get(name, (name,))]
        return super().values | {house.LEFT_OPEN: opened}
