"""The standards of the current office put together, and their papers."""

from datetime import datetime

from accounts.posts import Post as AccountPost
from modules.service import queries
from modules.service.models import LetterKind, ServiceSettings, Standard
from modules.service.rules import paper
from modules.service.rules import standards as rules
from modules.service.rules.standards import Component, Service
from papers.layout import Block, Identities, Identity, LetterPaper, Paragraph, Points, Post, Signature, Table, Title
from walls import current
from web import indonesian

PROMISE = (
    "Dengan ini kami menyatakan sanggup menyelenggarakan pelayanan sesuai dengan standar pelayanan yang telah ditetapkan. Apabila tidak "
    "menepati janji ini, kami siap menerima sanksi sesuai dengan peraturan perundang-undangan yang berlaku."
)


def services() -> list[Service]:
    """Every service of the office: its letters in their order, and what is no letter."""
    settings = queries.service_settings()
    return [*rules.OTHERS, *(_of_kind(kind, settings) for kind in queries.public_kinds())]


def letter_service(kind: LetterKind, settings: ServiceSettings | None = None) -> Service:
    """
    :param settings: the office's, where the caller has read them already.
    """
    return _of_kind(kind, settings or queries.service_settings())


def components_of(service: Service, standard: Standard | None) -> list[Component]:
    """All 14 of a service under a decree, or as usual where there is none yet."""
    return rules.components(service, said_of_all(standard), standard.own.get(service.slug, {}) if standard else {})


def usual() -> dict[str, str]:
    """What this office would say of all its services if nobody wrote anything."""
    return rules.defaults(current.office().address.partition("://")[2].rstrip("/"))


def said_of_all(standard: Standard | None) -> dict[str, str]:
    """What holds for all services: as decreed, otherwise as usual."""
    return usual() | {key: text for key, text in (standard.common if standard else {}).items() if text}


def common(key: str) -> str:
    """What the office says of one component for all its services."""
    return said_of_all(queries.standards().decreed)[key]


def proclamation(*, at: datetime) -> LetterPaper:
    """The maklumat: one page for the wall."""
    issuer = queries.issuer()
    promises = (
        "Semua pelayanan gratis, tanpa pungutan apa pun.",
        "Persyaratan, waktu, dan prosedur diumumkan dan sama bagi semua orang.",
        "Lansia, penyandang disabilitas, ibu hamil, dan anak kecil didahulukan.",
        f"Pengaduan: {common('complaints')}",
    )
    blocks: tuple[Block, ...] = (
        Paragraph(
            f"Berdasarkan {common('basis').rstrip('.')}, Pemerintah {issuer.title} menetapkan maklumat pelayanan."
        ),
        Paragraph(PROMISE),
        Points(promises),
    )
    return _paper("Maklumat Pelayanan", blocks, at)


def one_standard(service: Service, *, at: datetime) -> LetterPaper:
    """The 14 components of one service."""
    found = components_of(service, queries.standards().decreed)
    rows = tuple((f"{number}", one.label, _listed(one.lines)) for number, one in enumerate(found, start=1))
    return _paper("Standar Pelayanan", (Title(service.title), Table(("No.", "Komponen", "Uraian"), rows)), at)


def all_standards(*, at: datetime) -> LetterPaper:
    """What differs from service to service as a table, what they share once behind it."""
    decreed = queries.standards().decreed
    shared, rows = said_of_all(decreed), []
    for number, service in enumerate(services(), start=1):
        said = {one.key: one.text for one in components_of(service, decreed)}
        bring = "; ".join(said["requirements"].split("\n"))
        laws = "Lihat di bawah" if said["basis"] == shared["basis"] else said["basis"]
        rows.append((f"{number}", service.title, bring, said["time"], "Gratis", laws))
    alike = tuple(Identity(rules.COMPONENTS[key], shared[key]) for key in rules.COMMON)
    columns = ("No.", "Layanan", "Persyaratan", "Waktu", "Biaya", "Dasar hukum")
    return _paper(
        "Standar Pelayanan", (Table(columns, tuple(rows)), Title("Berlaku untuk semua layanan"), Identities(alike)), at
    )


def _of_kind(kind: LetterKind, settings: ServiceSettings) -> Service:
    definition = kind.definition
    return rules.service_of(
        definition,
        handler=AccountPost(definition.handler).label,
        signer=AccountPost(definition.signer).label,
        needs_initials=settings.needs_initials,
        basis=kind.basis,
        requirements=queries.requirements_of(definition, settings),
    )


def _listed(lines: tuple[str, ...]) -> str:
    return lines[0] if len(lines) == 1 else "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _paper(title: str, blocks: tuple[Block, ...], at: datetime) -> LetterPaper:
    """What is not decreed yet is marked as a draft."""
    issuer, decreed, head = queries.paper_issuer(), queries.standards().decreed, queries.head_of_office()
    on = decreed.decreed_on if decreed and decreed.decreed_on else queries.today(at)
    closing = (
        f"Ditetapkan dengan Keputusan {issuer.head} Nomor {decreed.decree_number} tanggal {indonesian.long_date(on)}."
        if decreed
        else ""
    )
    return LetterPaper(
        letterhead=issuer.letterhead,
        title=title,
        number="",
        blocks=blocks,
        closing=closing,
        signature=Signature(
            place_and_date=f"{issuer.place}, {indonesian.long_date(on)}",
            head=Post(issuer.head),
            name=decreed.approved_by_name if decreed else head.name if head else paper.BLANK,
        ),
        made_at=decreed.approved_at if decreed and decreed.approved_at else at,
        draft=decreed is None,
        size=issuer.size,
        typeface=issuer.typeface,
        margins=issuer.margins,
    )
