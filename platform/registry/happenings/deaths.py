"""Deaths, as form F-2.01 asks about them."""

from typing import Any

from django import forms

from registry import codes
from registry.actions.happenings import record_death
from registry.actions.happenings.beginning import members_of
from registry.actions.happenings.deaths import MARRIED, spouses_of
from registry.actions.happenings.heads import NewHead
from registry.happenings.form import AsksForHead, choice, several, words
from registry.happenings.kinds import Kind, Pick
from registry.happenings.reported import ReportedForm
from registry.models import Event, Resident
from registry.rules.deaths import warnings_of_death
from registry.rules.findings import Finding


class DeathForm(ReportedForm, AsksForHead):
    """The death of one resident."""

    hour = forms.TimeField(label="Jam", required=False, widget=forms.TimeInput({"type": "time"}))
    place = words("Tempat meninggal")
    cause = choice("Sebab kematian", codes.DeathCause.choices)
    certified_by = choice("Yang menerangkan", codes.DeathWitness.choices)
    certificate = words("Nomor akta kematian", longest=60)

    DETAILS = ("hour", "place", "cause", "certified_by", "certificate", *ReportedForm.REPORTED)
    CARDS = (
        ("Kematian", ("happened_on", "hour", "place", "cause", "certified_by", "certificate")),
        *ReportedForm.REPORT_CARDS,
        ("Pasangan", ("widowed",)),
        AsksForHead.HEAD_CARD,
    )

    def ask(self) -> None:
        self.fields["happened_on"].label = "Tanggal meninggal"
        others = members_of(self.about.family, without=[self.about.pk])
        if self.about.relation == codes.Relation.HEAD and self.about.is_living:
            self.ask_for_head(others)
        married = [other for other in others if other.marital in MARRIED and other.sex != self.about.sex]
        if married and self.about.marital in (*MARRIED, None):
            spouses = [spouse.pk for spouse in spouses_of(self.about)]
            self.fields["widowed"] = several(
                "Menjadi cerai mati", married, required=False, initial=[one.pk for one in married if one.pk in spouses]
            )

    @property
    def dead_nik(self) -> str:
        return self.about.nik or ""

    def arguments(self) -> dict[str, Any]:
        widowed = self.cleaned_data.get("widowed") or []
        return {**super().arguments(), "new_head": self.new_head(), "widowed": widowed}


def warnings(
    *, resident: Resident, details: Any, new_head: NewHead, happened_on: Any, reported_on: Any, **_: Any
) -> list[Finding]:
    """What to look at twice."""
    head = Resident.objects.filter(pk=new_head.head).first() if new_head.head else None
    return warnings_of_death(
        born_on=resident.born_on,
        happened_on=happened_on,
        reported_on=reported_on,
        has_certificate=bool(details.get("certificate")),
        was_missing=resident.status == codes.BaseStatus.MISSING,
        new_head_born_on=head.born_on if head else None,
    ).warnings


DEATH = Kind(
    slug="kematian",
    event=Event.Kind.DEATH,
    title="Kematian",
    words="Seorang warga meninggal.",
    icon="heart",
    form=DeathForm,
    record=record_death,
    picks=(Pick("warga", "Siapa yang meninggal?"),),
    books="B.2 dan B.3",
    warnings=warnings,
)
