"""
Judges of our papers from outside; docs/adr/0045-judges-of-papers.md says why each is there.

They come with the project, so nothing is skipped on a bare machine. A program of the machine (poppler-utils, qpdf) judges
too where it is installed, and says so where it is not.
"""

import hashlib
import io
import itertools
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import zxingcpp
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from PIL import Image


@dataclass(frozen=True)
class Word:
    """A word and where it stands, in points from the left and from the bottom."""

    text: str
    left: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Signature:
    """What a signature in a file is worth, reckoned without the library that made it."""

    holds: bool
    covers_whole_file: bool
    form: str


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, laid out as on paper."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_laid_out(list(_words(page))) for page in document]


def text_of(pdf: bytes) -> str:
    """The whole text, page after page."""
    return "\n".join(pages_of(pdf))


def words_of(pdf: bytes) -> list[Word]:
    """The words of all pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [word for page in document for word in _words(page)]


def sizes_of(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [(round(width, 3), round(height, 3)) for width, height in (page.get_size() for page in document)]


def title_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document.get_metadata_dict()["Title"])


def picture_of(pdf: bytes, dots_per_inch: int = 150) -> Image.Image:
    """The first page as a phone's camera would see it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dots_per_inch / 72).to_pil()


def codes_in(picture: Image.Image) -> list[str]:
    """What a phone reads from the QR codes of a picture; asked for stripes too, the reader sees some in lines of text."""
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


def fonts_of(pdf: bytes) -> list[tuple[str, bool]]:
    """(name, is it inside the file) of every font."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        described = [
            one
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        return [
            (str(one.FontName), bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()))) for one in described
        ]


def faults_of(pdf: bytes) -> list[str]:
    """What qpdf finds wrong with a file; nothing is right."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = list(document.check_pdf_syntax())
    said = also("qpdf", "--check", pdf=pdf)
    return found if said is None or "No syntax or stream encoding errors" in said else [*found, said]


def signature_of(pdf: bytes) -> Signature:
    """The last signature of a file, reckoned with nothing but the parts of the standard: digest, attributes, key of the certificate."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fields = [field.V for field in document.Root.AcroForm.Fields if field.get("/FT") == "/Sig"]
        form, spans, packed = (
            str(fields[-1].SubFilter),
            [int(part) for part in fields[-1].ByteRange],
            bytes(fields[-1].Contents),
        )
    covered = pdf[spans[0] : spans[0] + spans[1]] + pdf[spans[2] : spans[2] + spans[3]]
    signed = cms.ContentInfo.load(packed)["content"]
    return Signature(
        holds=_holds(signed, covered),
        covers_whole_file=spans[0] == 0 and spans[2] + spans[3] == len(pdf),
        form=form,
    )


def also(tool: str, *arguments: str, pdf: bytes) -> str | None:
    """What a program of this machine says of the file; None, said loudly, where it is not installed."""
    if shutil.which(tool) is None:
        warnings.warn(f"{tool} is not installed: the judges that come with the project judged alone", stacklevel=3)
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(pdf)
        done = subprocess.run([tool, *arguments, str(file)], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


def _holds(signed: Any, covered: bytes) -> bool:
    (signer,) = signed["signer_infos"]
    told = {attribute["type"].native: attribute["values"][0].native for attribute in signer["signed_attrs"]}
    algorithm = signer["digest_algorithm"]["algorithm"].native
    if told["message_digest"] != hashlib.new(algorithm, covered).digest():
        return False
    serial = signer["sid"].chosen["serial_number"].native
    (own,) = [one.chosen for one in signed["certificates"] if one.chosen.serial_number == serial]
    key = x509.load_der_x509_certificate(own.dump()).public_key()
    # What is signed is the set of attributes, not the tag it has inside the message.
    attributes, digest = signer["signed_attrs"].untag().dump(), getattr(hashes, algorithm.upper())()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signer["signature"].native, attributes, ec.ECDSA(digest))
        else:
            key.verify(signer["signature"].native, attributes, padding.PKCS1v15(), digest)  # type: ignore[union-attr,call-arg]
    except Exception:
        return False
    return True


def _words(page: Any) -> Iterator[Word]:
    text = page.get_textpage()
    said, boxes = "", []
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if letter.strip() and letter != "\ufffe":
            said += letter
            boxes.append(text.get_charbox(index, loose=True))
        elif said:
            yield _word(said, boxes)
            said, boxes = "", []
    if said:
        yield _word(said, boxes)


def _word(said: str, boxes: list[tuple[float, float, float, float]]) -> Word:
    return Word(said, min(box[0] for box in boxes), max(box[2] for box in boxes), boxes[0][1])


def _laid_out(words: list[Word]) -> str:
    """Words on one height are a line; what stands far apart is put apart."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (-one.bottom, one.left)):
        if lines and abs(lines[-1][0].bottom - word.bottom) < 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join(_line(sorted(line, key=lambda one: one.left)) for line in lines)


def _line(words: list[Word]) -> str:
    said = words[0].text
    for before, word in itertools.pairwise(words):
        said += " " * max(1, round((word.left - before.right) / 5)) + word.text
    return said
