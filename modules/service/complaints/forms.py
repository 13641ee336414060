"""What reporters and officers fill in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.posts import Post
from modules.service.complaints.models import ABOUT_CHOICES, OFFICIAL_NAMES, Category, Complaint, State
from modules.service.complaints.rules import routing
from modules.service.contract import masking, texts
from web.forms import FileInput, KeyField, RadioCards

EXAMPLES = {
    "INFORMATION": "Contoh: kapan bantuan dibagikan?",
    "ASPIRATION": "Contoh: minta lampu jalan di RT 2",
    "ORDINARY": "Contoh: jalan rusak, petugas lambat",
    "SUPERVISORY": "Contoh: pungutan liar, uang desa diselewengkan",
}
MANNERS = {
    "ANONYMOUS": "Tidak ada yang disimpan tentang Anda",
    "SECRET": "Petugas yang menangani tidak melihat nama Anda",
    "NAMED": "Petugas dapat menghubungi Anda",
}


class SeveralFiles(FileInput):
    """Photographs from the camera or the phone's album, several at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else [files[name]] if name in files else []


class FilesField(forms.FileField):
    """The files as they came; what they are is judged by the action."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [file for file in data or [] if file]


def _photos() -> FilesField:
    return FilesField(
        label="Foto",
        required=False,
        widget=SeveralFiles({"multiple": True, "data-file": True}, accept="image/jpeg,image/png", shrink=True),
        help_text="Tempat pengambilan foto dihapus sebelum disimpan.",
    )


def _text(label: str, *, rows: int, least: int = 2, most: int = texts.LONGEST, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea({"rows": rows}),
        validators=[_taken(least, most)],
        error_messages={"required": more.pop("missing", "Tulis isinya.")},
        **more,
    )


def _taken(least: int, most: int) -> Any:
    def check(text: str) -> None:
        try:
            texts.cleaned(text, least=least, most=most)
        except texts.TextRefused as error:
            raise ValidationError(str(error)) from error

    return check


class ComplaintForm(forms.Form):
    """What happened; three things must be said, the rest helps."""

    key = KeyField()
    story = _text(
        "Apa yang terjadi?",
        rows=6,
        least=texts.SHORTEST,
        missing="Tulis ceritanya.",
        help_text="Ceritakan dengan kata-kata sendiri. Jangan tulis NIK.",
    )
    photos = _photos()
    category = forms.ChoiceField(
        label="Anda ingin apa?", choices=Category, initial="ORDINARY", widget=RadioCards(hints=EXAMPLES, columns=2)
    )
    about = forms.ChoiceField(
        label="Tentang siapa?",
        choices=ABOUT_CHOICES,
        initial="OTHER",
        help_text="Aduan tentang Kepala Desa dibaca BPD. Bila BPD tidak menjawab, camat membacanya tanpa nama Anda. "
        "Yang diadukan tidak melihat aduan tentang dirinya.",
    )
    place = forms.CharField(
        label="Di mana?", required=False, max_length=160, help_text="Contoh: dusun, jalan, atau RT."
    )
    happened = forms.CharField(label="Kapan?", required=False, max_length=80, help_text="Contoh: kemarin pagi.")
    manner = forms.ChoiceField(
        label="Nama Anda",
        choices=[(value, Complaint.Manner(value).label) for value in MANNERS],
        widget=RadioCards(hints=MANNERS),
        error_messages={"required": "Pilih: tanpa nama, dirahasiakan, atau dengan nama."},
    )
    name = forms.CharField(
        label="Nama",
        required=False,
        max_length=100,
        widget=forms.TextInput({"autocomplete": "name", "data-secret": True}),
        help_text="Kosongkan bila tanpa nama.",
    )
    phone = forms.CharField(
        label="Nomor HP",
        required=False,
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel", "data-secret": True}),
        help_text="Kosongkan bila tanpa nama.",
    )
    wants_news = forms.BooleanField(
        label="Kabari saya lewat WhatsApp", required=False,
        help_text="Hanya bila dengan nama dan bukan tentang perangkat desa.",
    )  # fmt: skip
    may_be_public = forms.BooleanField(label="Ringkasannya boleh dimuat di situs desa, tanpa nama", required=False)
    #: Set once somebody was asked whether it is about the head.
    head_asked = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)
    # People do not see it; programs that fill in everything do.
    website = forms.CharField(
        label="Kosongkan kolom ini", required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"})
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError("Kosongkan kolom ini, lalu kirim lagi.")
        return ""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if texts.names_head(said.get("story", "")) and said.get("about") != routing.HEAD and not said.get("head_asked"):
            shown: Any = self.data
            self.data = shown = shown.copy()
            shown["head_asked"] = "1"
            self.add_error(
                "about", "Apakah ini tentang Kepala Desa? Bila ya, pilih Kepala Desa. Bila bukan, kirim lagi."
            )
        if said.get("manner") in (None, Complaint.Manner.ANONYMOUS):
            return said | {"name": "", "phone": "", "wants_news": False}
        if not said.get("name", "").strip():
            self.add_error("name", "Tulis nama Anda, atau pilih tanpa nama.")
        if said.get("wants_news") and said.get("manner") == Complaint.Manner.NAMED and not said.get("phone"):
            self.add_error("phone", "Tulis nomor HP, atau hapus tanda kabari saya.")
        if said.get("phone"):
            try:
                said["phone"] = masking.read_phone(said["phone"])
            except ValueError as error:
                self.add_error("phone", str(error))
        return said


class FindForm(forms.Form):
    """Code and second word, as they stood on the last page."""

    code = forms.CharField(label="Kode aduan", max_length=12, widget=forms.TextInput({"autocapitalize": "characters"}))
    word = forms.CharField(
        label="Kata kunci",
        max_length=30,
        help_text="Satu kata dan tiga angka, misalnya PADI 123.",
        widget=forms.TextInput({"autocapitalize": "characters", "autocomplete": "off", "data-secret": True}),
    )


class NoticeForm(forms.Form):
    """The kecamatan's words to BPD and reporter."""

    text = _text(
        "Tulisan Anda",
        rows=6,
        least=10,
        help_text="Jawaban juga dibaca pelapor. Pertanyaan hanya dibaca BPD. Jangan tulis NIK.",
    )


class ReplyForm(forms.Form):
    text = _text("Jawaban atau tambahan Anda", rows=4)
    photos = _photos()


class RatingForm(forms.Form):
    rating = forms.TypedChoiceField(
        label="Puas dengan jawabannya?",
        coerce=int,
        choices=[(5, "5 Sangat puas"), (4, "4 Puas"), (3, "3 Cukup"), (2, "2 Kurang"), (1, "1 Tidak puas")],
        widget=RadioCards(),
        error_messages={"required": "Pilih satu nilai."},
    )
    note = forms.CharField(label="Catatan", required=False, max_length=500)


class ReopenForm(forms.Form):
    text = _text("Apa yang belum selesai?", rows=3, least=5, missing="Tulis apa yang belum selesai.")


class BoxFilter(forms.Form):
    """How the box is narrowed, all in the address."""

    q = forms.CharField(label="Cari isi atau kode", required=False, max_length=80)
    jenis = forms.ChoiceField(label="Jenis", required=False, choices=[("", "Semua jenis"), *Category.choices])
    meja = forms.ChoiceField(label="Ditangani", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = [(post.value, post.label) for post in _DESKS]
        self.fields["meja"].choices = [("", "Semua jabatan"), *desks]  # type: ignore[attr-defined]


_DESKS = [post for post in Post if post.value in dict(ABOUT_CHOICES)]


class NoteForm(forms.Form):
    """Most steps say something; `hint` tells who reads it."""

    note = _text("Isi", rows=5, missing="Tulis isinya.")

    def __init__(self, *args: Any, label: str = "", hint: str = "", complaint: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complaint = complaint
        if "note" in self.fields:
            self.fields["note"].label = label or "Isi"
            self.fields["note"].help_text = hint


class AssignForm(NoteForm):
    desk = forms.ChoiceField(label="Serahkan ke")
    field_order = ["desk", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.complaint.about
        self.fields["desk"].choices = [  # type: ignore[attr-defined]
            (post.value, post.label)
            for post in sorted(_DESKS, key=lambda post: post is Post.KADES)
            if routing.may_lie_on(post.value, about) and post is not Post.OPERATOR and post.value != self.complaint.desk
        ]


class ForwardForm(NoteForm):
    agency = forms.CharField(label="Instansi", max_length=120, help_text="Contoh: Dinas Pekerjaan Umum.")
    field_order = ["agency", "note"]


class ReclassifyForm(NoteForm):
    category = forms.ChoiceField(label="Jenis menurut aturan", widget=RadioCards(columns=2))
    field_order = ["category", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.complaint.category
        choices = [(value, OFFICIAL_NAMES[value]) for value in Category.values if value != own]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(NoteForm):
    summary = forms.CharField(
        label="Ringkasan untuk daftar umum",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text="Pelapor setuju dimuat tanpa nama. Kosongkan bila tidak perlu dimuat.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.complaint.may_be_public or self.complaint.is_apart:
            del self.fields["summary"]


class ConfirmForm(NoteForm):
    """A step that says nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["note"]


TABS = [
    ("OPEN", "Terbuka"),
    ("LATE", "Lewat batas"),
    (State.ASKED, "Menunggu pelapor"),
    ("DONE", "Selesai"),
    ("", "Semua"),
]
