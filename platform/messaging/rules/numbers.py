"""Numbers of phones: read, masked, and as other systems want them."""

import re


class NoNumber(ValueError):
    """It is no Indonesian mobile number; the message says how to write one."""


def read(typed: str) -> str:
    """
    Digits beginning with 08, at most 13 of them.

    :raises NoNumber: see there.
    """
    digits = re.sub(r"[\s().\-]", "", typed)
    if digits.startswith("+62"):
        digits = "0" + digits[3:]
    elif digits.startswith("62"):
        digits = "0" + digits[2:]
    if not re.fullmatch(r"08[0-9]{8,11}", digits, re.ASCII):
        raise NoNumber("Tulis nomor HP seperti 0812-3456-7890.")
    return digits


def international(phone: str) -> str:
    """
    6281234567890, as wa.me and gateways want it.

    :raises NoNumber: what was kept is no number, so nothing is built from it.
    """
    return "62" + read(phone)[1:]


def masked(phone: str) -> str:
    """0812-****-7890."""
    return f"{phone[:4]}-****-{phone[-4:]}" if len(phone) >= 10 else "*" * len(phone)
