"""What an event changed, in sentences a clerk reads: the same before it is recorded and on its own page."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q

from registry import codes, ledger, queries
from registry.models import CardNumber, Event, Resident, Stay
from web.indonesian import long_date, masked_kk, month_name, whole_number

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


#: Of more people than this only their number is told: a file, a hamlet that got another name.
MOST_NAMED = 100
ELSEWHERE = "di dusun lain"


def effects(event: Event, books: str = "", *, account: Any = None) -> list[str]:
    """
    What an event changed, from its stays and card numbers.

    :param books: the books it stands in; nothing for events no book counts.
    :param account: who reads it; whom they may not see is told by relation, without name, place and card. Nobody asks: all are named.
    """
    touched = [*event.touched, *map(int, event.details.get("marital", {}))]
    hidden = queries.strangers(account, touched) if account is not None else set()
    cards = () if hidden else _of_cards(event)
    said = [*_of_people(event, account, hidden), *_of_marriages(event, hidden), *cards]
    if books and not event.details.get("uncounted"):
        said.append(f"Tercatat di buku {books} bulan {month_name(event.reported_on)}.")
    return said or ["Tidak ada data penduduk yang berubah."]


def _of_people(event: Event, account: Any, hidden: Collection[int]) -> Iterator[str]:
    if len(event.touched) > MOST_NAMED:
        yield f"{whole_number(len(event.touched))} orang tercatat atau berubah datanya."
        return
    stays = list(
        Stay.objects.filter(Q(opened_by=event) | Q(closed_by=event)).select_related("hamlet", "resident").order_by("pk")
    )
    ended = {stay.resident_id: stay for stay in stays if stay.closed_by_id == event.pk}
    begun = {stay.resident_id: stay for stay in stays if stay.opened_by_id == event.pk}
    names = {stay.resident_id: _name(stay, hidden) for stay in stays}
    heads = _heads({stay.family_id for stay in begun.values() if stay.family_id}, event, account)
    for pk in sorted(names, key=lambda pk: (pk != event.resident_id, pk in ended, pk)):
        was, now = ended.get(pk), begun.get(pk)
        if now is None:
            yield f"{names[pk]} {WENT.get(event.kind, 'keluar dari daftar penduduk')} {long_date(event.happened_on)}."
        elif was is None:
            yield f"{names[pk]} {CAME.get(event.kind, 'tercatat sebagai penduduk')} {long_date(event.happened_on)}."
            yield from _standing(names[pk], now, heads)
        else:
            yield from _changes(names[pk], was, now, heads)
            if pk not in hidden:
                yield from _moved(names[pk], was, now)


def _name(stay: Stay, hidden: Collection[int]) -> str:
    if stay.resident_id not in hidden:
        return stay.resident.name
    return f"{stay.get_relation_display() if stay.relation else 'Seseorang'} {ELSEWHERE}"


def _heads(families: set[int], event: Event, account: Any) -> dict[int, str]:
    """The heads' names of families on the day of an event; where they are somebody else's, only that they are elsewhere."""
    if not families:
        return {}
    found = Stay.objects.filter(family__in=families, relation=codes.Relation.HEAD, since__lte=event.reported_on)
    rows = list(found.order_by("since", "pk").values_list("family_id", "resident_id", "resident__name"))
    hidden = queries.strangers(account, {pk for _, pk, _ in rows}) if account is not None else set()
    return {family: ELSEWHERE if pk in hidden else name for family, pk, name in rows if family is not None}


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


def _moved(name: str, was: Stay, now: Stay) -> Iterator[str]:
    if (was.hamlet_id, was.rw, was.rt, was.address) != (now.hamlet_id, now.rw, now.rt, now.address):
        yield f"{name} sekarang tinggal di {_place(now) or 'alamat yang belum diisi'}."
    if was.residency != now.residency:
        yield f"{name} sekarang penduduk {now.get_residency_display().lower()}."


def _of_marriages(event: Event, hidden: Collection[int]) -> Iterator[str]:
    said = event.details.get("marital")
    if not said:
        return
    for pk, name in (
        Resident.objects.filter(pk__in=said).exclude(pk__in=hidden).order_by("pk").values_list("pk", "name")
    ):
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
    ledger.NotAnsweredByArrival,
)


def why_not_undone(refusal: Exception) -> str:
    """Why an event cannot be undone, as the officer reads it."""
    if isinstance(refusal, ledger.AlreadyUndone):
        return "Peristiwa ini sudah dibatalkan."
    if isinstance(refusal, ledger.NotToBeUndone):
        return "Peristiwa ini tidak dibatalkan di sini. Impor dibatalkan di halaman impor."
    if isinstance(refusal, ledger.HandedOver):
        return f"{refusal.office} sudah menerima orang ini. Minta desa itu memindahkannya kembali."
    if isinstance(refusal, ledger.NotAnsweredByArrival):
        return f"Tawaran ke {refusal.office} tidak diterima. Tanyakan dulu apakah desa itu sudah mencatat sendiri orangnya."
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
