"""How a letter is told over the API."""

from datetime import date

from rest_framework import serializers

from modules.service.models import Letter
from web.indonesian import masked_nik


class LetterSerializer(serializers.ModelSerializer[Letter]):
    """One letter as the list shows it: the NIK masked, the answers left out."""

    kind = serializers.CharField(source="kind.slug")
    title = serializers.CharField(source="kind.title")
    nik = serializers.SerializerMethodField()
    valid_until = serializers.SerializerMethodField(help_text="Kosong bila tanpa batas waktu.")

    class Meta:
        model = Letter
        fields = (
            "id",
            "kind",
            "title",
            "state",
            "source",
            "tracking_code",
            "subject_name",
            "nik",
            "number_text",
            "created_at",
            "due_at",
            "signed_at",
            "signed_as",
            "signed_with",
            "valid_until",
            "collected_at",
            "cancelled_at",
        )

    def get_valid_until(self, letter: Letter) -> date | None:
        return letter.valid_until if letter.has_end else None

    def get_nik(self, letter: Letter) -> str:
        return masked_nik(letter.subject.get("nik", ""))
