"""What people write into a report."""

from datetime import date
from typing import Any

from django import forms

from accounts.posts import VILLAGE_POSTS, Post
from modules.service.contract import spans
from modules.service.reports.models import Report
from modules.service.reports.rules import sentences
from modules.service.reports.rules.words import FOLLOWED
from web.forms import DateField

#: Recommendations one report can hold; more than people can follow up is no help.
ADVICE = 6
_POSTS = [("", "Pilih jabatan"), *((post.value, post.label) for post in VILLAGE_POSTS if post is not Post.BPD)]


class NewReportForm(forms.Form):
    kind = forms.ChoiceField(label="Jenis laporan", choices=Report.Kind)
    period = forms.ChoiceField(label="Periode")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periods: Any = self.fields["period"]
        offered = spans.offered(today)
        periods.choices = [(span.code, span.words) for span in offered]
        over = next(span for span in offered if span.is_over(today))
        self.fields["period"].initial = over.code


class ReportForm(forms.Form):
    """The boxes of a report; of an evaluation also recommendations, and what became of the earlier ones."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        for key, heading, hint in sentences.BOXES[report.kind]:
            self.fields[f"text_{key}"] = forms.CharField(
                label=heading,
                help_text=hint,
                required=False,
                max_length=3_000,
                initial=report.texts.get(key, ""),
                widget=forms.Textarea({"rows": 6}),
            )
        if report.is_evaluation:
            self._add_followed()
            self._add_advice()

    def _add_followed(self) -> None:
        for place, one in enumerate(self.report.followed):
            self.fields[f"followed_{place}_state"] = forms.ChoiceField(
                label=f"Tindak lanjut: {one['text']}",
                required=False,
                choices=[("", "Belum diisi"), *FOLLOWED.items()],
                initial=one["state"],
            )
            self.fields[f"followed_{place}_note"] = forms.CharField(
                label=f"Keterangan tindak lanjut {place + 1}", required=False, max_length=300, initial=one["note"]
            )

    def _add_advice(self) -> None:
        for place in range(ADVICE):
            said = self.report.advice[place] if place < len(self.report.advice) else {}
            self.fields[f"advice_{place}_text"] = forms.CharField(
                label=f"Rekomendasi {place + 1}", required=False, max_length=500, initial=said.get("text", "")
            )
            self.fields[f"advice_{place}_post"] = forms.ChoiceField(
                label="Penanggung jawab", required=False, choices=_POSTS, initial=said.get("post", "")
            )
            self.fields[f"advice_{place}_due"] = forms.CharField(
                label="Sampai kapan", required=False, max_length=40, initial=said.get("due", "")
            )

    @property
    def said(self) -> dict[str, Any]:
        """The words of `actions.edit_report`."""
        clean = self.cleaned_data
        return {
            "texts_": {key: clean[f"text_{key}"] for key, _, _ in sentences.BOXES[self.report.kind]},
            "advice": [
                {part: clean.get(f"advice_{place}_{part}", "") for part in ("text", "post", "due")}
                for place in range(ADVICE)
            ],
            "followed": [
                {part: clean.get(f"followed_{place}_{part}", "") for part in ("state", "note")}
                for place in range(len(self.report.followed))
            ],
        }

    @property
    def boxes(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("text_")]

    @property
    def follow_ups(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("followed_")]

    @property
    def recommendations(self) -> list[tuple[Any, ...]]:
        """Those there are and two empty ones, each with its post and its date."""
        shown = min(len(self.report.advice) + 2, ADVICE) if self.report.is_evaluation else 0
        return [tuple(self[f"advice_{place}_{part}"] for part in ("text", "post", "due")) for place in range(shown)]


class SentForm(forms.Form):
    on = DateField(label="Dikirim pada")
    how = forms.CharField(label="Cara mengirim", min_length=3, max_length=100, help_text="Misalnya: diantar, surel.")
