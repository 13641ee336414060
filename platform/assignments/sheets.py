"""Papers of the room: the minutes of a meeting, and the half page on which something is handed on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.models import Account
from accounts.posts import Post as OfficePost
from assignments.models import Meeting, Task
from assignments.queries import post_name, speaks_as
from papers import typesetting
from papers.layout import (
    Acknowledgement,
    Block,
    Identities,
    Identity,
    Letterhead,
    LetterPaper,
    Margins,
    PaperSize,
    Paragraph,
    Points,
    Post,
    Signature,
    Table,
    Title,
    Typeface,
)
from signatories import queries as signatories
from walls import current
from web import indonesian

#: A sheet of the file, not a letter.
FACE = Typeface.ARIAL


def minutes(meeting: Meeting, decided: Sequence[Task], *, version: int, why: str, writer: Any, at: datetime) -> bytes:
    """
    The minutes as a PDF, with room for the hands of whoever led the meeting and whoever wrote.

    :raises PaperRefused: a text cannot be printed.
    """
    office: Any = current.office()
    paper = LetterPaper(
        letterhead=_letterhead(office),
        title=f"Notulen {meeting.get_kind_display()}",
        blocks=tuple(_minutes_blocks(meeting, decided, version=version, why=why)),
        signature=Signature(
            place_and_date=f"{office.name}, {indonesian.long_date(_local(at).date())}",
            head=Post(f"Notulis, {post_name(speaks_as(writer))}"),
            name=getattr(writer, "name", ""),
        ),
        acknowledgement=_leader(at),
        made_at=at,
        size=PaperSize.A4,
        typeface=FACE,
    )
    return typesetting.render_pdf(paper)


def disposition(task: Task, *, about: str, sender: str, received_at: datetime | None, at: datetime) -> bytes:
    """
    A disposition on half a page.

    :param about: what the matter is called. :param sender: from which office it came.
    :raises PaperRefused: a text cannot be printed.
    """
    office: Any = current.office()
    due = indonesian.long_date(task.due_on) if task.due_on else "-"
    came = indonesian.long_date(_local(received_at).date()) if received_at else "-"
    rows = [
        Identity("Dari", sender or post_name(task.made_by_post)),
        Identity("Diterima", came),
        Identity("Perihal", about or "-"),
        Identity("Diteruskan kepada", task.get_to_post_display(), strong=True),
        Identity("Tenggat", due),
        Identity("Instruksi", task.what),
    ]
    paper = LetterPaper(
        letterhead=_letterhead(office),
        title="Lembar Disposisi",
        number=f"{task.pk}/{_local(task.made_at).year}",
        blocks=(Identities(tuple(rows)),),
        signature=Signature(
            place_and_date=f"{office.name}, {indonesian.long_date(_local(task.made_at).date())}",
            head=Post(post_name(task.made_by_post)),
            name=task.made_by.name if task.made_by else "",
        ),
        made_at=at,
        size=PaperSize.HALF_F4,
        typeface=FACE,
        margins=Margins(10, 15, 10, 15),
    )
    return typesetting.render_pdf(paper)


def _minutes_blocks(meeting: Meeting, decided: Sequence[Task], *, version: int, why: str) -> list[Block]:
    when = _local(meeting.held_at)
    came = ", ".join(post_name(post) for post in meeting.came) or "-"
    absent = ", ".join(post_name(post) for post in meeting.called if post not in meeting.came)
    rows = [
        Identity("Judul", meeting.title, strong=True),
        Identity("Hari, tanggal", indonesian.day_and_date(when.date())),
        Identity("Pukul", indonesian.clock(when)),
        Identity("Tempat", meeting.place),
        Identity("Hadir", came),
        *([Identity("Tidak hadir", absent)] if absent else []),
        *([Identity("Dari luar", meeting.guests)] if meeting.guests else []),
        *([Identity(f"Perbaikan ke-{version - 1}", why)] if version > 1 else []),
    ]
    blocks: list[Block] = [Identities(tuple(rows))]
    if points := _lines(meeting.agenda):
        blocks += [Title("Agenda"), Points(points)]
    blocks += [Title("Pembahasan"), *(Paragraph(line, indented=False) for line in _lines(meeting.minutes))]
    return [*blocks, Title("Keputusan"), _decisions(decided)]


def _decisions(decided: Sequence[Task]) -> Block:
    if not decided:
        return Paragraph("Tidak ada keputusan yang ditugaskan.", indented=False)
    rows = tuple(
        (
            str(place),
            task.what,
            task.get_to_post_display(),
            indonesian.long_date(task.due_on) if task.due_on else "-",
        )
        for place, task in enumerate(decided, start=1)
    )
    return Table(("No", "Keputusan", "Pelaksana", "Tenggat"), rows)


def _leader(at: datetime) -> Acknowledgement:
    """Whoever leads the office now, or acts for the camat; the line stays empty for ink when nobody does."""
    if current.office().kind == "district":
        right, name = signatories.standing_for_camat(_local(at).date())
        return Acknowledgement(
            post=f"{right.acting} {OfficePost.CAMAT.label}".strip(), name=name, heading="Pimpinan rapat,"
        )
    post = OfficePost.KADES
    holding = Account.objects.filter(is_active=True, appointments__post=post, appointments__until__isnull=True)
    head = holding.order_by("-appointments__since").first()
    return Acknowledgement(post=post.label, name=head.name if head else "", heading="Pimpinan rapat,")


def _letterhead(office: Any) -> Letterhead:
    above = {parent.kind: parent.title for parent in office.above}
    return Letterhead(
        regency=above.get("regency", ""),
        district=above.get("district", ""),
        office=office.title,
        address=office.address_line,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t"))


def _local(moment: datetime) -> datetime:
    return moment.astimezone(current.office().tzinfo)
