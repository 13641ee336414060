"""What a kabupaten types: the first account of a new office, files of offices, targets."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.posts import Post
from exchange.periods import Period
from supervision.actions.holidays import LineUnreadable, read_lines
from supervision.actions.openings import first_posts
from tenants import queries as offices
from tenants.names import slug
from web.forms import DateField, FileInput, KeyField

USERNAME = re.compile(r"[A-Za-z0-9._-]{3,40}")
#: A kecamatan has 108 desa at most (Kepmendagri 300.2.2-2430/2025), and its own office.
MOST_TICKS = 200
USUAL_POST = {"village": Post.SEKDES, "district": Post.SEKCAM}


class FirstAccountForm(forms.Form):
    """Who is invited first into the new office."""

    key = KeyField()
    kode = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label="Nama lengkap", max_length=120, widget=forms.TextInput({"autocomplete": "off"}))
    post = forms.ChoiceField(label="Jabatan")
    phone = forms.CharField(
        label="Nomor WhatsApp",
        required=False,
        max_length=20,
        help_text="Untuk mengirim tautan undangan.",
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off", "class": "width-medium"}),
    )
    username = forms.CharField(
        label="Nama pengguna",
        required=False,
        max_length=40,
        help_text="Kosongkan untuk memakai nama depan dan belakang, seperti budi.santoso.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "class": "width-medium"}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts: Any = [(post.value, post.label) for post in first_posts(kind)]
        self.fields["post"].choices = posts  # type: ignore[attr-defined]
        self.fields["post"].initial = USUAL_POST.get(kind)

    def clean_phone(self) -> str:
        digits = re.sub(r"\D", "", self.cleaned_data["phone"])
        if digits and not 9 <= len(digits) <= 15:
            raise forms.ValidationError(f"Nomor HP biasanya 10 sampai 13 angka. Anda mengetik {len(digits)}.")
        return digits

    def clean_username(self) -> str:
        typed = self.cleaned_data["username"].strip() or _proposed(self.cleaned_data.get("name", ""))
        if typed and not USERNAME.fullmatch(typed):
            raise forms.ValidationError("Pakai 3 sampai 40 huruf, angka, titik, atau garis, tanpa spasi.")
        return typed


class OfficesFileForm(forms.Form):
    """A file of offices to open."""

    key = KeyField()
    file = forms.FileField(
        label="Berkas daftar kantor",
        help_text="Berkas .csv atau .xlsx, paling besar 1 MB, paling banyak 1.000 baris.",
        widget=FileInput(accept=".csv,.xlsx"),
        error_messages={"required": "Pilih berkasnya dulu.", "empty": "Berkas kosong. Pilih berkas yang berisi."},
    )


class TicksForm(forms.Form):
    """Region codes ticked on a page; which of them can be opened the check says, line by line."""

    key = KeyField()
    kode = forms.MultipleChoiceField(error_messages={"required": "Centang paling sedikit satu desa."})

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        sent = data.getlist("kode") if data is not None else []
        self.fields["kode"].choices = [(code, code) for code in sent if offices.CODE.fullmatch(code)][:MOST_TICKS]  # type: ignore[attr-defined]  # a choice field


class ScoresForm(forms.Form):
    """The official result of a year: which decree, and the file."""

    year = forms.IntegerField(
        label="Tahun indeks", min_value=2024, widget=forms.TextInput({"inputmode": "numeric", "class": "width-short"})
    )
    decree = forms.CharField(
        label="Dasar hasil resmi",
        max_length=160,
        help_text="Misalnya Keputusan Menteri Desa dan PDT Nomor 343 Tahun 2025.",
    )
    decree_on = DateField(label="Tanggal penetapan")
    file = forms.FileField(
        label="Berkas hasil",
        help_text="Berkas .csv atau .xlsx dengan kolom kode dan nilai, satu desa tiap baris.",
        widget=FileInput(accept=".csv,.xlsx"),
        error_messages={"required": "Pilih berkasnya dulu.", "empty": "Berkas kosong. Pilih berkas yang berisi."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if year > self.today.year:
            raise forms.ValidationError(f"Tahun {year} belum mulai.")
        return year

    def clean_decree_on(self) -> date:
        day: date = self.cleaned_data["decree_on"]
        if day > self.today:
            raise forms.ValidationError("Tanggal penetapan belum tiba.")
        return day


def typed_lines(sent: QueryDict) -> dict[int, dict[str, str]]:
    """What was typed over the lines of a list: `alamat-3` is the cell `alamat` of line 3."""
    found: dict[int, dict[str, str]] = {}
    for name in sent:
        cell, _, number = name.rpartition("-")
        if cell and number.isascii() and number.isdigit() and len(number) < 5:
            found.setdefault(int(number), {})[cell] = str(sent[name])
    return found


class TargetForm(forms.Form):
    """What a kabupaten expects of one indicator, and from which month on; empty for nothing any more."""

    value = forms.DecimalField(
        label="Target",
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal", "class": "width-short"}),
    )

    since = forms.ChoiceField(label="Berlaku sejak", required=False)

    def __init__(self, *args: Any, is_share: bool, months: Sequence[Period], today: Period, **kwargs: Any) -> None:
        """:param months: from which a target may be said; `today`, the running one, is taken where none is said."""
        super().__init__(*args, **kwargs)
        self.is_share, self.today = is_share, today
        choices: Any = [(str(month), month.words) for month in months]
        self.fields["since"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["since"].initial = str(today)

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        if value is not None and self.is_share and value > 100:
            raise forms.ValidationError("Target dalam persen, paling besar 100.")
        return value

    def clean_since(self) -> Period:
        return Period(self.cleaned_data["since"] or self.today)


def _proposed(name: str) -> str:
    """Budi Santoso, S.Kom -> budi.santoso."""
    words = [word for word in slug(name.partition(",")[0]).split("-") if word]
    found = ".".join(dict.fromkeys([words[0], words[-1]]))[:40].strip(".") if words else ""
    return found if len(found) >= 3 else f"akun.{found}".strip(".")


class RenameForm(forms.Form):
    """What the office is called; the action says what can be written."""

    designation = forms.CharField(
        label="Sebutan", max_length=30, help_text="Desa, Nagari, Gampong, Kampung, Pekon, atau Kecamatan."
    )
    name = forms.CharField(label="Nama", max_length=120, help_text="Tanpa sebutan di depannya.")


class RecodeForm(forms.Form):
    """The new region code, and the day it holds from."""

    code = forms.RegexField(
        offices.CODE,
        label="Kode wilayah baru",
        help_text="Contoh: 35.29.11.2010",
        error_messages={"invalid": "Tulis kode dengan titik, seperti 35.29.11.2010."},
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "decimal", "class": "width-medium"}),
    )
    since = DateField(label="Berlaku sejak", help_text="Hari kode baru mulai dipakai; paling lambat hari ini.")


class SuspendForm(forms.Form):
    """Why the door is closed; everybody who comes reads it."""

    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        help_text="Tampak bagi siapa pun yang membuka alamat kantor ini. Jangan menyebut nama orang.",
        widget=forms.Textarea({"rows": 3}),
    )


class RemovalForm(forms.Form):
    """Why an office is removed; it stands in the minutes."""

    reason = forms.CharField(
        label="Alasan", max_length=300, help_text="Tercetak di berita acara.", widget=forms.Textarea({"rows": 3})
    )


class HandOverForm(forms.Form):
    """Who received the copy."""

    receiver = forms.CharField(
        label="Diserahkan kepada", max_length=160, help_text="Nama dan jabatan penerima salinan."
    )


class ConfirmForm(forms.Form):
    """The last word is typed, not clicked."""

    typed = forms.CharField(label="Ketik nama kantor", max_length=200, widget=forms.TextInput({"autocomplete": "off"}))


class HolidaysForm(forms.Form):
    """Days off, one a line; `lines` is read into days and names."""

    lines = forms.CharField(
        label="Satu hari tiap baris",
        max_length=20_000,
        widget=forms.Textarea({"rows": 6, "placeholder": "2027-01-01 Tahun Baru"}),
        help_text="Boleh ditempel banyak sekaligus.",
        error_messages={"required": "Tulis paling sedikit satu hari."},
    )

    def clean_lines(self) -> list[tuple[date, str]]:
        """:raises ValidationError: a line cannot be read."""
        try:
            return read_lines(self.cleaned_data["lines"])
        except LineUnreadable as error:
            raise forms.ValidationError(str(error)) from error
