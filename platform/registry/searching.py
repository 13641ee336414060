"""What the search box finds in the register: people, families by their number, places, and the lines of the population books."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from registry import happenings, queries
from registry.models import Event, Resident
from registry.permissions import RegistryPermission
from web import searching
from web.indonesian import masked_kk, month_name
from web.searching import Door, Group, Hit, Provider


def teach() -> None:
    """This will register what can be found, at start."""
    see = RegistryPermission.SEE_RESIDENTS
    searching.add(Provider("register", find, see, 10))
    change = RegistryPermission.CHANGE_RESIDENTS
    for door in (
        Door("Penduduk", "registry:residents", see, ("warga", "kependudukan", "buku induk")),
        Door("Tambah warga", "registry:add", change, ("penduduk baru", "catat warga")),
        Door("Peristiwa penduduk", "registry:events", see, ("mutasi", "log penduduk", "riwayat mutasi")),
        Door("Keluarga", "registry:families", see, ("kartu keluarga", "daftar KK")),
        Door("Tutup bulan", "registry:months", RegistryPermission.SEE_POPULATION_BOOKS, ("LAMPID", "laporan bulanan")),
        Door("Rumah tangga", "registry:households", see, ("RTM", "DTSEN", "BDT")),
        Door("Data ganda", "registry:doubles", change, ("duplikat", "NIK ganda", "gabung data warga")),
        Door("Tercatat juga di desa lain", "registry:elsewhere", see, ("ganda antardesa", "warga dua desa")),
        Door(
            "Impor penduduk",
            "registry:import",
            RegistryPermission.IMPORT_RESIDENTS,
            ("unggah excel", "BIP", "SIAK", "OpenDK"),
        ),
    ):
        searching.add_door(door)
    for kind in happenings.KINDS:
        names = (f"{kind.title} warga", f"lapor {kind.title}")
        searching.add_door(Door(kind.verb, "registry:happening", RegistryPermission.RECORD_EVENTS, names, (kind.slug,)))


def find(text: str, account: Any) -> list[Group]:
    """People, families and places, and what the books of the population say of the people found."""
    found = queries.search_everywhere(text, account=account)
    everybody = [*found.people, *found.families, *found.there]
    return [
        Group("Warga", [_person(one) for one in found.people]),
        Group("Keluarga", [_family(head) for head in found.families]),
        Group("Alamat", [*map(_hamlet, found.hamlets), *map(_person, found.there)]),
        Group("Buku penduduk", [_line(*row) for row in queries.lines_in_books(everybody, account=account)]),
    ]


def _person(resident: Resident) -> Hit:
    age = f"{resident.age_on(timezone.localdate())} th" if resident.is_living else resident.get_status_display()
    tail = f"…{resident.nik_tail}" if resident.nik else ""
    return Hit(resident.name, _address(resident), " · ".join(part for part in (age, resident.place, tail) if part))


def _family(head: Resident) -> Hit:
    number = masked_kk(head.family.no_kk or "") if head.family else ""
    return Hit(f"Keluarga {head.name}", f"{_address(head)}?bagian=keluarga", f"KK {number}")


def _hamlet(hamlet: tuple[int, str]) -> Hit:
    pk, name = hamlet
    return Hit(f"Dusun {name.title()}", f"{reverse('registry:residents')}?dusun={pk}", "daftar penduduknya")


def _line(pk: int, kind: str, reported_on: date, name: str, is_undone: bool) -> Hit:
    """One line of a book: what happened to whom, in which books of which month it stands, and whether it was undone since."""
    books = f"{happenings.books_of(Event.Kind(kind))}, {month_name(reported_on)}"
    label = f"{Event.Kind(kind).label} – {name}"
    return Hit(label, reverse("registry:event", args=[pk]), f"{books} · dibatalkan" if is_undone else books)


def _address(resident: Resident) -> str:
    return reverse("registry:resident", args=[resident.pk])
