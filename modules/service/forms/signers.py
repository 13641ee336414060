"""What a person who signs types about themselves."""

from django import forms

from web.forms import NikField


class SignerNikForm(forms.Form):
    nik = NikField(
        label="NIK Anda di BSrE",
        help_text="NIK yang Anda pakai saat mendaftar. Disimpan tersegel dan tidak ditampilkan lagi.",
    )
