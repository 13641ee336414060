"""What an event changed, in sentences a clerk reads: the same before it is recorded and on its own page."""

from collections.abc import Iterator

from django.db.models import Q

from registry import codes, ledger
from registry.models import CardNumber, Event, Resident, Stay
from web.indonesian import long_date, masked_kk, month_name

#: How somebody goes, by the kind of event.
WENT: dict[str, str] = {
    Event.Kind.DEATH: "meninggal",
    Event.Kind.MOVE_OUT: "pindah keluar desa",
    Event.Kind.MISSING: "hilang",
    Event.Kind.TEMPORARY_OUT: "pergi dari desa",
}
CAME: dict[str, str] = {
    Event.Kind.BIRTH: "lahir",
    Event.Kind.MOVE_IN: "datang ke desa",
    Event.Kind.TEMPORARY_IN: "tinggal sementara di desa",
    Event.Kind.FOUND: "ditemukan kembali",
}


def effects(event: Event, books: str = "") -> list[str]:
    """
    What an event changed, from its stays and card numbers.

    :param books: the books it stands in; nothing for events no book counts.
    """
    said = [*_of_people(event), *_of_marriages(event), *_of_cards(event)]
    if books and not event.details.get("uncounted"):
        said.append(f"Tercatat di buku {books} bulan {month_name(event.reported_on)}.")
    return said or ["Tidak ada data penduduk yang berubah."]


def _of_people(event: Event) -> Iterator[str]:
    stays = list(
        Stay.objects.filter(Q(opened_by=event) | Q(closed_by=event)).select_related("hamlet", "resident").order_by("pk")
    )
    ended = {stay.resident_id: stay for stay in stays if stay.closed_by_id == event.pk}
    begun = {stay.resident_id: stay for stay in stays if stay.opened_by_id == event.pk}
    names = {stay.resident_id: stay.resident.name for stay in stays}
    heads = _heads({stay.family_id for stay in begun.values() if stay.family_id}, event)
    for pk in sorted(names, key=lambda pk: (pk != event.resident_id, pk in ended, pk)):
        was, now = ended.get(pk), begun.get(pk)
        if now is None:
            yield f"{names[pk]} {WENT.get(event.kind, 'keluar dari daftar penduduk')} {long_date(event.happened_on)}."
        elif was is None:
            yield f"{names[pk]} {CAME.get(event.kind, 'tercatat sebagai penduduk')} {long_date(event.happened_on)}."
            yield from _standing(names[pk], now, heads)
        else:
            yield from _changes(names[pk], was, now, heads)


def _heads(families: set[int], event: Event) -> dict[int, str]:
    """The heads' names of families on the day of an event."""
    if not families:
        return {}
    found = Stay.objects.filter(family__in=families, relation=codes.Relation.HEAD, since__lte=event.reported_on)
    named = found.order_by("since", "pk").values_list("family_id", "resident__name")
    return {family: name for family, name in named if family is not None}


def _standing(name: str, now: Stay, heads: dict[int, str]) -> Iterator[str]:
    if now.relation == codes.Relation.HEAD:
        yield f"{name} menjadi kepala keluarga."
    elif now.family_id:
        head = heads.get(now.family_id, "")
        yield f"{name} masuk keluarga {head or 'tanpa kepala keluarga'} sebagai {_relation(now.relation)}."


def _changes(name: str, was: Stay, now: Stay, heads: dict[int, str]) -> Iterator[str]:
    if was.family_id != now.family_id:
        if now.family_id is None:
            yield f"{name} keluar dari keluarganya."
        yield from _standing(name, now, heads)
    elif was.relation != now.relation:
        if now.relation == codes.Relation.HEAD:
            yield f"{name} menjadi kepala keluarga."
        else:
            yield f"{name} sekarang {_relation(now.relation)}, dulu {_relation(was.relation)}."
    if (was.hamlet_id, was.rw, was.rt, was.address) != (now.hamlet_id, now.rw, now.rt, now.address):
        yield f"{name} sekarang tinggal di {_place(now) or 'alamat yang belum diisi'}."
    if was.residency != now.residency:
        yield f"{name} sekarang penduduk {now.get_residency_display().lower()}."


def _of_marriages(event: Event) -> Iterator[str]:
    said = event.details.get("marital")
    if not said:
        return
    for pk, name in Resident.objects.filter(pk__in=said).order_by("pk").values_list("pk", "name"):
        yield f"Status perkawinan {name}: {codes.Marital(said[str(pk)]).label.lower()}."


def _of_cards(event: Event) -> Iterator[str]:
    before = event.before
    if not before.get("families") and not before.get("families_added"):
        return
    given = dict(CardNumber.objects.filter(event=event).values_list("family", "no_kk"))
    changed = {int(pk): stood["no_kk"] for pk, stood in before.get("families", {}).items() if "no_kk" in stood}
    for family, old in changed.items():
        if old:
            yield f"Nomor KK lama {masked_kk(old)} tidak berlaku lagi."
        if family not in given:
            yield "Nomor KK baru belum ada. Isi setelah KK terbit."
    for no_kk in given.values():
        yield f"Nomor KK baru {masked_kk(no_kk)}."
    if any(pk not in given for pk in before.get("families_added", [])):
        yield "Nomor KK keluarga baru belum ada. Isi setelah KK terbit."


def _relation(relation: int | None) -> str:
    return codes.Relation(relation).label.lower() if relation else "anggota"


def _place(stay: Stay) -> str:
    parts = [stay.address, f"Dusun {stay.hamlet.name.title()}" if stay.hamlet else ""]
    parts.append(f"RT {stay.rt}" + (f"/RW {stay.rw}" if stay.rw else "") if stay.rt else "")
    return ", ".join(part for part in parts if part)


NOT_UNDONE = (
    ledger.AlreadyUndone,
    ledger.NotToBeUndone,
    ledger.LaterEvents,
    ledger.MonthClosed,
    ledger.EventOutOfOrder,
    ledger.HandedOver,
    ledger.CameByHandover,
)


def why_not_undone(refusal: Exception) -> str:
    """Why an event cannot be undone, as the officer reads it."""
    if isinstance(refusal, ledger.AlreadyUndone):
        return "Peristiwa ini sudah dibatalkan."
    if isinstance(refusal, ledger.NotToBeUndone):
        return "Peristiwa ini tidak dibatalkan di sini. Impor dibatalkan di halaman impor."
    if isinstance(refusal, ledger.HandedOver):
        return f"{refusal.office} sudah menerima orang ini. Minta desa itu memindahkannya kembali."
    if isinstance(refusal, ledger.CameByHandover):
        return f"Orang ini diterima dari {refusal.office}. Catat pindah keluar kembali ke sana."
    if isinstance(refusal, ledger.LaterEvents):
        later = ", ".join(
            f"{event.get_kind_display().lower()} {long_date(event.reported_on)}" for event in refusal.events
        )
        return f"Batalkan dulu peristiwa sesudahnya: {later}."
    if isinstance(refusal, ledger.MonthClosed):
        return f"Bulan {month_name(refusal.day)} sudah ditutup."
    if isinstance(refusal, ledger.EventOutOfOrder):
        return f"{refusal.resident.name} punya peristiwa yang dilaporkan {long_date(refusal.since)}."
    return "Tulis alasannya."
