"""What strangers may see of a name and a NIK."""

import re


def masked_name(name: str) -> str:
    """SITI AMINAH -> S*** A*****: enough for the bearer of a letter, nothing for a collector of names."""
    return " ".join(word[0] + "*" * (len(word) - 1) if word else word for word in name.split())


def masked_phone(phone: str) -> str:
    """0812-****-7890."""
    digits = re.sub(r"\D", "", phone)
    return f"{digits[:4]}-****-{digits[-4:]}" if len(digits) >= 10 else "*" * len(digits)


def read_phone(typed: str) -> str:
    """
    An Indonesian mobile number as digits beginning with 0.

    :raises ValueError: it is none; the message says how to write it.
    """
    digits = re.sub(r"[\s().\-]", "", typed)
    if digits.startswith("+62"):
        digits = "0" + digits[3:]
    elif digits.startswith("62"):
        digits = "0" + digits[2:]
    if not re.fullmatch(r"08[0-9]{8,11}", digits):
        raise ValueError("Tulis nomor HP seperti 0812-3456-7890.")
    return digits
