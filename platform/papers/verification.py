"""Looking into a PDF somebody brings: who signed it, and is it still what was signed?"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from papers import authority
from papers.apart import apart

#: Our letters have 50 kB. Larger files are other people's scans and not worth the work.
LARGEST = 10 * 1024 * 1024
#: A small file may unpack to gigabytes; ours unpack to less than one megabyte.
LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=32 * 1024 * 1024),
    document_budget=DocumentDecodeBudget(base_allowance=64 * 1024 * 1024, max_ratio=10),
)


class NotAPdf(ValueError):
    """Garbage, cut off, encrypted, or larger than LARGEST: nothing can be said about it."""


@dataclass(frozen=True)
class Inspection:
    """
    What a file says of itself. Only `is_genuine` means all is well.

    `intact`: what was signed is unchanged. `covers_whole_file`: nothing was added behind it. `trusted`: our authority or the
    national one vouches for the signer.
    """

    signed: bool
    intact: bool = False
    covers_whole_file: bool = False
    trusted: bool = False
    signer: str = ""
    post: str = ""
    office: str = ""
    serial: str = ""
    signed_at: datetime | None = None

    @property
    def is_genuine(self) -> bool:
        return self.signed and self.intact and self.covers_whole_file and self.trusted


def inspect(pdf: bytes) -> Inspection:
    """
    Judge the last signature of a PDF.

    :raises NotAPdf: it cannot be read as a PDF, or is too large.
    """
    if len(pdf) > LARGEST or b"%PDF-" not in pdf[:1024]:
        raise NotAPdf
    try:
        signatures = PdfFileReader(io.BytesIO(pdf), decode_limits=LIMITS).embedded_regular_signatures
        return _judged(signatures[-1]) if signatures else Inspection(signed=False)
    except Exception as error:
        # A hostile file breaks a parser in ways nobody lists; whatever it was, it is not a paper of ours.
        raise NotAPdf from error


def pages_of(pdf: bytes) -> list[bytes]:
    """
    What is drawn on each page, unpacked: equal for two files that show the same.

    :raises NotAPdf: it cannot be read as a PDF.
    """
    try:
        root = PdfFileReader(io.BytesIO(pdf), decode_limits=LIMITS).root
        return [_drawn(page) for page in _leaves(root["/Pages"])]
    except Exception as error:
        raise NotAPdf from error


def _leaves(node: Any) -> Iterator[Any]:
    if "/Kids" not in node:
        yield node
        return
    for child in node["/Kids"]:
        yield from _leaves(child.get_object() if hasattr(child, "get_object") else child)


def _drawn(page: Any) -> bytes:
    drawn = page["/Contents"]
    parts = drawn if isinstance(drawn, list) else [drawn]
    return b"\n".join((part.get_object() if hasattr(part, "get_object") else part).data for part in parts)


def _judged(signature: EmbeddedPdfSignature) -> Inspection:
    signed_at = signature.self_reported_timestamp
    # What changed after a signature is of no interest: anything behind it makes the file not ours.
    trust = _trusting_only_ours(signed_at)
    status = apart(lambda: validate_pdf_signature(signature, trust, skip_diff=True))
    subject = signature.signer_cert.subject.native
    return Inspection(
        signed=True,
        intact=bool(status.intact and status.valid),
        covers_whole_file=_covers(status),
        trusted=bool(status.trusted),
        signer=str(subject.get("common_name", "")),
        post=str(subject.get("title", "")),
        office=str(subject.get("organization_name", "")),
        serial=f"{signature.signer_cert.serial_number:x}",
        signed_at=signed_at,
    )


def _covers(status: PdfSignatureStatus) -> bool:
    return status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def _trusting_only_ours(moment: datetime | None) -> ValidationContext:
    """
    No network and no trust but our authority's and, where it is set up, the national one's.

    The certificate is judged at the time of signing: a letter does not become false when its signer's certificate ends.
    """
    roots = [asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in authority.trusted_roots()]
    return ValidationContext(trust_roots=roots, moment=moment, best_signature_time=moment, allow_fetching=False)
