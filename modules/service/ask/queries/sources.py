"""What the village answers from: its services, its own answers, its hours and contacts, the agencies around it, its pages."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from modules.service.ask.models import Entry
from modules.service.ask.rules import words
from modules.service.ask.rules.documents import Document, add_source
from modules.service.contract import OFTEN, opening_hours, promised_services
from modules.service.referrals.contract import agencies
from modules.service.site.contract import programmes
from walls import current
from web import indonesian

#: A service comes before an answer about it, and one that is asked for most before its likes.
OF_A_SERVICE, OFTEN_ASKED = 0.05, 0.04
#: What the village itself has written about comes before what holds for every village.
OF_A_PROGRAMME = 0.06
#: Beside the letters asked for most: what people call by one word.
BY_ONE_WORD = ("pengantar-ktp", "permohonan-kk")
#: Requirements shown before the rest is left to the page of the service.
MOST_LINES = 6


def add_all() -> None:
    for source in (services, entries, office_facts, agencies_around, programmes_of_village):
        add_source(source)


def services() -> list[Document]:
    """Letters as the standard in force promises them; free, always."""
    return [
        Document(
            key=f"layanan:{kind.slug}",
            title=kind.title,
            answer=kind.definition.summary,
            source=f"Standar pelayanan {kind.title}",
            link=reverse("service:service", args=[kind.slug], urlconf="config.urls.village"),
            words=" ".join((kind.definition.short_title, *kind.definition.words)),
            more=" ".join((kind.definition.summary, *kind.definition.purposes)),
            weight=OF_A_SERVICE + (OFTEN_ASKED if kind.slug in (*OFTEN, *BY_ONE_WORD) else 0.0),
            facts=(("Syarat", lines[:MOST_LINES]), ("Waktu", (time,)), ("Biaya", ("Gratis",))),
        )
        for kind, lines, time in promised_services()
    ]


def entries() -> list[Document]:
    found = Entry.objects.filter(state=Entry.State.LISTED).order_by("pk")
    return [
        Document(f"jawaban:{one.pk}", one.question, one.answer, "Tanya jawab kantor", one.link, one.words, one.answer)
        for one in found
    ]


def office_facts() -> list[Document]:
    """When it is open and how to reach it."""
    office: Any = current.office()
    hours = opening_hours()
    today = timezone.now().astimezone(office.tzinfo).date()
    closed = "" if hours.is_working(today) else " Hari ini tutup."
    phone = indonesian.phone_number(office.phone) if office.phone else ""
    reach = ", ".join(part for part in (phone and f"telepon {phone}", office.email and f"surel {office.email}") if part)
    place = office.address_line or office.title
    return [
        Document(
            "kantor:jam",
            "Jam buka kantor",
            f"Loket {office.title} buka {hours.text}.{closed}",
            "Jam pelayanan",
            "/",
            "jam buka tutup hari pelayanan loket sabtu minggu libur istirahat",
        ),
        Document(
            "kantor:kontak",
            "Alamat dan telepon kantor",
            f"{place}. {reach.capitalize() or 'Nomor telepon belum diisi; silakan datang ke loket'}.",
            "Kontak kantor",
            "/",
            "alamat lokasi letak telepon hubungi whatsapp surel email peta nomor",
        ),
    ]


def agencies_around() -> list[Document]:
    return [
        Document(
            f"instansi:{one.slug}",
            one.name,
            f"{one.name}: {one.does}.",
            "Daftar instansi",
            words=f"alamat {one.slug}",
            more=one.does,
            facts=tuple((label, (text,)) for label, text in _reach(one) if text),
        )
        for one in agencies()
    ]


def programmes_of_village() -> list[Document]:
    """Programmes as the village's site tells of them; never who receives one."""
    return [
        Document(
            f"program:{one.slug}",
            one.title,
            one.lead,
            "Program di situs desa",
            reverse("site:article", args=["program", one.slug], urlconf="config.urls.village"),
            # What people call by another word is found by that word too.
            " ".join(("program", *words.telling(one.title))),
            f"{one.lead} {one.conditions}",
            OF_A_PROGRAMME,
            tuple((label, lines) for label, lines in _told_of(one) if lines),
        )
        for one in programmes(timezone.now())
    ]


def _told_of(programme: Any) -> list[tuple[str, tuple[str, ...]]]:
    conditions = tuple(line.strip("-* ") for line in programme.conditions.splitlines() if line.strip("-* "))
    return [
        ("Syarat", conditions[:MOST_LINES]),
        ("Jadwal", (programme.schedule,) if programme.schedule else ()),
        ("Bertanya kepada", (programme.in_charge,) if programme.in_charge else ()),
    ]


def _reach(agency: Any) -> list[tuple[str, str]]:
    return [("Alamat", agency.address), ("Jam buka", agency.hours), ("Telepon", agency.phone)]
