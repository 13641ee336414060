"""What a paper says at its foot of the signature inside it, so that no paper claims a certificate it does not have."""

import re
from enum import StrEnum


class SignerKind(StrEnum):
    """Whose certificates sign: the deployment's own, or the national authority's (BSrE of BSSN)."""

    LOCAL = "LOCAL"
    NATIONAL = "NATIONAL"


#: The sentence the authority asks for on what it signed.
NATIONAL = "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh BSrE, BSSN."
LOCAL = (
    "Dokumen ini ditandatangani secara elektronik dengan sertifikat milik sistem ini, bukan sertifikat BSrE. "
    "Perubahan apa pun pada berkasnya dapat diketahui."
)
_CLAIMS = re.compile(r"\b(bsre|bssn|balai sertifikasi|tersertifikasi)\b", re.IGNORECASE)


def statement(signer: SignerKind, own: str = "") -> str:
    """The sentence for a signature of this kind; an office's own words stand only where they claim no more than is so."""
    if signer == SignerKind.NATIONAL:
        return NATIONAL
    return own if own and not claims_more(own) else LOCAL


def claims_more(words: str) -> bool:
    """Whether a sentence speaks of the national authority, which only its own signatures may."""
    return bool(_CLAIMS.search(words))
