"""Invented examples for the style page; nothing here is about anybody."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from web import icons, paging
from web.forms import DateField, FileInput, NikField, RadioCards

LETTERS = [("usaha", "Keterangan usaha"), ("sktm", "Tidak mampu"), ("domisili", "Domisili")]

WRONG_ANSWERS = {
    "salah-nik": "3399 0145 0685 003",
    "salah-name": "Siti Aminah",
    "salah-kind": "sktm",
    "salah-purpose": "KUR",
    "salah-hamlet": "krajan",
}


class SampleForm(forms.Form):
    """One field of every kind."""

    nik = NikField(label="NIK", help_text="16 angka pada KTP atau KK.")
    name = forms.CharField(
        label="Nama lengkap", help_text="Seperti di KTP.", widget=forms.TextInput({"data-secret": True})
    )
    born_on = DateField(label="Tanggal lahir")
    phone = forms.CharField(label="Nomor HP", required=False, widget=forms.TextInput({"inputmode": "tel"}))
    purpose = forms.CharField(label="Keperluan", widget=forms.Textarea({"rows": 3}))
    hamlet = forms.ChoiceField(label="Dusun", choices=[("", "Pilih dusun"), ("krajan", "Krajan"), ("ngasem", "Ngasem")])
    kind = forms.ChoiceField(
        label="Jenis surat", choices=LETTERS, widget=RadioCards(hints={"sktm": "Perlu pengantar RT"})
    )
    attachment = forms.FileField(
        label="Foto pengantar RT", required=False, widget=FileInput(accept="image/*,.pdf", shrink=True)
    )
    agreed = forms.BooleanField(label="Isian ini benar dan saya bertanggung jawab")


def style_page_context(request: HttpRequest) -> dict[str, Any]:
    """Everything the style page shows."""
    now = timezone.now()
    wrong = SampleForm(WRONG_ANSWERS, prefix="salah")
    return {
        "form": SampleForm(initial={"kind": "usaha"}),
        "wrong_form": wrong,
        "icon_names": sorted(icons.PATHS),
        "resident": _resident(),
        "page": paging.page_of(request, _residents()),
        "entries": _entries(now),
        "spark": [7, 6, 8, 7, 5, None, 4, 3],
        "filters": [("Dusun: Krajan", "?"), ("Status: menunggu", "?")],
        "minutes_ago": now - timedelta(minutes=6),
        "hours_ago": now - timedelta(hours=3),
        "days_ago": now - timedelta(days=40),
        "sample_steps": [("Unggah berkas", "#langkah"), ("Cocokkan kolom", "#langkah"), "Periksa", "Simpan"],
    }


def _resident() -> SimpleNamespace:
    return SimpleNamespace(
        pk=1,
        name="Siti Aminah",
        nik="3399014506850003",
        kk="3399011203140021",
        role="Istri",
        address="Dusun Krajan RT 02/RW 01",
        badges=[("Data lengkap", "ok"), ("PKH 2026", "info"), ("KTP-el anak belum rekam", "warn")],
    )


def _residents() -> list[SimpleNamespace]:
    names = ("Ani Lestari", "Budi Santoso", "Citra Dewi", "Darma Wijaya")
    return [
        SimpleNamespace(
            name=names[number % 4], nik=f"33990145068500{number % 100:02d}", hamlet="Krajan", count=4812 - number
        )
        for number in range(60)
    ]


def _entries(now: Any) -> list[dict[str, Any]]:
    return [
        {"what": "Permohonan diterima", "at": now - timedelta(hours=3), "who": "Warga, dari ponsel"},
        {
            "what": "Diperiksa",
            "at": now - timedelta(minutes=6),
            "who": "Kasi Pelayanan",
            "note": "Data cocok dengan KK.",
        },
        {"what": "Pengiriman ke arsip gagal", "at": now - timedelta(minutes=2), "who": "Sistem", "state": "failed"},
        {
            "what": "Ditandatangani",
            "who": "Kepala Desa",
            "note": "Paling lambat besok pukul 10.42.",
            "state": "expected",
        },
    ]
