"""What officers write for everybody."""

from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo
from typing import Any

from django import forms
from django.forms import BoundField

from modules.service.site.forms.fields import text
from modules.service.site.models import Article
from web.forms import DateField, FileInput, KeyField

_MARKS = "Baris kosong memulai paragraf. ## untuk judul, - untuk daftar, **tebal**, [kata](https://alamat)."


class ArticleForm(forms.Form):
    """What is written; a programme says more about itself, an announcement when it is over."""

    key = KeyField()
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = text("Judul", 160, error_messages={"required": "Tulis judulnya."})
    lead = text(
        "Ringkasan", 300, rows=2, help_text="Satu atau dua kalimat; tampil di halaman depan dan di WhatsApp.",
        error_messages={"required": "Tulis ringkasannya."},
    )  # fmt: skip
    body = text("Isi", 20_000, rows=12, required=False, help_text=_MARKS)
    conditions = text(
        "Syarat", 3000, rows=5, required=False, help_text="Siapa yang bisa mendaftar. Jangan tulis nama penerima."
    )
    schedule = text("Jadwal", 300, required=False)
    in_charge = text("Penanggung jawab", 160, required=False, help_text="Jabatan yang bisa ditanya.")
    ends_on = DateField(
        label="Berlaku sampai", required=False, help_text="Sampai hari itu tampil paling atas di halaman depan."
    )
    picture = forms.FileField(
        label="Gambar", required=False, widget=FileInput(accept="image/jpeg,image/png", shrink=True),
        help_text="Dikecilkan sendiri. Tempat dan waktu pengambilan dihapus.",
    )  # fmt: skip
    picture_words = text(
        "Keterangan gambar", 160, required=False, help_text="Apa yang terlihat, untuk yang tidak melihat gambar."
    )
    drop_picture = forms.BooleanField(label="Hapus gambar", required=False)
    publish_on = DateField(label="Terbit tanggal", required=False, help_text="Kosongkan untuk terbit sekarang.")
    publish_time = forms.TimeField(label="Jam", required=False, widget=forms.TimeInput({"type": "time"}))

    def __init__(self, *args: Any, kind: str, has_picture: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_picture = has_picture
        left_out = {
            "PROGRAMME": ("ends_on",),
            "NOTICE": ("conditions", "schedule", "in_charge"),
        }.get(kind, ("ends_on", "conditions", "schedule", "in_charge"))
        for name in (*left_out, *(() if has_picture else ("drop_picture",))):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A picture without words is nothing for whoever cannot see it."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        keeps_one = said.get("picture") or (self.has_picture and not said.get("drop_picture"))
        if keeps_one and not said.get("picture_words", "").strip():
            self.add_error("picture_words", "Tulis apa yang terlihat di gambar.")
        if said.get("publish_time") and not said.get("publish_on"):
            self.add_error("publish_on", "Pilih tanggalnya juga.")
        return said

    def moment(self, zone: tzinfo) -> datetime | None:
        """When it is to be public, in the office's own time; None for at once."""
        day: date | None = self.cleaned_data.get("publish_on")
        if day is None:
            return None
        return datetime.combine(day, self.cleaned_data.get("publish_time") or time(), zone)

    def in_column(self) -> Iterator[BoundField]:
        """The fields that are shown one below the other."""
        apart = {"key", "edition", "publish_on", "publish_time"}
        return (field for field in self if field.name not in apart)


class AddressForm(forms.Form):
    slug = forms.CharField(label="Alamat baru", max_length=80, help_text="Alamat lama tetap mengantar ke sini.")


class ArticleFilter(forms.Form):
    q = forms.CharField(label="Cari judul", required=False, max_length=80)
    jenis = forms.ChoiceField(label="Jenis", required=False, choices=[("", "Semua jenis"), *Article.Kind.choices])
