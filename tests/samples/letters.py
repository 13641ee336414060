"""A letter as the service module would hand it over."""

from datetime import UTC, datetime
from typing import Any

from papers.layout import (
    Identities,
    Identity,
    Letterhead,
    LetterPaper,
    Paragraph,
    Post,
    Signature,
    Verification,
)

CODE = "K7QM4XPD"
URL = f"http://pragaan-laok-pragaan.localhost:8000/verifikasi/{CODE}/"
MADE_AT = datetime(2026, 11, 22, 3, 42, tzinfo=UTC)
HEAD = Post("Kepala Desa Pragaan Laok")
LETTERHEAD = Letterhead(
    regency="Kabupaten Sumenep",
    district="Kecamatan Pragaan",
    office="Desa Pragaan Laok",
    address="Jalan Raya Pragaan Nomor 12, Kode Pos 69465",
    contact="Surel kantor@pragaanlaok.example",
)
SIGNATURE = Signature(place_and_date="Pragaan Laok, 22 November 2026", head=HEAD, name="CITRA LESTARI")
PARTICULARS = Identities(
    (
        Identity("Nama", "ANI LESTARI", strong=True),
        Identity("NIK", "3529 1145 0190 0003"),
        Identity("Tempat, tanggal lahir", "Sumenep, 5 Januari 1990"),
        Identity("Jenis kelamin", "Perempuan"),
        Identity("Pekerjaan", "Pedagang"),
        Identity("Alamat", "Dusun Tengah RT 002 RW 001, Desa Pragaan Laok, Kecamatan Pragaan, Kabupaten Sumenep"),
    )
)


def letter(**changes: Any) -> LetterPaper:
    """A signed Surat Keterangan Usaha of one page; name what should be different."""
    usual: dict[str, Any] = {
        "letterhead": LETTERHEAD,
        "title": "Surat Keterangan Usaha",
        "number": "500.2.2.4/0123/35.29.11.2010/XI/2026",
        "blocks": (
            Paragraph("Yang bertanda tangan di bawah ini Kepala Desa Pragaan Laok menerangkan bahwa:"),
            PARTICULARS,
            Paragraph("menurut pengakuan yang bersangkutan menjalankan usaha warung kelontong sejak tahun 2016."),
        ),
        "closing": "Demikian surat keterangan ini dibuat dengan sebenarnya agar dipergunakan sebagaimana mestinya.",
        "signature": SIGNATURE,
        "made_at": MADE_AT,
        "verification": Verification(CODE, URL, "Surat ini ditandatangani secara elektronik."),
    }
    return LetterPaper(**(usual | changes))
