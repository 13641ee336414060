"""What offices write about messages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from messaging import events
from messaging.channels import Away, Refused, outward, sms
from messaging.models import MessagingSettings
from messaging.rules import wording


class WordsForm(forms.Form):
    """One switch and one text for each event, and when people are left alone."""

    mails_officers = forms.BooleanField(label="Kirim surel kepada perangkat yang punya alamat surel", required=False)
    quiet_from = forms.TimeField(label="Jam tenang dari", widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(label="Sampai", widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    keeps_texts_days = forms.IntegerField(label="Isi pesan disimpan (hari)", min_value=7, max_value=730)

    def __init__(self, data: Any = None, *, decided: MessagingSettings) -> None:
        names = ("mails_officers", "quiet_from", "quiet_until", "keeps_texts_days")
        super().__init__(data, initial={name: getattr(decided, name) for name in names})
        for event in events.all_events():
            self.fields[f"told-{event.key}"] = forms.BooleanField(
                label="Kirim", required=False, initial=decided.tells(event.key)
            )
            self.fields[f"words-{event.key}"] = forms.CharField(
                label=f"Isi: {event.title}",
                required=False,
                initial=decided.wording_of(event),
                widget=forms.Textarea({"rows": 3, "maxlength": wording.LONGEST}),
            )

    @property
    def said(self) -> dict[str, Any]:
        """As the action wants it; an emptied text is the one that ships."""
        known, data = events.all_events(), self.cleaned_data
        return {
            "told": [event.key for event in known if data[f"told-{event.key}"]],
            "wordings": {event.key: data[f"words-{event.key}"] or event.wording for event in known},
            "values": {
                name: data[name] for name in ("mails_officers", "quiet_from", "quiet_until", "keeps_texts_days")
            },
        }

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The events in their order, each with its two fields and what it would say."""
        return [
            {
                "event": event,
                "told": self[f"told-{event.key}"],
                "words": self[f"words-{event.key}"],
                "places": [f"{{{name}}}" for name in event.samples],
                "preview": wording.printed(str(self[f"words-{event.key}"].value() or event.wording), event.samples),
            }
            for event in events.all_events()
        ]

    def show_faults(self, faults: dict[str, list[str]]) -> None:
        """Lay what is wrong with words beside them."""
        for key, sentences in faults.items():
            for sentence in sentences:
                self.add_error(f"words-{key}", sentence)


def _secret(label: str) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": "off", "data-secret": True})
    hint = "Kosongkan bila tidak diganti. Tulis - untuk menghapus."
    return forms.CharField(label=label, required=False, max_length=600, widget=widget, help_text=hint)


class ChannelsForm(forms.ModelForm):
    """The gateways; keys are typed and never shown."""

    token = _secret("Token akses")
    secret = _secret("App secret")
    verify = _secret("Verify token")
    sms = _secret("Sandi gateway SMS")

    class Meta:
        model = MessagingSettings
        fields = ("monthly_cap", "whatsapp_phone_id", "sms_url", "sms_method", "sms_fields")
        widgets = {"sms_fields": forms.Textarea({"rows": 5})}
        help_texts = {
            "monthly_cap": "Pesan berbayar. Setelah itu pesan menunggu dikirim petugas.",
            "whatsapp_phone_id": "Angka dari halaman WhatsApp di Meta.",
            "sms_fields": "Satu baris satu isian: to={nomor}, message={pesan}, Header: Authorization={sandi}.",
        }

    def clean_whatsapp_phone_id(self) -> str:
        number = str(self.cleaned_data["whatsapp_phone_id"]).strip()
        if number and not (number.isascii() and number.isdigit()):
            raise ValidationError("Phone number ID hanya berisi angka.")
        return number

    def clean_sms_url(self) -> str:
        """Judged when it is written and again whenever it is used."""
        url = str(self.cleaned_data["sms_url"]).strip()
        try:
            if url:
                outward.judged(url)
        except Refused as error:
            raise ValidationError(
                "Alamat ini tidak boleh dihubungi. Pakai alamat https gateway di internet."
            ) from error
        except Away as error:
            raise ValidationError("Nama gateway ini tidak ditemukan. Periksa ejaannya.") from error
        return url

    def clean_sms_fields(self) -> str:
        lines = str(self.cleaned_data["sms_fields"])
        try:
            sms.fields_in(lines)
        except sms.FieldsRefused as error:
            raise ValidationError(str(error)) from error
        return lines

    @property
    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        secrets = {name: self.cleaned_data[name].strip() for name in ("token", "secret", "verify", "sms")}
        return {"values": {name: self.cleaned_data[name] for name in self.Meta.fields}, "secrets": secrets}
