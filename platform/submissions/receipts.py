"""The receipt of a report: its number, when the system had it, what it was, to the byte."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exchange.matters.models import Matter
from exchange.matters.queries import Handed, Line
from papers import typesetting
from papers.layout import Block, Identities, Identity, Letterhead, LetterPaper, Paragraph, Post, Signature, Title
from submissions.queries import Duty
from walls import current
from web import indonesian

TITLE = "Tanda Terima Penyampaian Laporan"
_CLOSING = (
    "Tanda terima ini dibuat oleh sistem ketika laporan sampai, dan bukan tanda bahwa isinya sudah diperiksa. "
    "Sidik SHA-256 berubah bila satu huruf saja di dalam berkas berubah."
)


@dataclass(frozen=True)
class Version:
    """One sending with its files."""

    number: int
    at: datetime
    files: Sequence[Handed]


def number(matter: Matter) -> str:
    """TT-2026-3F9A1C07: short enough to be read out, and found again in the journal's key."""
    return f"TT-{matter.opened_at.year}-{matter.key.hex[:8].upper()}"


def versions(lines: Sequence[Line]) -> list[Version]:
    """Every sending, the oldest first; earlier files stay."""
    sent = [line for line in lines if line.verb in ("kirim", "catat")]
    return [Version(place, line.at, line.files) for place, line in enumerate(sent, start=1)]


def pdf(duty: Duty, lines: Sequence[Line], *, at: datetime) -> bytes:
    """
    The receipt as a PDF.

    :raises PaperRefused: a text cannot be printed.
    """
    return typesetting.render_pdf(paper(duty, lines, at))


def paper(duty: Duty, lines: Sequence[Line], at: datetime) -> LetterPaper:
    """The receipt, ready to be set; `duty` was sent."""
    office: Any = current.office()
    matter = duty.matter
    assert matter is not None, "only what was sent has a receipt"
    above = [one.title for one in office.above]
    return LetterPaper(
        letterhead=Letterhead(
            regency=above[-1] if above else "",
            district=above[0] if len(above) > 1 else "",
            office=f"Pemerintah {office.title}",
            address=office.address_line,
        ),
        title=TITLE,
        number=number(matter),
        blocks=tuple(_blocks(duty, lines)),
        closing=_CLOSING,
        signature=Signature(
            place_and_date=f"{office.name}, {indonesian.long_date(_local(at).date())}",
            head=Post("Dicetak dari sistem"),
            name=office.title,
        ),
        made_at=at,
        signed_words="tidak memerlukan tanda tangan",
    )


def _blocks(duty: Duty, lines: Sequence[Line]) -> list[Block]:
    about = [
        Identity("Laporan", duty.obligation.name),
        Identity("Periode", duty.term.words),
        Identity("Dari", current.office().title),
        Identity(
            "Kepada",
            duty.matter.to_office.title if duty.obligation.to_district and duty.matter else duty.obligation.receiver,
        ),
        Identity("Tenggat", indonesian.long_date(duty.due_on)),
        Identity("Keadaan", duty.words),
    ]
    found: list[Block] = [Identities(tuple(about))]
    for version in versions(lines):
        found.append(Title(f"Pengiriman ke-{version.number}"))
        found.append(Paragraph(f"Sampai di sistem pada {_moment(version.at)}.", indented=False))
        found += [Identities(_of_file(file)) for file in version.files]
    return found


def _of_file(file: Handed) -> tuple[Identity, ...]:
    digest = " ".join(file.sha256[place : place + 8] for place in range(0, len(file.sha256), 8))
    return (
        Identity("Berkas", file.name),
        Identity("Ukuran", f"{indonesian.whole_number(file.size)} bita"),
        Identity("Sidik SHA-256", digest),
    )


def _moment(moment: datetime) -> str:
    local = _local(moment)
    return f"{indonesian.long_date(local.date())} pukul {indonesian.clock(local)}"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(current.office().tzinfo)
