"""The short code under which anybody may verify a paper."""

import secrets

#: Without 0 O 1 I L, which people mix up when they read a code aloud.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


class NotACode(ValueError):
    """This cannot be a verification code: wrong length, or letters we never use."""


def new_code() -> str:
    """Eight random characters: 850 thousand million possibilities."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise_code(typed: str) -> str:
    """
    The code as stored, whatever spaces, dashes or small letters it was typed with.

    :raises NotACode: it is none of ours.
    """
    code = typed.upper().replace("-", "").replace(" ", "")
    if len(code) != LENGTH or set(code) - set(ALPHABET):
        raise NotACode(typed)
    return code


def spell(code: str) -> str:
    """The code in two halves, as printed: `K7QM-4XPD`."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
