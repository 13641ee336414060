"""Marriages and divorces."""

from typing import Any

from registry import codes
from registry.actions.happenings import record_divorce, record_marriage
from registry.actions.happenings.beginning import members_of
from registry.actions.happenings.marriages import FamilyEffect, leads_others
from registry.happenings.form import AsksForHead, choice, several, words
from registry.happenings.kinds import Kind, Pick
from registry.models import Event, Resident
from registry.rules.findings import Finding, Verdict
from registry.rules.happenings import warn_if_late
from registry.rules.marriages import LIMIT, MarriageWarning, check_partner
from web.forms import NikField, RadioCards

ELSEWHERE = "Tidak terdaftar di desa ini"
MARRIED = [(value, codes.Marital(value).label) for value in (codes.Marital.MARRIED, codes.Marital.MARRIED_UNRECORDED)]
DIVORCED = [
    (value, codes.Marital(value).label) for value in (codes.Marital.DIVORCED, codes.Marital.DIVORCED_UNRECORDED)
]
EFFECTS = [
    (FamilyEffect.NONE, "Tetap di KK masing-masing"),
    (FamilyEffect.NEW, "Membuat keluarga baru"),
    (FamilyEffect.WITH_HUSBAND, "Istri masuk KK suami"),
    (FamilyEffect.WITH_WIFE, "Suami masuk KK istri"),
]
OF_PARTNER = ("partner_name", "partner_address")


class CoupleForm(AsksForHead):
    """Two people, of whom the second may be from elsewhere."""

    place = words("Tempat")
    certificate = words("Nomor akta atau buku nikah", longest=60)
    partner_name = words("Nama pasangan", secret=True, required=True)
    partner_address = words("Alamat pasangan", longest=200, secret=True)

    def ask(self) -> None:
        if self.partner is not None:
            del self.fields["partner_name"], self.fields["partner_address"]

    @property
    def partner(self) -> Resident | None:
        return self.people.get("pasangan")

    @property
    def couple(self) -> list[Resident]:
        return [person for person in (self.about, self.partner) if person is not None]

    def ask_for_heads(self) -> None:
        """Ask for the head of the first card that may lose its own."""
        for person in self.couple:
            if others := leads_others(person):
                self.ask_for_head(others)
                break
        self.fields["family_no_kk"] = NikField(
            label="Nomor KK keluarga baru", required=False, help_text="Kosongkan bila KK baru masih diurus."
        )

    def arguments(self) -> dict[str, Any]:
        said = {
            "partner": self.partner,
            "new_head": self.new_head(),
            "no_kk": self.cleaned_data.get("family_no_kk") or "",
        }
        return {**super().arguments(), **said}


class MarriageForm(CoupleForm):
    """A marriage."""

    state = choice("Pencatatan", MARRIED, required=True, initial=codes.Marital.MARRIED)
    registrar = words("Dicatat oleh", help_text="Misalnya KUA Pragaan atau Dukcapil.")
    court_leave = words("Nomor izin atau dispensasi pengadilan", longest=60)

    DETAILS = ("state", "place", "registrar", "certificate", "court_leave", "partner_name", "partner_address")
    CARDS = (
        ("Perkawinan", ("happened_on", "place", "state", "registrar", "certificate", "court_leave")),
        ("Pasangan dari luar", OF_PARTNER),
        ("Kartu keluarga", ("effect", "family_no_kk")),
        AsksForHead.HEAD_CARD,
        ("Laporan", ("reported_on",)),
    )

    def ask(self) -> None:
        super().ask()
        self.fields["happened_on"].label = "Tanggal perkawinan"
        effects = EFFECTS if self.partner else EFFECTS[:2]
        self.fields["effect"] = choice(
            "Setelah menikah", effects, required=True, initial=FamilyEffect.NONE, widget=RadioCards(columns=2)
        )
        self.fields["effect"].coerce = str  # type: ignore[attr-defined]
        self.fields["effect"].choices = effects  # type: ignore[attr-defined]
        self.ask_for_heads()

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "effect": self.cleaned_data["effect"]}


class DivorceForm(CoupleForm):
    """A divorce."""

    state = choice("Pencatatan", DIVORCED, required=True, initial=codes.Marital.DIVORCED)
    court = words("Pengadilan")
    decision = words("Nomor putusan", longest=60)

    DETAILS = ("state", "court", "decision", "certificate", "partner_name", "partner_address")
    CARDS = (
        ("Perceraian", ("happened_on", "reported_on", "state", "court", "decision", "certificate")),
        ("Pasangan dari luar", OF_PARTNER),
        ("Kartu keluarga", ("leaver", "going_along", "family_no_kk")),
        ("Bila kepala keluarga yang keluar", AsksForHead.HEAD_CARD[1]),
    )

    def ask(self) -> None:
        super().ask()
        self.fields["happened_on"].label = "Tanggal putusan berlaku tetap"
        self.fields["certificate"].label = "Nomor akta cerai"
        family = self.about.family
        if family is None or (self.partner is not None and self.partner.family_id != family.pk):
            return
        others = members_of(family, without=[person.pk for person in self.couple])
        if others or self.partner:
            self.fields["leaver"] = choice(
                "Yang keluar dari KK",
                [(person.pk, person.name) for person in self.couple],
                first=("", "Belum ada yang keluar"),
                help_text="Yang keluar membuat keluarga baru. Numpang KK dicatat sesudahnya.",
            )
            if others:
                self.fields["going_along"] = several("Anggota yang ikut", others, required=False)
            self.ask_for_heads()

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {**super().arguments(), "leaver": said.get("leaver"), "going_along": said.get("going_along") or []}


def warnings_of_marriage(
    *, resident: Resident, partner: Resident | None, details: Any, happened_on: Any, reported_on: Any, **_: Any
) -> list[Finding]:
    """What to look at twice."""
    verdict = Verdict()
    # Muslims are entered by the KUA, which reports by itself.
    if any(
        person is not None and person.religion not in (None, codes.Religion.ISLAM) for person in (resident, partner)
    ):
        warn_if_late(verdict, happened_on=happened_on, reported_on=reported_on, limit=LIMIT)
    for person in (resident, partner):
        if person is None:
            continue
        verdict.warnings += check_partner(
            name=person.name, sex=person.sex, born_on=person.born_on, marital=person.marital, happened_on=happened_on
        ).warnings
        if person.marital is None:
            verdict.warn(MarriageWarning.MARITAL_UNKNOWN, name=person.name)
    if not details.get("certificate"):
        verdict.warn(MarriageWarning.NO_CERTIFICATE)
    return verdict.warnings


def warnings_of_divorce(
    *, resident: Resident, partner: Resident | None, details: Any, happened_on: Any, reported_on: Any, **_: Any
) -> list[Finding]:
    verdict = warn_if_late(Verdict(), happened_on=happened_on, reported_on=reported_on, limit=LIMIT)
    for person in (resident, partner):
        if person is not None and person.marital is None:
            verdict.warn(MarriageWarning.MARITAL_UNKNOWN, name=person.name)
    if not details.get("certificate"):
        verdict.warn(MarriageWarning.NO_CERTIFICATE)
    return verdict.warnings


MARRIAGE = Kind(
    slug="perkawinan",
    event=Event.Kind.MARRIAGE,
    title="Perkawinan",
    words="Dua orang menikah. Pasangan boleh dari luar desa.",
    icon="heart",
    form=MarriageForm,
    record=record_marriage,
    picks=(Pick("warga", "Siapa yang menikah?"), Pick("pasangan", "Dengan siapa?", other=ELSEWHERE)),
    warnings=warnings_of_marriage,
)
DIVORCE = Kind(
    slug="perceraian",
    event=Event.Kind.DIVORCE,
    title="Perceraian",
    words="Perkawinan berakhir dengan putusan pengadilan.",
    icon="document",
    form=DivorceForm,
    record=record_divorce,
    picks=(Pick("warga", "Siapa yang bercerai?"), Pick("pasangan", "Dari siapa?", other=ELSEWHERE)),
    warnings=warnings_of_divorce,
)
