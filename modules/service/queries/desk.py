"""The office as its letters and its counter know it."""

from dataclasses import replace
from datetime import date
from typing import Any

from accounts.models import Account
from accounts.posts import Post
from modules.service.models import LetterKind, ServiceSettings
from modules.service.rules import house, number
from modules.service.rules.house import House
from modules.service.rules.kind import Kind, Requirement
from modules.service.rules.paper import Issuer
from papers.layout import Letterhead
from walls import current, fleeting
from walls.current import local as local
from walls.current import today as today

#: Under which name the cache holds the rules of letters.
REMEMBERED = "house-of-letters"
_KEPT_S = 60


def service_settings() -> ServiceSettings:
    """The office's decisions; the usual ones until it has its row."""
    return ServiceSettings.lean().filter(id=1).first() or ServiceSettings(id=1)


def house_for_pages() -> House:
    """
    The rules in force, for pages that only show by them; a signature and a paper ask the database.

    They are remembered for a minute, and dropped when the rules change (actions/house.py).
    """
    kept: dict[str, Any] | None = fleeting.get(REMEMBERED)
    if kept is None:
        kept = house.as_said(service_settings().house)
        fleeting.put(REMEMBERED, kept, seconds=_KEPT_S)
    return house.house_of(kept, {})


def sample_number(settings: ServiceSettings, kind: Kind, pattern: str = "", serial: int = 12) -> str:
    """
    A number as these settings would write it.

    :raises PatternRefused: the pattern is none.
    """
    office: Any = current.office()
    return number.number_text(
        pattern or settings.number_pattern,
        code=settings.code_of(kind),
        number=serial,
        region_code=office.region_code,
        on=date(2026, 11, 20),
        slug=kind.slug,
        confidentiality=kind.confidentiality,
    )


def open_kinds() -> list[LetterKind]:
    """The kinds this office offers, most used first as the product orders them."""
    offered = [kind for kind in LetterKind.objects.filter(is_open=True) if kind.is_known]
    return sorted(offered, key=lambda kind: kind.definition.order)


def public_kinds() -> list[LetterKind]:
    """The open kinds a resident may ask for; the others the office writes for itself."""
    return [kind for kind in open_kinds() if not kind.definition.internal]


def issuer() -> Issuer:
    """Letterhead and names of the current office; no query when the office came with its parents."""
    office: Any = current.office()
    above = {parent.kind: parent for parent in office.above}
    district, regency = above.get("district"), above.get("regency")
    return Issuer(
        title=office.title,
        place=office.name,
        above=", ".join(parent.title for parent in office.above),
        head=f"Kepala {office.title}",
        district=district.name if district else "",
        regency=regency.name if regency else "",
        zone=office.get_timezone_display(),
        region_code=office.region_code,
        letterhead=Letterhead(
            regency=regency.title if regency else "",
            district=district.title if district else "",
            office=office.title,
            address=_address_line(office),
            contact=_contact_line(office),
        ),
    )


def paper_issuer(settings: ServiceSettings | None = None) -> Issuer:
    """The office as its papers show it, in the dress that is in force; one query, none but the emblem's when the settings are given."""
    known = settings or ServiceSettings.objects.filter(id=1).first() or ServiceSettings(id=1)
    dress, named = known.house, issuer()
    contact = named.letterhead.contact if dress.shows_site else _contact_line(current.office(), with_site=False)
    return replace(
        named,
        letterhead=replace(named.letterhead, contact=contact, logo=known.logo),
        size=dress.paper_size,
        typeface=dress.face,
        margins=dress.margins,
        signed_words=dress.signed_words,
    )


def requirements_of(kind: Kind, settings: ServiceSettings | None = None) -> tuple[Requirement, ...]:
    """What an applicant brings for a kind in this office."""
    return house.requirements_of(kind, (settings.house if settings else house_for_pages()).rt_rule)


def head_of_office() -> Account | None:
    """Who holds the post of Kepala Desa now."""
    heads = Account.objects.filter(is_active=True, appointments__post=Post.KADES, appointments__until__isnull=True)
    return heads.order_by("-appointments__since").first()


def _address_line(office: Any) -> str:
    postal_code = f"Kode Pos {office.postal_code}" if office.postal_code else ""
    return ", ".join(part for part in (office.address_line, postal_code) if part)


def _contact_line(office: Any, *, with_site: bool = True) -> str:
    phone = f"Telepon {office.phone}" if office.phone else ""
    email = f"Surel {office.email}" if office.email else ""
    site = office.address.partition("://")[2].rstrip("/") if with_site else ""
    return " · ".join(part for part in (phone, email, site) if part)
