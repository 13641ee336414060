"""Berita acara pemusnahan: what was removed of an office, as a sealed paper of the kabupaten."""

from datetime import datetime
from typing import Any

import papers.actions
from papers import typesetting
from papers.layout import Block, Identities, Identity, Letterhead, LetterPaper, Paragraph, Points, Post, Signature
from supervision.models import Closing
from tenants.models import Backup
from walls import current
from web import indonesian

TITLE = "Berita Acara Pemusnahan Data Kantor"
SEAL = "Segel elektronik"
CLOSING = (
    "Setelah dihapus, basis data, penyimpanan dokumen, dan cache diperiksa sekali lagi: tidak ada yang tersisa. "
    "Salinan serah terima disimpan terpisah di penyimpanan salinan; salinan lain kantor ini sudah dihapus. "
    "Angka jumlah yang sudah diterbitkan tetap disimpan sebagai riwayat; angka itu tidak memuat nama siapa pun. "
    "Berkas ini bersegel elektronik, sehingga perubahan apa pun padanya dapat diketahui."
)


def signed_pdf(closing: Closing, *, copy: Backup, at: datetime) -> bytes:
    """
    The minutes as a PDF under the seal of the current kabupaten.

    :raises NoAuthority: the deployment has no certificate authority.
    """
    office = current.office()
    signer = papers.actions.signer_for_once(name=office.title, post=SEAL, office_title=office.title, at=at)
    return signer.sign(typesetting.render_pdf(paper(closing, copy, at)), reason=TITLE, location=office.title, at=at)


def paper(closing: Closing, copy: Backup, at: datetime) -> LetterPaper:
    """The minutes, ready to be set."""
    office: Any = current.office()
    return LetterPaper(
        letterhead=Letterhead(regency=office.title, office="Pengelola Kantor Desa dan Kecamatan"),
        title=TITLE,
        number=closing.number,
        blocks=tuple(_blocks(closing, copy)),
        closing=CLOSING,
        signature=Signature(
            place_and_date=f"{office.name}, {indonesian.long_date(_local(at).date())}",
            head=Post("Yang memastikan"),
            name=_name(closing.confirmed_by),
        ),
        made_at=at,
    )


def _blocks(closing: Closing, copy: Backup) -> list[Block]:
    went = closing.removed
    tables: dict[str, int] = went["tables"]
    full = {name: rows for name, rows in tables.items() if rows}
    empty = [name for name, rows in tables.items() if not rows]
    return [
        Paragraph(
            f"Data {closing.office_title} (kode wilayah {closing.region_code}) telah dihapus dari layanan ini "
            f"dengan alasan: {closing.reason.rstrip('.')}."
        ),
        Identities(
            (
                Identity("Diminta", f"{_moment(closing.asked_at)} oleh {_name(closing.asked_by)}"),
                Identity("Salinan dibuat", f"{_moment(closing.copied_at)}, {_bytes(copy.size)}"),
                Identity("Isi salinan", f"{_number(copy.row_count)} baris, {_number(copy.object_count)} dokumen"),
                Identity("Sidik SHA-256", _in_groups(closing.copy_sha256)),
                Identity("Diserahkan", f"{_moment(closing.handed_at)} kepada {closing.receiver}"),
                Identity("Diserahkan oleh", _name(closing.handed_by)),
                Identity("Dipastikan", f"{_moment(closing.confirmed_at)} oleh {_name(closing.confirmed_by)}"),
                Identity("Basis data hilang", _moment(datetime.fromisoformat(went["at"]))),
                Identity("Skema dan peran", f"{went['schema']}, {went['role']}"),
                Identity("Alamat", ", ".join(went["hosts"])),
                Identity("Tabel", f"{len(tables)} tabel, {_number(sum(tables.values()))} baris"),
                Identity(
                    "Objek",
                    f"{_number(went['objects'])} versi, {_bytes(went['bytes'])}, {went['uploads']} unggahan terputus",
                ),
            )
        ),
        Paragraph("Baris yang dihapus menurut tabel:", indented=False),
        Points(tuple(f"{name}: {_number(rows)} baris" for name, rows in full.items()), numbered=False),
        *([Paragraph(f"Tabel tanpa isi: {', '.join(empty)}.", indented=False)] if empty else []),
    ]


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return "-"
    local = _local(moment)
    return f"{indonesian.long_date(local.date())} pukul {indonesian.clock(local)}"


def _local(moment: datetime) -> datetime:
    return moment.astimezone(current.office().tzinfo)


def _name(person: Any) -> str:
    return person.name if person else "-"


def _number(count: int) -> str:
    return indonesian.whole_number(count)


def _in_groups(digest: str) -> str:
    """Eight letters at a time, as two people read it to each other."""
    return " ".join(digest[n : n + 8] for n in range(0, len(digest), 8))


def _bytes(size: int) -> str:
    """12.345 bita; exact, because it is evidence."""
    return f"{_number(size)} bita"
