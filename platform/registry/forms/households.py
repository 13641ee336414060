"""A household."""

from django import forms


class HouseholdForm(forms.Form):
    """Number, number in the state's list, and whether it is in that list."""

    number = forms.CharField(label="Nomor rumah tangga", max_length=30, help_text="Nomor urut milik desa.")
    state_id = forms.CharField(label="Nomor BDT/DTSEN", max_length=40, required=False)
    is_listed = forms.BooleanField(label="Terdaftar di DTSEN", required=False)
