"""Moving out of the village and within it, as form F-1.03 asks about them."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from django import forms

from exchange import handovers
from exchange.models import Handover
from registry import codes
from registry.actions.happenings.beginning import members_of
from registry.actions.happenings.heads import NewHead, as_member
from registry.actions.happenings.inside import record_move_inside
from registry.actions.happenings.moves import record_move_out
from registry.actions.happenings.places import Card
from registry.happenings import places
from registry.happenings.form import MEMBERS, AsksForHead, choice, several, words
from registry.happenings.kinds import Kind, Pick
from registry.models import Event, Resident
from registry.rules import moves, relations
from registry.rules.findings import Finding
from web.forms import NikField


class MoversForm(AsksForHead):
    """Who of a family goes, and under which card, and whom, those come who stay."""

    rest_card = choice(
        "KK bagi yang tinggal",
        codes.CardOfStayers.choices,
        first=("", "Pilih"),
        help_text="Isi hanya bila kepala keluarga ikut pindah dan ada yang tinggal.",
    )
    rest_join_no_kk = NikField(
        label="Nomor KK yang ditumpangi yang tinggal", required=False, help_text="Isi bila yang tinggal numpang KK."
    )

    REST = ("Yang tinggal", ("rest_card", "new_head", "new_no_kk", "rest_join_no_kk"))

    def ask_for_movers(self) -> list[Resident]:
        members = members_of(self.about.family) or [self.about]
        self.fields["movers"] = several("Siapa yang pindah?", members, initial=[self.about.pk])
        if len(members) > 1:
            self.ask_for_head(members, suggest=False)
            self.fields["new_head"].label = "Kepala keluarga bagi yang tinggal"
            self.fields["new_head"].help_text = "Kosongkan bila yang tinggal numpang KK."
            self.fields["new_no_kk"].label = "Nomor KK baru bagi yang tinggal"
        else:
            del self.fields["rest_card"], self.fields["rest_join_no_kk"]
        return members

    def clean(self) -> None:
        said = self.cleaned_data
        joins = said.get("rest_card") == codes.CardOfStayers.JOINS
        if joins and not said.get("rest_join_no_kk") and "rest_join_no_kk" not in self.errors:
            self.add_error("rest_join_no_kk", "Isi nomor KK yang ditumpangi.")
        elif said.get("rest_join_no_kk") and not joins:
            self.add_error("rest_card", "Pilih numpang KK, atau kosongkan nomor yang ditumpangi.")
        if said.get("new_no_kk") and said.get("rest_card") in (
            codes.CardOfStayers.SAME_CARD,
            codes.CardOfStayers.JOINS,
        ):
            self.add_error("new_no_kk", "Kosongkan, atau pilih membuat KK baru.")

    def new_head(self) -> NewHead:
        card = self.cleaned_data.get("rest_card")
        joins = self.cleaned_data.get("rest_join_no_kk") if card == codes.CardOfStayers.JOINS else ""
        return replace(super().new_head(), keeps_number=card == codes.CardOfStayers.SAME_CARD, joins=joins or "")


class MoveOutForm(MoversForm):
    """Somebody leaves the village, alone or with family."""

    office = forms.TypedChoiceField(
        label="Desa tujuan",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Desa di kabupaten ini langsung mendapat tawaran pindah datang.",
    )
    move_class = choice("Jenis kepindahan", codes.MoveClass.choices[1:], first=("", "Menurut desa tujuan"))
    destination = words("Alamat tujuan", longest=200, secret=True, help_text="Jalan, RT, dan desa bila di luar daftar.")
    reason = choice("Alasan pindah", codes.MoveReason.choices)
    movers_card = choice("KK bagi yang pindah", codes.CardOfMovers.choices)
    letter_number = words("Nomor surat pindah (SKPWNI)", longest=60)
    note = words("Keterangan", longest=200)

    DETAILS = ("reason", "move_class", "destination", "movers_card", "letter_number", "note", "rest_card")
    CARDS = (
        ("Yang pindah", ("movers", "happened_on", "reason", "movers_card")),
        ("Tujuan", ("office", "destination", "move_class", "letter_number", "reported_on", "note")),
        (MoversForm.REST[0], (*MoversForm.REST[1], "relation_*")),
    )

    def ask(self) -> None:
        self.fields["happened_on"].label = "Tanggal pindah"
        self.ask_for_movers()
        found = handovers.receivers()
        groups = [
            (district.title, [(office.pk, office.title) for office in offices])
            for district, offices in groupby(found, key=lambda office: office.parent)
            if district is not None
        ]
        self.fields["office"].choices = [("", "Di luar daftar ini"), *groups]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("office")
        to = handovers.receivers().filter(pk=chosen).first() if chosen else None
        movers = self.cleaned_data["movers"]
        return {**super().arguments(), "movers": movers, "new_head": self.new_head(), "to": to}


class InsideForm(MoversForm):
    """A family, or part of it, lives elsewhere in the village."""

    reason = choice("Alasan pindah", codes.MoveReason.choices)
    under = places.under([(places.STAYS, "Tetap di KK sekarang"), *places.UNDER_NEW], required=False)
    join_no_kk = places.joined()
    movers_no_kk = NikField(
        label="Nomor KK baru", required=False, help_text="Bila membuat KK baru. Kosongkan bila masih diurus."
    )
    note = words("Keterangan", longest=200)

    DETAILS = ("reason", "note", "rest_card")
    CARDS = (
        ("Yang pindah", ("movers", "happened_on", "reported_on", "reason", "note")),
        ("Tempat tinggal baru", places.PLACE),
        ("Kartu keluarga", ("under", "join_no_kk", "movers_no_kk", "card_head", "relation_*")),
        MoversForm.REST,
    )

    def ask(self) -> None:
        self.fields["happened_on"].label = "Tanggal pindah"
        places.ask_place(self)
        members = self.ask_for_movers()
        if len(members) > 1:
            self.fields["card_head"] = choice(
                "Kepala di KK baru", [(member.pk, member.name) for member in members], first=("", "Pilih")
            )
        else:
            self.fields[f"relation_{self.about.pk}"] = choice(
                "Hubungan di KK yang ditumpangi", MEMBERS, first=("", "Famili lain")
            )

    def clean(self) -> None:
        super().clean()
        places.check_joined(self)

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        card = places.card_in(said, number="movers_no_kk") if said.get("under") else None
        return {
            **super().arguments(),
            "movers": said["movers"],
            "place": places.place_in(said),
            "card": card,
            "relations": self.relations_under(card),
            "new_head": self.new_head(),
        }

    def relations_under(self, card: Card | None) -> dict[int, int]:
        """What each mover is under the new card: as chosen, else as follows from the old card, else other kin."""
        if card is None:
            return {}
        movers, chosen = self.cleaned_data["movers"], dict(self.new_head().relations)
        if not card.is_new:
            return {pk: chosen.get(pk) or int(codes.Relation.KIN) for pk in movers}
        members = {member.pk: member for member in members_of(self.about.family) or [self.about]}
        head = members.get(self.cleaned_data.get("card_head") or (movers[0] if len(movers) == 1 else 0))
        if head is None:
            return {}
        return {
            pk: int(codes.Relation.HEAD)
            if pk == head.pk
            else chosen.get(pk) or relations.towards(as_member(head), as_member(members[pk]))
            for pk in movers
            if pk in members
        }


def warnings_out(
    *, resident: Resident, movers: Any, details: Any, happened_on: Any, new_head: NewHead, **_: Any
) -> list[Finding]:
    """What to look at twice when people leave; whoever comes onto another card stays with somebody."""
    members = members_of(resident.family) or [resident]
    staying = [] if new_head.joins else [one for one in members if one.pk not in movers]
    verdict = moves.warnings_of_movers(
        movers=[(one.name, one.born_on) for one in members if one.pk in movers],
        staying=[(one.name, one.born_on) for one in staying],
        on=happened_on,
    )
    if not details.get("letter_number"):
        verdict.warn(moves.MoveWarning.NO_LETTER)
    return verdict.warnings


def says_out(event: Event) -> list[str]:
    """How far they moved, and what the village they move to has answered."""
    kind, far = event.details.get("kind"), event.details.get("move_class")
    said = [f"Yang pindah: {codes.MoveKind(kind).label.lower()}."] if kind else []
    if far:
        said.append(f"Jenis kepindahan: {codes.MoveClass(far).label.lower()}.")
    if event.details.get("office"):
        said.append(_answer(handovers.named(event.key)))
    return said


def _answer(offer: Handover) -> str:
    to = offer.to_office.title if offer.to_office else ""
    if offer.state == Handover.State.REFUSED:
        return (
            f"{to} menolak: {handovers.reason_of(offer) or 'alasannya sudah dihapus'}. Pindah keluar boleh dibatalkan."
        )
    words_of: dict[str, str] = {
        Handover.State.OFFERED: f"Ditawarkan ke {to}. Menunggu jawaban.",
        Handover.State.ACCEPTED: f"Diterima {to}.",
        Handover.State.WITHDRAWN: f"Tawaran ke {to} ditarik.",
        Handover.State.LAPSED: f"Tawaran ke {to} kedaluwarsa.",
    }
    return words_of[offer.state]


MOVE_OUT = Kind(
    slug="pindah",
    event=Event.Kind.MOVE_OUT,
    title="Pindah keluar",
    words="Warga pindah ke luar desa, sendiri atau bersama keluarga.",
    icon="send",
    form=MoveOutForm,
    record=record_move_out,
    picks=(Pick("warga", "Siapa yang pindah?", hint="Anggota keluarga yang ikut dipilih sesudah ini."),),
    books="B.2 dan B.3",
    warnings=warnings_out,
    says=says_out,
)

INSIDE = Kind(
    slug="pindah-dalam-desa",
    event=Event.Kind.INSIDE,
    title="Pindah dalam desa",
    words="Keluarga, atau sebagian, pindah rumah di dalam desa.",
    icon="home",
    form=InsideForm,
    record=record_move_inside,
    picks=(Pick("warga", "Siapa yang pindah?", hint="Anggota keluarga yang ikut dipilih sesudah ini."),),
    books="B.3",
)
