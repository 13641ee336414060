"""
The declared shape of a paper: what other rooms hand over to have it printed.

All texts are data. They are printed letter by letter; no mark in them means anything to the typesetter. Lengths marked `up_to`
are refused when exceeded, other texts may have 20,000 characters.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any


def up_to(characters: int, **kwargs: Any) -> Any:
    """A text field that may not be longer than this."""
    return field(metadata={"longest": characters}, **kwargs)


class PaperSize(Enum):
    """Width and height in millimetres. F4 is the sheet village offices buy; half of it serves short notices."""

    F4 = (215, 330)
    A4 = (210, 297)
    HALF_F4 = (215, 165)


class Typeface(StrEnum):
    """The three faces offices ask for, each by its open twin."""

    BOOKMAN = "TeX Gyre Bonum"
    ARIAL = "Liberation Sans"
    TIMES = "Liberation Serif"


#: What stands where ink would be.
ELECTRONIC_WORDS = "ditandatangani secara elektronik"


@dataclass(frozen=True)
class Margins:
    """Millimetres of white around the text of a whole sheet; half sheets have their own."""

    top: int = 15
    right: int = 20
    bottom: int = 22
    left: int = 25


USUAL_MARGINS = Margins()


class Acting(StrEnum):
    """Why somebody else fills the post: vacant (Plt.), absent (Plh.), appointed for the time being (Pj.)."""

    NOT = ""
    VACANT = "Plt."
    ABSENT = "Plh."
    APPOINTED = "Pj."


class Shape(StrEnum):
    """
    How a letter is arranged: a statement of the office under a centred title, an official letter to somebody, or a person's own
    declaration, which others and the office only acknowledge.
    """

    STATEMENT = "keterangan"
    OFFICIAL = "dinas"
    DECLARATION = "pernyataan"


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Three lines, an address and the kabupaten's logo. The callers write Desa, Nagari or Gampong into `office` as it is named there."""

    regency: str = up_to(120)
    district: str = up_to(120, default="")
    office: str = up_to(120)
    address: str = up_to(300, default="")
    contact: str = up_to(300, default="")
    #: PNG or SVG; without one a plain shield is drawn.
    logo: bytes | None = None


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line break in it stays a line break."""

    text: str
    indented: bool = True


@dataclass(frozen=True)
class Identity:
    """One line of a block of particulars: `Nama : ANI LESTARI`."""

    label: str = up_to(120)
    value: str = up_to(2_000)
    strong: bool = False


@dataclass(frozen=True)
class Identities:
    """Particulars aligned at the colon."""

    rows: tuple[Identity, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Points:
    """A list, numbered unless said otherwise."""

    items: tuple[str, ...]
    numbered: bool = True


@dataclass(frozen=True)
class Title:
    """A line in the middle of the body, such as MEMERINTAHKAN."""

    text: str = up_to(200)


@dataclass(frozen=True)
class Table:
    """
    A ruled table; every row has as many cells as there are columns. Its head returns on each page.

    With `bars`, one for each row, a bar of so many percent stands behind the last cell.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[int, ...] = ()


Block = Paragraph | Identities | Points | Title | Table


@dataclass(frozen=True)
class Post:
    """A post as it stands in a signature block."""

    title: str = up_to(120)
    acting: Acting = Acting.NOT

    @property
    def line(self) -> str:
        return f"{self.acting} {self.title.upper()}".strip()


@dataclass(frozen=True, kw_only=True)
class Signature:
    """
    Who signs, and in whose name.

    Alone, `head` signs. With `deputy`, the deputy signs a.n. the head. With `officer` too, the officer signs u.b. (untuk beliau).
    """

    place_and_date: str = up_to(160, default="")
    head: Post
    deputy: Post | None = None
    officer: Post | None = None
    name: str = up_to(120)
    #: NIP, only for a civil servant.
    employee_number: str = up_to(40, default="")

    @property
    def post_lines(self) -> tuple[str, ...]:
        """The lines above the signature, the last one ending with its comma."""
        if self.deputy is None:
            return (f"{self.head.line},",)
        if self.officer is None:
            return (f"a.n. {self.head.line}", f"{self.deputy.line},")
        return (f"a.n. {self.head.line}", self.deputy.line, "u.b.", f"{self.officer.line},")


@dataclass(frozen=True)
class Witness:
    """Somebody who signs beside his name."""

    name: str = up_to(120)
    role: str = up_to(120, default="")


@dataclass(frozen=True)
class Signer:
    """Somebody who signs a declaration in ink."""

    name: str = up_to(120)
    role: str = up_to(120, default="")


@dataclass(frozen=True, kw_only=True)
class Address:
    """Whom an official letter goes to, line by line, and what stands beside it."""

    to: tuple[str, ...]
    matter: str = up_to(300)
    confidentiality: str = up_to(60, default="Biasa")
    enclosures: str = up_to(120, default="-")


@dataclass(frozen=True)
class Acknowledgement:
    """The left-hand block `Mengetahui, CAMAT …`, signed in ink elsewhere."""

    post: str = up_to(120)
    name: str = up_to(120, default="")
    heading: str = up_to(120, default="Mengetahui,")
    register_number: str = up_to(80, default="")


@dataclass(frozen=True)
class Verification:
    """Makes the paper an electronically signed one: QR, code, address, and the sentence at the foot of each page."""

    code: str = up_to(8)
    url: str = up_to(300)
    statement: str = up_to(400, default="")
    #: What the QR holds, when that is more than the address: behind a `#` a signature that is checked without network (compact.py).
    qr_text: str = up_to(800, default="")


@dataclass(frozen=True, kw_only=True)
class LetterPaper:
    """
    A letter, ready to be set. `made_at` becomes the file's date, so that equal data give equal bytes.

    An official letter has an `address`; a declaration has `signers`, and of several acknowledgements the office's own is `signature`.
    """

    letterhead: Letterhead
    title: str = up_to(200)
    number: str = up_to(120, default="")
    blocks: tuple[Block, ...]
    closing: str = up_to(800, default="")
    signature: Signature
    made_at: datetime
    witnesses: tuple[Witness, ...] = ()
    acknowledgement: Acknowledgement | None = None
    verification: Verification | None = None
    #: A draft carries the mark KONSEP and neither number nor QR.
    draft: bool = False
    size: PaperSize = PaperSize.F4
    typeface: Typeface = Typeface.BOOKMAN
    margins: Margins = USUAL_MARGINS
    signed_words: str = up_to(60, default=ELECTRONIC_WORDS)
    shape: Shape = Shape.STATEMENT
    #: What the corner says of a prescribed form: Model N1.
    model: str = up_to(60, default="")
    has_letterhead: bool = True
    address: Address | None = None
    copies: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    #: Above the signers: Yang menyatakan.
    signed_as: str = up_to(120, default="")
    #: Leaves room for a duty stamp beside the first signer.
    needs_duty_stamp: bool = False
    #: What follows the signature on a page of its own, under its title: the annex of a decision.
    annex_title: str = up_to(300, default="")
    annex: tuple[Block, ...] = ()
