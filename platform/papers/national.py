"""
Signatures of the national certificate authority for government (BSrE of BSSN), asked of its "e-sign client service".

A kabupaten runs that service in its own network and gives each deployment a name and a password for it. The person is known by the
NIK the certificate was issued for, and says the passphrase anew each time; neither is written anywhere here. What comes back is judged
before it is believed. Endpoints and answers as of version 2 of the service; see docs/adr/0026.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
import urllib3
from django.conf import settings

from papers import verification
from papers.signing import CannotSign, SignerAway, SignerRefused, WrongPassphrase

log = structlog.get_logger(__name__)
#: Seconds until the service has answered; it signs in one or two.
PATIENCE_S = 20
#: A letter has 60 kB, and grows by a third as base64.
LARGEST_ANSWER = 2 * verification.LARGEST
_WRONG_PASSPHRASE = 2031
_ENROLLED = "ISSUE"


class NotSetUp(RuntimeError):
    """This deployment knows no service to ask."""


def is_set_up() -> bool:
    """Whether this deployment knows a service to ask."""
    return bool(settings.BSRE_URL)


@dataclass(frozen=True)
class Standing:
    """What the authority says of a person: its own word (`ISSUE` is a certificate that may sign) and its sentence."""

    word: str
    sentence: str

    @property
    def may_sign(self) -> bool:
        return self.word == _ENROLLED


class NationalService:
    """The e-sign client service of the kabupaten, as the settings name it."""

    def __init__(self) -> None:
        """:raises NotSetUp: see there."""
        if not is_set_up():
            raise NotSetUp
        self._url = settings.BSRE_URL.rstrip("/")
        self._headers = {
            **urllib3.make_headers(basic_auth=f"{settings.BSRE_USER}:{settings.BSRE_PASSWORD}"),
            "Accept": "application/json",
        }
        # No second try: a passphrase that is wrong counts against the person each time it is said.
        self._pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=5, read=PATIENCE_S))

    def standing(self, nik: str) -> Standing:
        """
        Whether somebody may sign.

        :raises SignerAway: the service did not answer.
        """
        said = self._ask("/api/v2/user/check/status", {"nik": nik})
        return Standing(str(said.get("status", "")), str(said.get("message", "")))

    def sign(self, pdf: bytes, *, nik: str, passphrase: str, reason: str, location: str) -> bytes:
        """
        The paper with the person's signature inside, which nobody sees on the page: the page has its own block.

        :raises SignerAway: the service did not answer, or is not well.
        :raises WrongPassphrase: the person's passphrase is another one.
        :raises CannotSign: the service refused, or what came back is not this paper signed.
        """
        said = self._ask(
            "/api/v2/sign/pdf",
            {
                "nik": nik,
                "passphrase": passphrase,
                "signatureProperties": [{"tampilan": "INVISIBLE", "reason": reason, "location": location}],
                "file": [base64.b64encode(pdf).decode()],
            },
        )
        try:
            signed = base64.b64decode(said["file"][0], validate=True)
        except (KeyError, IndexError, TypeError, binascii.Error) as error:
            raise CannotSign("the service sent no file") from error
        _make_sure(signed, of=pdf)
        return signed

    def _ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = self._pool.request(
                "POST", self._url + path, json=body, headers=self._headers, preload_content=False
            )
            text = answer.read(LARGEST_ANSWER + 1)
            answer.release_conn()
        except urllib3.exceptions.HTTPError as error:
            raise SignerAway(type(error).__name__) from error
        if answer.status >= 500 or answer.status in (401, 403, 404):
            # Not the person's fault: the service is ill, moved, or does not know this deployment any more.
            raise SignerAway(f"status {answer.status}")
        if len(text) > LARGEST_ANSWER:
            raise CannotSign("the answer is too large")
        try:
            said = json.loads(text)
        except ValueError as error:
            raise SignerAway("the answer is no JSON") from error
        if not isinstance(said, dict):
            raise SignerAway("the answer is no object")
        if answer.status != 200:
            raise _refusal(said)
        return said


class NationalSigner:
    """Somebody ready to sign with the national authority; see `signing.Signer`."""

    def __init__(self, *, nik: str, passphrase: str) -> None:
        """:raises NotSetUp: see there."""
        self._service, self._nik, self._passphrase = NationalService(), nik, passphrase

    def sign(self, pdf: bytes, *, reason: str, location: str, at: datetime) -> bytes:
        """See `Signer.sign`; the moment is the authority's own."""
        return self._service.sign(pdf, nik=self._nik, passphrase=self._passphrase, reason=reason, location=location)


def _refusal(said: dict[str, Any]) -> Exception:
    code, sentence = said.get("status_code"), str(said.get("error") or said.get("message") or "")
    log.warning("the national signer refused", code=code)
    if code == _WRONG_PASSPHRASE or "passphrase" in sentence.lower():
        return WrongPassphrase()
    return SignerRefused(sentence[:200] or f"kode {code}")


def _make_sure(signed: bytes, *, of: bytes) -> None:
    """A signature that is whole, over a file that begins as ours did or says the same on its pages."""
    try:
        found = verification.inspect(signed)
    except verification.NotAPdf as error:
        raise CannotSign("what came back is no PDF") from error
    if not (found.signed and found.intact and found.covers_whole_file):
        raise CannotSign("what came back is not signed as a whole")
    if not signed.startswith(of) and verification.pages_of(signed) != verification.pages_of(of):
        raise CannotSign("what came back is another paper")
