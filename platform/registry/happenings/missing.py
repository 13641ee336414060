"""People who are missing, and found again."""

from typing import Any

from registry import codes
from registry.actions.happenings.beginning import members_of
from registry.actions.happenings.missing import record_found, record_missing
from registry.happenings.form import MEMBERS, AsksForHead, HappeningForm, choice, words
from registry.happenings.kinds import Kind, Pick
from registry.models import Event
from registry.rules import moves
from registry.rules.findings import Finding, Verdict
from web.forms import DateField


class MissingForm(AsksForHead):
    """Somebody is missing."""

    last_seen = words("Terakhir terlihat di", longest=200)
    police_number = words("Nomor laporan polisi", longest=60)
    police_on = DateField(label="Tanggal laporan polisi", required=False)
    note = words("Keterangan", longest=200)

    DETAILS = ("last_seen", "police_number", "police_on", "note")
    CARDS = (
        ("Hilang", ("happened_on", "last_seen", "reported_on")),
        ("Laporan polisi", ("police_number", "police_on", "note")),
        AsksForHead.HEAD_CARD,
    )

    def ask(self) -> None:
        self.fields["happened_on"].label = "Hilang sejak"
        if self.about.relation == codes.Relation.HEAD and self.about.is_living:
            self.ask_for_head(members_of(self.about.family, without=[self.about.pk]))

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "new_head": self.new_head()}


class FoundForm(HappeningForm):
    """Somebody who was missing is back."""

    police_number = words("Nomor laporan polisi", longest=60)
    note = words("Keterangan", longest=200)

    DETAILS = ("police_number", "note")
    CARDS = (("Ditemukan", ("happened_on", "reported_on", "relation")), ("Laporan", ("police_number", "note")))

    def ask(self) -> None:
        self.fields["happened_on"].label = "Ditemukan tanggal"
        if members_of(self.about.family, without=[self.about.pk]):
            self.fields["relation"] = choice("Hubungan dalam KK sekarang", MEMBERS, first=("", "Seperti dulu"))

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "relation": self.cleaned_data.get("relation")}


def warnings(*, details: Any, **_: Any) -> list[Finding]:
    """What to look at twice before somebody counts as missing."""
    verdict = Verdict()
    return verdict.warnings if details.get("police_number") else verdict.warn(moves.MoveWarning.NO_POLICE).warnings


MISSING = Kind(
    slug="hilang",
    event=Event.Kind.MISSING,
    title="Orang hilang",
    words="Seorang warga hilang dan tidak dihitung lagi sampai ditemukan.",
    icon="search",
    form=MissingForm,
    record=record_missing,
    picks=(Pick("warga", "Siapa yang hilang?"),),
    books="B.2 dan B.3",
    warnings=warnings,
)

FOUND = Kind(
    slug="ditemukan",
    event=Event.Kind.FOUND,
    title="Ditemukan kembali",
    words="Seorang warga yang hilang sudah kembali.",
    icon="check",
    form=FoundForm,
    record=record_found,
    picks=(Pick("warga", "Siapa yang ditemukan?"),),
    books="B.2 dan B.3",
)
