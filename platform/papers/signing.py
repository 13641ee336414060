"""
Signatures inside the PDF (PAdES, baseline B).

`Signer` is what the rest of the house knows; the local certificate is its first implementation, a national service can be another.
"""

import io
from datetime import datetime
from typing import Any, Protocol

from asn1crypto import keys as asn1_keys
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from papers import authority
from papers.apart import apart

_FIELD = "TandaTangan"
#: Room for the signature in the file; ours take under 2,000. Told beforehand, pyHanko need not sign twice to find out.
_ROOM = 8192


class CannotSign(RuntimeError):
    """The file is no PDF that can take a signature."""


class SignerAway(CannotSign):
    """Whoever signs from elsewhere did not answer; the paper waits, and so may those behind it."""


class SignerRefused(CannotSign):
    """Whoever signs from elsewhere will not; the message is in its own words."""


class WrongPassphrase(ValueError):
    """This passphrase does not open the key."""


class Signer(Protocol):
    """Somebody ready to sign."""

    def sign(self, pdf: bytes, *, reason: str, location: str, at: datetime) -> bytes:
        """
        The same paper with a signature over all of it.

        :raises CannotSign: the file is no PDF that can take one.
        :raises SignerAway: a signer elsewhere did not answer.
        :raises SignerRefused: a signer elsewhere does not let this person sign.
        :raises WrongPassphrase: a signer elsewhere was told another passphrase than the person's.
        """
        ...


class LocalSigner:
    """A person whose key is open; made by `actions.unlock`, it signs any number of papers."""

    def __init__(self, *, certificate_pem: str, key_der: bytes) -> None:
        root = authority.root_certificate().public_bytes(Encoding.DER)
        chain = SimpleCertificateStore.from_certs([asn1_x509.Certificate.load(root)])
        self._signer = signers.SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(pem.unarmor(certificate_pem.encode())[2]),
            signing_key=asn1_keys.PrivateKeyInfo.load(key_der),
            cert_registry=chain,
        )

    def sign(self, pdf: bytes, *, reason: str, location: str, at: datetime) -> bytes:
        """See `Signer.sign`."""
        metadata = signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            reason=reason,
            location=location,
        )
        signer = _PunctualSigner(metadata, self._signer, at=at)
        try:
            paper = IncrementalPdfFileWriter(io.BytesIO(pdf))
            signed: io.BytesIO = apart(lambda: signer.sign_pdf(paper, bytes_reserved=_ROOM))
        except (SigningError, PdfError, ValueError) as error:
            raise CannotSign(str(error)) from error
        return signed.getvalue()


class _PunctualSigner(signers.PdfSigner):
    """Writes the time it is told instead of asking the clock."""

    def __init__(self, metadata: signers.PdfSignatureMetadata, signer: signers.Signer, *, at: datetime) -> None:
        super().__init__(metadata, signer, new_field_spec=fields.SigFieldSpec(_FIELD))
        self._at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at
        return session
