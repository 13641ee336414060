"""What is typed about reports: a sending, an answer, an obligation."""

from datetime import date
from typing import Any

from django import forms

from accounts.posts import VILLAGE_POSTS
from archive.uploads import AttachmentRefused
from exchange.matters.actions import File
from submissions import files
from submissions.actions.checking import LEAST_REASON, LONGEST_REASON
from submissions.actions.sending import LONGEST_NOTE
from submissions.rules import terms
from submissions.rules.obligations import DueBy, Obligation, Shift
from submissions.rules.terms import Rhythm
from web.forms import CheckCards, DateField, FileInput


class ManyFilesInput(FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each known by its content; `formats` says which are asked for."""

    def __init__(self, *, formats: tuple[str, ...], **kwargs: Any) -> None:
        self.formats = formats
        accept = ",".join(files.ACCEPT[one] for one in formats)
        asked = " atau ".join(files.WORDS[one] for one in formats)
        super().__init__(
            widget=ManyFilesInput({"multiple": True}, accept=accept),
            help_text=f"{asked[:1].upper()}{asked[1:]}, tiap berkas paling besar 10 MB, paling banyak {files.MOST_FILES} berkas.",
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> list[File]:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(given) > files.MOST_FILES:
            raise forms.ValidationError(f"Paling banyak {files.MOST_FILES} berkas sekali kirim.")
        try:
            return [files.accept(one.name, _read(one), self.formats) for one in given]
        except AttachmentRefused as error:
            raise forms.ValidationError(str(error)) from error


class SendForm(forms.Form):
    """Files, a note, and whether the document of the registers goes along."""

    text = forms.CharField(
        label="Catatan untuk kecamatan", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, formats: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = ManyFilesField(formats=formats, label="Berkas", required=False)
        self.order_fields(["files", "text"])


class HandOnForm(forms.Form):
    """The day it was handed over."""

    handed_on = DateField(label="Tanggal penyampaian", help_text="Kecamatan hanya melihat tanggal ini, tanpa berkas.")
    text = forms.CharField(label="Catatan", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 2}))


class ReturnForm(forms.Form):
    """Why it goes back."""

    reason = forms.CharField(
        label="Alasan dikembalikan",
        min_length=LEAST_REASON,
        max_length=LONGEST_REASON,
        help_text="Sebutkan apa yang kurang, supaya desa dapat memperbaikinya.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"min_length": f"Tulis alasan paling sedikit {LEAST_REASON} huruf."},
    )


class ObligationForm(forms.Form):
    """One obligation, as the kabupaten refines it; `said` is what the rules read."""

    code = forms.SlugField(label="Kode", max_length=40, help_text="Huruf kecil, angka, dan tanda hubung.")
    name = forms.CharField(label="Nama laporan", max_length=120)
    basis = forms.CharField(label="Dasar hukum", max_length=300)
    rhythm = forms.ChoiceField(label="Periode", choices=[(one.value, words) for one, words in terms.WORDS.items()])
    parts = forms.CharField(
        label="Hanya bagian tahun",
        required=False,
        max_length=60,
        help_text="Misalnya S1, atau Q1 Q3. Kosong berarti semua.",
    )
    by = forms.ChoiceField(
        label="Tenggat",
        choices=[
            (DueBy.DAY.value, "Tanggal tertentu"),
            (DueBy.WEEK.value, "Akhir minggu ke-…"),
            (DueBy.LAST.value, "Hari terakhir bulan"),
            (DueBy.DATES.value, "Tanggal tiap tahap"),
        ],
        help_text="Minggu ke-1 adalah tanggal 1 sampai 7, minggu ke-2 tanggal 8 sampai 14.",
    )
    number = forms.IntegerField(label="Tanggal atau minggu ke", required=False, min_value=0, max_value=31)
    months = forms.IntegerField(
        label="Bulan ke",
        min_value=-12,
        max_value=12,
        initial=1,
        help_text="Setelah periode berakhir. 1 berarti bulan berikutnya.",
    )
    shift = forms.ChoiceField(
        label="Bila jatuh pada hari libur",
        required=False,
        choices=[
            ("", "Tetap"),
            (Shift.BEFORE.value, "Maju ke hari kerja"),
            (Shift.AFTER.value, "Mundur ke hari kerja"),
        ],
    )
    dates = forms.CharField(
        label="Tanggal tiap tahap",
        required=False,
        help_text="Satu baris satu tahap, misalnya: 2026-T1 2026-06-16.",
        widget=forms.Textarea({"rows": 3}),
    )
    post = forms.ChoiceField(label="Disiapkan oleh", choices=[(post.value, post.label) for post in VILLAGE_POSTS])
    formats = forms.MultipleChoiceField(
        label="Bentuk berkas", required=False, choices=list(files.WORDS.items()), widget=CheckCards()
    )
    remind_before = forms.IntegerField(label="Ingatkan berapa hari sebelumnya", min_value=0, max_value=60, initial=7)
    remind_after = forms.IntegerField(label="Ingatkan berapa hari setelahnya", min_value=0, max_value=60, initial=1)
    to_district = forms.BooleanField(
        label="Berkasnya dikirim ke kecamatan; bila tidak, hanya tanggalnya", required=False, initial=True
    )
    receiver = forms.CharField(label="Disampaikan kepada", max_length=60, initial="Kecamatan")
    checklist = forms.CharField(
        label="Yang harus ada di dalamnya",
        required=False,
        help_text="Satu baris satu hal.",
        widget=forms.Textarea({"rows": 4}),
    )
    active_from = DateField(
        label="Berlaku sejak",
        required=False,
        help_text="Yang jatuh tempo sebelum hari ini tidak ditagih. Kosong berarti sejak hari ini, atau sejak dulu bila sudah diwajibkan.",
    )
    active_to = DateField(label="Berlaku sampai", required=False)
    is_active = forms.BooleanField(label="Diwajibkan", required=False, initial=True)

    def __init__(self, *args: Any, known: Obligation | None = None, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            self.initial = values_of(known)
            if "code" in self.fields:
                self.fields["code"].disabled = True
        if today and not (known and known.is_active):
            # What is switched on is owed from the day it is switched on.
            self.initial = {**self.initial, "active_from": today}

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, for `rules.obligations.read`."""
        given = self.cleaned_data
        due = {name: given[name] for name in ("by", "months", "shift")}
        lines = [line.split() for line in given["dates"].splitlines() if line.strip()]
        dates = {line[0]: line[-1] for line in lines}
        plain = ("name", "basis", "rhythm", "post", "formats", "remind_before", "remind_after", "to_district", "receiver",
                 "active_from", "active_to", "is_active")  # fmt: skip
        return {
            **{name: given[name] for name in plain if name in given},
            "parts": given["parts"].upper().replace(",", " ").split(),
            "due": due | {"number": given["number"] or 0, "dates": dates},
            "checklist": [line.strip(" -•") for line in given["checklist"].splitlines() if line.strip(" -•")],
        }


def values_of(one: Obligation) -> dict[str, Any]:
    """An obligation as the form shows it."""
    names = ("code", "name", "basis", "post", "remind_before", "remind_after", "to_district", "receiver", "active_from",
             "active_to", "is_active")  # fmt: skip
    return {
        **{name: getattr(one, name) for name in names},
        "rhythm": Rhythm(one.rhythm).value,
        "parts": " ".join(one.parts),
        "by": one.due.by.value,
        "number": one.due.number,
        "months": one.due.months,
        "shift": one.due.shift.value,
        "dates": "\n".join(f"{term} {day}" for term, day in one.due.dates.items()),
        "formats": list(one.formats),
        "checklist": "\n".join(one.checklist),
    }


def _read(uploaded: Any) -> bytes:
    """No more than can be refused for its size."""
    content: bytes = uploaded.read(files.LARGEST_FILE + 1)
    return content
