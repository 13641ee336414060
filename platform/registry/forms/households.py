"""A household."""

from django import forms

from web.forms import DateField


class HouseholdForm(forms.Form):
    """Number, number in the state's list, and whether it is in that list."""

    number = forms.CharField(label="Nomor rumah tangga", max_length=30, help_text="Nomor urut milik desa.")
    state_id = forms.CharField(label="Nomor BDT/DTSEN", max_length=40, required=False)
    is_listed = forms.BooleanField(label="Terdaftar di DTSEN", required=False)


class HouseholdEndForm(forms.Form):
    """When and why a household ended."""

    on = DateField(label="Tanggal berakhir")
    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        help_text="Misalnya semua anggota pindah ke rumah anaknya.",
        widget=forms.TextInput({"data-secret": True}),
    )
