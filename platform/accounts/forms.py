"""What people type about accounts."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from accounts import api_scope
from accounts.permissions import words_of
from accounts.posts import POSTS_OF_KIND
from walls import current
from web.forms import CheckCards, DateField, KeyField, NikField

NAME_RULE = "Pakai 3–40 huruf, angka, titik, garis bawah atau tanda hubung, tanpa spasi."


class SignInForm(forms.Form):
    username = forms.CharField(
        label="Nama pengguna",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Kata sandi",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


class ForgottenForm(forms.Form):
    name = forms.CharField(
        label="Nama pengguna atau surel",
        max_length=254,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label="Kata sandi baru",
        max_length=200,
        strip=False,
        help_text="Paling sedikit 10 huruf. Beberapa kata yang Anda ingat lebih baik daripada satu kata yang rumit.",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Ketik sekali lagi",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """:raises ValidationError: the two differ."""
        again = self.cleaned_data["again"]
        if self.cleaned_data.get("password") not in (None, again):
            raise ValidationError("Kedua kata sandi tidak sama. Ketik lagi keduanya.")
        return again


class ChangePasswordForm(NewPasswordForm):
    old = forms.CharField(
        label="Kata sandi sekarang",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    field_order = ["old", "password", "again"]


class CodeForm(forms.Form):
    code = forms.RegexField(
        r"^\d{3} ?\d{3}$",
        label="Enam angka dari aplikasi",
        error_messages={"invalid": "Ketik enam angka yang tampak di aplikasi."},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "class": "width-short"}),
    )


class PostsForm(forms.Form):
    posts = forms.MultipleChoiceField(
        label="Jabatan yang dipegang", widget=CheckCards, help_text="Satu orang boleh memegang beberapa jabatan."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = current.office().kind
        self.fields["posts"].choices = [(post.value, post.label) for post in POSTS_OF_KIND[kind]]  # type: ignore[attr-defined]


class NikForm(forms.Form):
    nik = NikField(
        label="NIK perangkat ini",
        required=False,
        help_text="Hanya sidiknya yang disimpan. Kosongkan untuk menghapusnya.",
    )


class EmployeeNumberForm(forms.Form):
    number = forms.CharField(
        label="NIP",
        required=False,
        help_text="18 angka, hanya untuk PNS. Dicetak di bawah namanya. Kosongkan untuk menghapusnya.",
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "width-nik"}),
    )

    def clean_number(self) -> str:
        """
        Take away what people put between the digits.

        :raises ValidationError: there are not eighteen of them.
        """
        number = re.sub(r"[\s.\-]", "", self.cleaned_data["number"])
        if number and not re.fullmatch(r"[0-9]{18}", number):
            raise forms.ValidationError("NIP berisi 18 angka.")
        return number


class InviteForm(PostsForm):
    key = KeyField(required=False)
    name = forms.CharField(label="Nama lengkap", max_length=120)
    username = forms.CharField(
        label="Nama pengguna",
        max_length=40,
        help_text=NAME_RULE,
        validators=[RegexValidator(r"^[A-Za-z0-9._-]{3,40}\Z", NAME_RULE)],
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    email = forms.EmailField(label="Surel", required=False, help_text="Untuk mengatur ulang sandi yang lupa.")
    phone = forms.CharField(
        label="Nomor HP",
        required=False,
        max_length=20,
        validators=[RegexValidator(r"^[0-9+ .-]{8,20}\Z", "Tulis nomor seperti 0812-3456-7890.")],
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    field_order = ["name", "username", "email", "phone", "posts", "key"]


class ApiClientForm(forms.Form):
    key = KeyField(required=False)
    name = forms.CharField(label="Nama sistem", max_length=80, help_text="Misalnya: Mesin antrean kecamatan.")
    permissions = forms.MultipleChoiceField(
        label="Yang boleh dilakukan",
        widget=CheckCards,
        help_text="Hanya yang boleh Anda lakukan sendiri. Menandatangani dan mengatur akun tidak bisa diberikan kepada sistem.",
    )
    expires_on = DateField(label="Berlaku sampai", help_text="Paling lama satu tahun.")

    def __init__(self, *args: Any, maker: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"expires_on": today + timedelta(days=180), "key": uuid4()}, **kwargs})
        given = sorted(api_scope.permissions() & maker.permissions, key=words_of)
        self.fields["permissions"].choices = [(item.value, words_of(item)) for item in given]  # type: ignore[attr-defined]

    @property
    def expires_at(self) -> datetime:
        """The last moment of the chosen day where the office is."""
        return datetime.combine(self.cleaned_data["expires_on"], time.max, tzinfo=current.office().tzinfo)
