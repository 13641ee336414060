"""What is typed: a question of any type, the words of a step, an answer, a passphrase."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from consultations import catalogue, incoming, queries
from consultations.models import Draft
from consultations.rules import figures
from consultations.rules.budget import Line, Verdict
from consultations.rules.topics import Question, Topic
from exchange.matters.actions import File
from web import indonesian
from web.forms import CheckCards, DateField, FileInput, KeyField, RadioCards

ACCEPTED = "application/pdf,image/jpeg,image/png"


class NewForm(forms.Form):
    key = KeyField()
    topic = forms.ChoiceField(
        label="Jenis konsultasi",
        error_messages={"required": "Pilih jenisnya."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = catalogue.catalogue().offered()
        field: Any = self.fields["topic"]
        field.widget = RadioCards(hints={topic.code: topic.about for topic in offered}, columns=2)
        field.choices = [(topic.code, topic.title) for topic in offered]


class DraftForm(forms.Form):
    """A question with what its type asks; nothing is required while it is a draft."""

    subject = forms.CharField(label="Perihal", max_length=200, required=False, help_text="Satu kalimat pendek.")
    text = forms.CharField(label="Uraian", max_length=5_000, required=False, widget=forms.Textarea({"rows": 5}))

    def __init__(self, *args: Any, topic: Topic, draft: Draft | None = None, **kwargs: Any) -> None:
        self.topic = topic
        if draft is not None:
            kwargs.setdefault("initial", _initial(draft, topic))
        super().__init__(*args, **kwargs)
        for question in topic.questions:
            self.fields[f"q_{question.key}"] = _field(question)
        if topic.has_figures:
            self.fields["table"] = forms.FileField(
                label="Rekap anggaran (XLSX)",
                required=False,
                widget=FileInput(accept=".xlsx,.xls,.csv"),
                help_text="Kolom: kode (rekening, bidang, atau kegiatan), uraian, anggaran. Hanya angkanya yang disimpan.",
            )
            self.fields["typed"] = forms.CharField(
                label="Atau ketik angka utamanya",
                required=False,
                max_length=60_000,
                widget=forms.Textarea({"rows": 6}),
                help_text="Satu baris satu rekening atau kegiatan: 4; Pendapatan; 1.500.000.000",
            )
        for one in topic.attachments:
            self.fields[f"file_{one.key}"] = forms.FileField(
                label=one.text,
                required=False,
                widget=FileInput(accept=ACCEPTED),
                help_text=f"Untuk {one.when[1]}." if one.when else "" if one.required else "Bila ada.",
            )

    def clean(self) -> dict[str, Any]:
        """Read the figures from the table, or from what was typed."""
        said = super().clean() or {}
        self.lines: list[Line] = []
        uploaded = said.get("table")
        try:
            if uploaded:
                too_large = uploaded.size > incoming.LARGEST_TABLE
                self.lines = incoming.table(bytes(incoming.LARGEST_TABLE + 1) if too_large else uploaded.read())
            elif (said.get("typed") or "").strip():
                self.lines = incoming.table(said["typed"].encode())
        except figures.FiguresRefused as error:
            self.add_error("table" if uploaded else "typed", str(error))
        self.files_read: dict[str, File] = {}
        for one in self.topic.attachments:
            file = said.get(f"file_{one.key}")
            if file:
                try:
                    self.files_read[one.key] = incoming.paper(file)
                except incoming.AttachmentRefused as error:
                    self.add_error(f"file_{one.key}", str(error))
        return said

    def show_what_is_needed(self, draft: Draft) -> None:
        """For the page alone: a draft may be kept without it, but not submitted."""
        have = {one["attachment"]: one["name"] for one in draft.files}
        needed = ["subject", "text", *(f"q_{one.key}" for one in self.topic.questions)]
        needed += [f"file_{one.key}" for one in self.topic.attachments if one.required and not one.when]
        for name in needed:
            self.fields[name].required = True
        self.use_required_attribute = False
        for key, name in have.items():
            self.fields[f"file_{key}"].help_text = f"Sudah ada: {name}. Pilih hanya untuk mengganti."

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        data = self.cleaned_data
        answers = {one.key: _written(one, data.get(f"q_{one.key}")) for one in self.topic.questions}
        return {"subject": data["subject"], "text": data["text"], "answers": answers, "figures": self.lines}


class StepForm(forms.Form):
    """The words of a step, with a file where the step may carry one."""

    text = forms.CharField(label="Isi", max_length=5_000, required=False, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, label: str, with_file: bool, with_table: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.files_read: tuple[File, ...] = ()
        self.lines: list[Line] | None = None
        if with_file:
            self.fields["file"] = forms.FileField(
                label="Berkas baru", required=False, widget=FileInput(accept=ACCEPTED), help_text="PDF atau foto."
            )
        if with_table:
            self.fields["table"] = forms.FileField(
                label="Rekap anggaran baru (XLSX)", required=False, widget=FileInput(accept=".xlsx,.xls,.csv")
            )

    def clean(self) -> dict[str, Any]:
        """Look at the files."""
        said = super().clean() or {}
        try:
            if said.get("file"):
                self.files_read = (incoming.paper(said["file"]),)
        except incoming.AttachmentRefused as error:
            self.add_error("file", str(error))
        try:
            if said.get("table"):
                self.lines = incoming.table(said["table"].read(incoming.LARGEST_TABLE + 1))
        except figures.FiguresRefused as error:
            self.add_error("table", str(error))
        return said


class AnswerForm(forms.Form):
    """The kecamatan's answer; notes and verdicts of lines are named after their codes and read apart."""

    conclusion = forms.ChoiceField(label="Kesimpulan", required=False, widget=RadioCards(columns=3))
    text = forms.CharField(label="Catatan umum", max_length=5_000, required=False, widget=forms.Textarea({"rows": 5}))
    checks = forms.MultipleChoiceField(label="Yang sudah sesuai", required=False, widget=CheckCards)

    def __init__(self, *args: Any, topic: Topic, words: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        if words:
            kwargs["initial"] = {name: words.get(name) for name in ("conclusion", "text", "checks")}
        super().__init__(*args, **kwargs)
        # A draft may lack it, and the page does not say so.
        self.fields["conclusion"].required = not self.is_bound
        self.use_required_attribute = False
        self.fields["conclusion"].choices = [(one.key, one.text) for one in topic.conclusions]  # type: ignore[attr-defined]
        if not topic.has_figures:
            self.fields["text"].label = "Isi jawaban"
        if topic.checklist:
            self.fields["checks"].choices = [(one.key, one.text) for one in topic.checklist]  # type: ignore[attr-defined]
        else:
            del self.fields["checks"]

    @property
    def said(self) -> dict[str, Any]:
        """As the action takes it, without what is said of single lines."""
        data = self.cleaned_data
        return {"conclusion": data["conclusion"], "text": data["text"], "checks": data.get("checks", [])}


def said_of_lines(post: Mapping[str, Any], lines: Sequence[Line]) -> dict[str, Any]:
    """Notes and verdicts typed beside the lines of this budget; with `rest` what has no verdict is right."""
    rest = Verdict.FITS.value if "rest" in post else ""
    verdicts = {line.code: str(post.get(f"verdict-{line.code}") or rest) for line in lines}
    return {
        "notes": {line.code: str(post[name]) for line in lines if (name := f"note-{line.code}") in post},
        "verdicts": {code: verdict for code, verdict in verdicts.items() if verdict},
    }


def _field(question: Question) -> forms.Field:
    if question.kind == "choice":
        choices = [("", "Pilih"), *((one, one) for one in question.choices)]
        return forms.ChoiceField(label=question.label, choices=choices, required=False)
    if question.kind == "year":
        wrong = "Tulis tahun seperti 2027."
        messages = {"invalid": wrong, "min_value": wrong, "max_value": wrong}
        return forms.IntegerField(
            label=question.label, min_value=2015, max_value=2100, required=False, error_messages=messages
        )
    return DateField(label=question.label, required=False)


def _written(question: Question, value: Any) -> str:
    if value in (None, ""):
        return ""
    return indonesian.long_date(value) if question.kind == "date" else str(value)


def _initial(draft: Draft, topic: Topic) -> dict[str, Any]:
    words = draft.words
    answers = words.get("answers", {})
    lines = queries.read_lines(words.get("figures", []))
    return {
        "subject": words.get("subject", ""),
        "text": words.get("text", ""),
        "typed": figures.written(lines),
        **{f"q_{one.key}": _read(one, answers.get(one.key, "")) for one in topic.questions},
    }


def _read(question: Question, answer: str) -> Any:
    return indonesian.parse_date(answer) if question.kind == "date" and answer else answer
