"""Changes of families: split, joined, another head, another card number."""

from typing import Any

from django import forms

from registry import codes
from registry.actions.happenings import change_head, change_number, join_family, split_family
from registry.actions.happenings.beginning import members_of
from registry.actions.happenings.families import Change
from registry.happenings.form import BY_RULE, MEMBERS, AsksForHead, HappeningForm, choice, several, words
from registry.happenings.kinds import Kind, Pick
from registry.models import Event, Resident
from web.forms import DateField, NikField

WAITING = "Kosongkan bila KK baru masih diurus."
#: Begins the name of the question as what a member comes along; his number follows.
ALONG = "along_relation_"


class FamilyForm(AsksForHead):
    """What all changes of a family share."""

    why = words("Keterangan", longest=200)

    DETAILS: tuple[str, ...] = ("why",)
    WHEN = ("Waktu", ("happened_on", "reported_on", "why"))


class LeavingForm(FamilyForm):
    """What is asked when somebody leaves a card, alone or with others of it."""

    #: What stands as relation of a mate when nothing is chosen, and what is said below the question.
    BY_DEFAULT: tuple[str, str]
    STAYING = ("Yang tinggal", ("new_head", "new_no_kk", "relation_*"))

    def hint(self, member: Resident) -> str:
        """What stands below the question as what a mate comes along."""
        raise NotImplementedError

    def ask(self) -> None:
        """Ask which of the mates go along, and as what; and who leads those who stay, when their head leaves."""
        mates = members_of(self.about.family, without=[self.about.pk])
        if mates:
            self.fields["going_along"] = several("Anggota yang ikut", mates, required=False)
        for member in mates:
            self.fields[f"{ALONG}{member.pk}"] = choice(
                f"{member.name} bila ikut", MEMBERS, first=self.BY_DEFAULT, help_text=self.hint(member)
            )
        if self.about.relation == codes.Relation.HEAD:
            self.ask_for_head(mates)

    @property
    def relations(self) -> dict[int, Any]:
        """As what those who go along come, by resident, where the officer said it."""
        said = self.cleaned_data
        return {
            int(name.removeprefix(ALONG)): value for name, value in said.items() if name.startswith(ALONG) and value
        }

    def arguments(self) -> dict[str, Any]:
        """Add who leads those who stay."""
        return {**super().arguments(), "new_head": self.new_head()}


class SplitForm(LeavingForm):
    """A member begins a family of their own."""

    family_no_kk = NikField(label="Nomor KK keluarga baru", required=False, help_text=WAITING)

    CARDS = (
        ("Keluarga baru", ("family_no_kk", "going_along", "along_relation_*")),
        FamilyForm.WHEN,
        LeavingForm.STAYING,
    )
    BY_DEFAULT = BY_RULE

    def hint(self, member: Resident) -> str:
        return f"Sekarang: {member.get_relation_display()}."

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        more = {"going_along": said.get("going_along") or [], "relations": self.relations}
        return {**super().arguments(), **more, "no_kk": said["family_no_kk"]}


class JoinForm(LeavingForm):
    """Somebody comes onto the card of another family."""

    relation_there = choice("Hubungan dengan kepala keluarga", MEMBERS, required=True)
    takes_address = forms.BooleanField(label="Alamatnya mengikuti keluarga yang dituju", required=False, initial=True)

    CARDS = (
        ("Keluarga yang dituju", ("relation_there", "takes_address", "going_along", "along_relation_*")),
        FamilyForm.WHEN,
        LeavingForm.STAYING,
    )
    BY_DEFAULT = ("", "Famili lain")

    def hint(self, member: Resident) -> str:
        return "Dengan kepala keluarga di sana."

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        coming = {pk: self.relations.get(pk, codes.Relation.KIN) for pk in said.get("going_along") or []}
        relations = {**coming, self.about.pk: said["relation_there"]}
        more = {"host": self.people["keluarga"], "relations": relations, "takes_address": said["takes_address"]}
        return {**super().arguments(), **more}


class HeadForm(FamilyForm):
    """Another head for a family; the old one stays a member."""

    CARDS = (("Kepala keluarga", ("new_head", "new_no_kk")), FamilyForm.WHEN, ("Hubungan", ("relation_*",)))

    def ask(self) -> None:
        members = members_of(self.about.family)
        others = [one for one in members if one.relation != codes.Relation.HEAD]
        self.ask_for_head(members, suggest=False)
        if "new_head" in self.fields:
            self.fields["new_head"].choices = [("", "Pilih"), *((one.pk, one.name) for one in others)]  # type: ignore[attr-defined]
            self.fields["new_head"].required = True

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "new_head": self.new_head()}


class NumberForm(HappeningForm):
    """The number of a new card."""

    family_no_kk = NikField(label="Nomor KK baru")
    printed_on = DateField(label="Tanggal cetak KK", required=False)
    why = words("Keterangan", longest=200, help_text="Misalnya KK baru terbit setelah kepala keluarga meninggal.")

    DETAILS = ("printed_on", "why")
    CARDS = (("Kartu keluarga", ("family_no_kk", "printed_on")), ("Waktu", ("happened_on", "reported_on", "why")))

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {**super().arguments(), "no_kk": said["family_no_kk"], "printed_on": said["printed_on"]}


SPLIT = Kind(
    slug="pecah-kk",
    event=Event.Kind.FAMILY,
    change=Change.SPLIT,
    title="Pecah KK",
    words="Seorang anggota membuat keluarga sendiri.",
    icon="family",
    form=SplitForm,
    record=split_family,
    picks=(Pick("warga", "Siapa kepala keluarga yang baru?"),),
)
JOIN = Kind(
    slug="numpang-kk",
    event=Event.Kind.FAMILY,
    change=Change.JOIN,
    title="Numpang KK",
    words="Seseorang masuk ke KK keluarga lain di desa ini.",
    icon="family",
    form=JoinForm,
    record=join_family,
    picks=(Pick("warga", "Siapa yang pindah KK?"), Pick("keluarga", "Ke keluarga siapa? Cari salah satu anggotanya.")),
)
HEAD = Kind(
    slug="ganti-kepala-keluarga",
    event=Event.Kind.FAMILY,
    change=Change.HEAD,
    title="Ganti kepala keluarga",
    words="Anggota lain menjadi kepala keluarga.",
    icon="family",
    form=HeadForm,
    record=change_head,
    picks=(Pick("warga", "Keluarga siapa? Cari salah satu anggotanya."),),
)
NUMBER = Kind(
    slug="ganti-nomor-kk",
    event=Event.Kind.FAMILY,
    change=Change.NUMBER,
    title="Ganti nomor KK",
    words="KK baru sudah terbit dari Dukcapil.",
    icon="family",
    form=NumberForm,
    record=change_number,
    picks=(Pick("warga", "Keluarga siapa? Cari salah satu anggotanya."),),
)
