"""How residents, their stays and their papers are told: numbers masked, health left out."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from registry import queries
from registry.models import PersonDocument, Resident, Stay
from registry.particulars import HEALTH, MASKS, PLAIN
from registry.templatetags.residents import samar
from web.indonesian import masked_kk, masked_nik

#: What a person's page shows besides what the list does.
MORE = tuple(name for name in PLAIN if name not in {*HEALTH, *MASKS})


class MaskedSerializer(serializers.ModelSerializer[Resident]):
    """The two numbers of a resident as every answer gives them."""

    nik = serializers.SerializerMethodField()
    no_kk = serializers.SerializerMethodField()

    def get_nik(self, resident: Resident) -> str | None:
        return masked_nik(resident.nik) if resident.nik else None

    def get_no_kk(self, resident: Resident) -> str | None:
        number = resident.family.no_kk if resident.family else None
        return masked_kk(number) if number else None


class ResidentSerializer(MaskedSerializer):
    """One resident with masked numbers; codes are those of SIAK."""

    hamlet: serializers.StringRelatedField = serializers.StringRelatedField()

    class Meta:
        model = Resident
        fields: tuple[str, ...] = (
            "id", "name", "nik", "nik_status", "no_kk", "relation", "sex", "birthplace", "born_on", "religion", "education",
            "occupation", "marital", "citizenship", "hamlet", "rt", "rw", "address", "status", "residency", "updated_at",
        )  # fmt: skip


class StaySerializer(serializers.ModelSerializer[Stay]):
    """Where somebody stood from one day until before another; without an end they stand there still."""

    hamlet: serializers.StringRelatedField = serializers.StringRelatedField()

    class Meta:
        model = Stay
        fields: tuple[str, ...] = (
            "since", "until", "residency", "citizenship", "hamlet", "rt", "rw", "address", "family", "relation",
        )  # fmt: skip


class MemberStaySerializer(StaySerializer):
    """Who belonged to a family from when until when."""

    name = serializers.CharField(source="resident.name")

    class Meta(StaySerializer.Meta):
        fields = ("resident", "name", "relation", "since", "until")


class PersonSerializer(ResidentSerializer):
    """
    Everything a person's page shows: the fields of the form but health, numbers masked, and ids of what belongs to the person.

    `stood` is where they stood at the end of the day `?per=` names; null when they were no living resident then. The context holds
    the `account` that asks.
    """

    previous_no_kk = serializers.SerializerMethodField()
    father_nik = serializers.SerializerMethodField()
    mother_nik = serializers.SerializerMethodField()
    has_photo = serializers.SerializerMethodField()
    stood = serializers.SerializerMethodField()

    class Meta(ResidentSerializer.Meta):
        fields = (
            *ResidentSerializer.Meta.fields,
            *(name for name in MORE if name not in ResidentSerializer.Meta.fields),
            *("previous_no_kk", "father_nik", "mother_nik", "family", "household", "merged_into", "has_photo"),
            *("created_at", "stood"),
        )

    def to_representation(self, instance: Resident) -> dict[str, Any]:
        """A parent of another hamlet is not named to a Kepala Dusun, neither by the register nor by what the card says."""
        told: dict[str, Any] = super().to_representation(instance)
        parents = {"father": instance.father_id, "mother": instance.mother_id}
        hidden = queries.strangers(self.context["account"], [pk for pk in parents.values() if pk])
        for parent, pk in parents.items():
            if pk in hidden:
                told |= {f"{parent}_name": "", f"{parent}_nik": ""}
        return told

    def get_previous_no_kk(self, resident: Resident) -> str:
        return masked_kk(resident.previous_no_kk) if resident.previous_no_kk else ""

    def get_father_nik(self, resident: Resident) -> str:
        return masked_nik(resident.father_nik) if resident.father_nik else ""

    def get_mother_nik(self, resident: Resident) -> str:
        return masked_nik(resident.mother_nik) if resident.mother_nik else ""

    def get_has_photo(self, resident: Resident) -> bool:
        return resident.photo_id is not None

    @extend_schema_field(StaySerializer(allow_null=True))
    def get_stood(self, resident: Resident) -> dict[str, Any] | None:
        stay = self.context.get("stood")
        return StaySerializer(stay).data if stay else None


class MemberSerializer(MaskedSerializer):
    """Somebody in a family or a household."""

    class Meta:
        model = Resident
        fields = ("id", "name", "nik", "relation", "household_role", "sex", "born_on", "marital", "status")


class PaperSerializer(serializers.ModelSerializer[PersonDocument]):
    """A paper of a person; one whose number is a NIK or of a family card shows it masked."""

    number = serializers.SerializerMethodField()
    added_by = serializers.CharField(source="added_by.name")

    class Meta:
        model = PersonDocument
        fields = ("id", "resident", "kind", "number", "issued_on", "added_at", "added_by")

    def get_number(self, paper: PersonDocument) -> str:
        return samar(paper.number)


class ToldSerializer(serializers.Serializer[Any]):
    """One line of the log about somebody."""

    what = serializers.CharField()
    at = serializers.DateTimeField()
    who = serializers.CharField()
    note = serializers.CharField()
