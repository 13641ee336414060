"""What a kabupaten types of a type of consultation."""

from typing import Any

from django import forms

from consultations.rules import varying
from consultations.rules.topics import Topic

LINES = forms.Textarea({"rows": 5})


class TypeForm(forms.Form):
    """One type; `said` is what the rules read."""

    code = forms.SlugField(label="Kode", max_length=40, help_text="Huruf kecil, angka, dan tanda hubung.")
    title = forms.CharField(label="Nama", max_length=80)
    about = forms.CharField(label="Keterangan", max_length=300, help_text="Satu kalimat, dibaca desa saat memilih.")
    laws = forms.CharField(label="Dasar hukum", help_text="Satu baris satu peraturan.", widget=LINES)
    days = forms.IntegerField(
        label="Batas jawaban (hari kerja)",
        required=False,
        min_value=1,
        max_value=varying.MOST_DAYS,
        help_text="Dihitung sejak kecamatan menerima. Kosong berarti tanpa batas.",
    )
    clock_law = forms.CharField(label="Dasar batas waktu", required=False, max_length=200)
    alarms = forms.CharField(
        label="Ingatkan kecamatan pada hari kerja ke",
        required=False,
        max_length=60,
        help_text="Misalnya 15, 18, 20. Kosong berarti dihitung sendiri.",
    )
    needed = forms.CharField(label="Berkas wajib", required=False, help_text="Satu baris satu berkas.", widget=LINES)
    optional = forms.CharField(
        label="Berkas bila ada", required=False, help_text="Satu baris satu berkas.", widget=forms.Textarea({"rows": 3})
    )
    checklist = forms.CharField(
        label="Daftar periksa kecamatan",
        required=False,
        help_text="Satu baris satu hal, lalu garis tegak dan dasarnya: Sesuai RKP Desa | Permendagri 20/2018",
        widget=forms.Textarea({"rows": 6}),
    )
    is_active = forms.BooleanField(label="Dapat diajukan desa", required=False, initial=True)

    def __init__(self, *args: Any, known: Topic | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        if known:
            self.initial = values_of(known)
            self.fields["code"].disabled = True
            if known.silence:
                self.fields["days"].disabled = True
                self.fields["days"].help_text = known.silence
            elif known.days_by_law:
                self.fields["days"].help_text = f"Boleh lebih singkat dari {known.clock_law}."

    @property
    def said(self) -> dict[str, Any]:
        """
        What was typed, for `varying.read`.

        :raises TypeWrong: a line that says nothing of a law, or a day that is no number.
        """
        given = self.cleaned_data
        files = [[one, True] for one in _lines(given["needed"])] + [[one, False] for one in _lines(given["optional"])]
        return {
            **{name: given[name] for name in ("title", "about", "days", "clock_law", "is_active")},
            "laws": _lines(given["laws"]),
            "alarms": _numbers(given["alarms"]),
            "attachments": files,
            "checklist": [_check(line) for line in _lines(given["checklist"])],
        }


def values_of(topic: Topic) -> dict[str, Any]:
    """A type as the form shows it."""
    return {
        **{name: getattr(topic, name) for name in ("code", "title", "about", "days", "clock_law", "is_active")},
        "laws": "\n".join(topic.laws),
        "alarms": ", ".join(map(str, topic.alarms)),
        "needed": "\n".join(one.text for one in topic.attachments if one.required),
        "optional": "\n".join(one.text for one in topic.attachments if not one.required),
        "checklist": "\n".join(f"{one.text} | {one.law}" for one in topic.checklist),
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _numbers(text: str) -> list[int]:
    words = text.replace(",", " ").split()
    if not all(one.isascii() and one.isdigit() for one in words):
        raise varying.TypeWrong("Hari peringatan hanya angka, misalnya 15, 18, 20.")
    return [int(one) for one in words]


def _check(line: str) -> list[str]:
    text, bar, law = line.partition("|")
    if not bar:
        raise varying.TypeWrong(f"Daftar periksa: tambahkan garis tegak dan dasarnya di belakang “{line[:60]}”.")
    return [text.strip(), law.strip()]
