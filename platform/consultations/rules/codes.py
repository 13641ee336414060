"""
The codes of a village budget as they are kept (pure): accounts (4, 5.1, 6.1.1.02), activities (01, 01.02, 01.02.03), and an account
within an activity (01.02.03.5.1). Permendagri 20/2018, annex A. The two axes are told apart by the nought before an activity.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType


def _names(file: str) -> Mapping[str, str]:
    return MappingProxyType(tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8")))


#: code -> name, down to the third part.
ACCOUNTS: Mapping[str, str] = _names("accounts.toml")
ACTIVITIES: Mapping[str, str] = _names("activities.toml")
_ACCOUNT = r"[456](?:\.[0-9]{1,2}){0,3}"
_WHOLE = r"0[1-5]\.[0-9]{2}\.[0-9]{2}"
#: Every code as it is kept.
SHAPE = rf"{_ACCOUNT}|0[1-5](?:\.[0-9]{{2}}){{0,2}}|{_WHOLE}\.5(?:\.[0-9]{{1,2}}){{0,3}}"
#: From this part on a kabupaten names its own.
_OWN_FROM = "90"
_IS_CODE, _IS_ACCOUNT = re.compile(SHAPE), re.compile(_ACCOUNT)
#: The village's own code, as Siskeudes prints it before an activity.
_VILLAGE = re.compile(r"[0-9]{2}\.[0-9]{4}\.")
# A third part of one digit is an account's, unless a nought says otherwise: 1.1.1 is cash in a balance sheet.
_IS_ACTIVITY = re.compile(r"0[1-5](?:\.[0-9]{1,2}){0,2}|[1-5](?:\.[0-9]{1,2}(?:\.[0-9]{2})?)?")
_WITHIN = re.compile(r"(0[1-5]\.[0-9]{1,2}\.[0-9]{1,2}|[1-5]\.[0-9]{1,2}\.[0-9]{2})(?:\.? +|\.)(5(?:\.[0-9]{1,3})*)")
_DEEPER = re.compile(r"[456](?:\.[0-9]{1,3}){4,}")
_DEEPEST = 3


class NotACode(ValueError):
    """Digits that name neither an account nor an activity."""


def is_code(text: str) -> bool:
    """Whether it is a code as it is kept."""
    return bool(_IS_CODE.fullmatch(text))


def split(code: str) -> tuple[str, str]:
    """Activity and account of a code, each "" where it has none."""
    if not code.startswith("0"):
        return "", code
    parts = code.split(".")
    return ".".join(parts[:3]), ".".join(parts[3:])


def parent(code: str, known: Collection[str]) -> str:
    """The code of which this one is a part; "" of what stands on top."""
    activity, account = split(code)
    if not account:
        return activity.rpartition(".")[0]
    above = account.rpartition(".")[0]
    if not activity:
        return above
    if above and f"{activity}.{above}" in known:
        return f"{activity}.{above}"
    return activity if account.count(".") <= 1 else f"{activity}.{above}"


def name_of(code: str) -> str:
    """What the national list calls it; "" where it does not."""
    activity, account = split(code)
    return ACCOUNTS.get(account, "") if account else ACTIVITIES.get(activity, "")


def said(code: str, name: str = "") -> str:
    """Rekening 5.1 Belanja Pegawai, kegiatan 01.01.01; Sub bidang 01.01 …"""
    activity, account = split(code)
    name = name or name_of(code)
    kind = "Rekening" if account else ("Bidang", "Sub bidang", "Kegiatan")[activity.count(".")]
    # The list begins many names with the word already.
    bare = re.sub(rf"^{kind}\s+", "", name, flags=re.IGNORECASE)
    return f"{kind} {account or activity} {bare}".strip() + (f", kegiatan {activity}" if activity and account else "")


def is_known(code: str) -> bool:
    """Whether the national list has it, or leaves it to the kabupaten."""
    activity, account = split(code)
    if account:
        return ".".join(account.split(".")[:3]) in ACCOUNTS
    return activity in ACTIVITIES or (activity[-2:] >= _OWN_FROM and activity.rpartition(".")[0] in ACTIVITIES)


def looks_like_code(text: str, name: str) -> bool:
    """Whether a row without a heading above it may begin a table; a row number does not."""
    plain = text.rstrip(".")
    if _IS_ACCOUNT.fullmatch(plain) or _WITHIN.fullmatch(plain):
        return True
    return bool(_IS_ACTIVITY.fullmatch(plain)) and ("." in plain or plain[0] == "0" or _says_activity(name))


class Reader:
    """Reads the codes of a table from top to bottom: what 5.1 means hangs on whether an activity stands above it."""

    def __init__(self) -> None:
        self.field = self.activity = ""

    def read(self, text: str, name: str) -> str:
        """
        The code as it is kept; "" where there is none, or one deeper than is kept.

        :raises NotACode: see there.
        """
        plain = _VILLAGE.sub("", " ".join(text.split()), count=1) if _VILLAGE.match(text) else " ".join(text.split())
        plain = plain.rstrip(". ")
        if not plain[:1].isdigit():
            return ""
        within = _WITHIN.fullmatch(plain)
        if within and (plain[0] in "0123" or " " in plain or "." in within[2]):
            self._go_to(within[1])
            return f"{self.activity}.{within[2]}" if within[2].count(".") <= _DEEPEST else ""
        if _IS_ACTIVITY.fullmatch(plain) and self._is_activity(plain, name):
            return self._go_to(plain)
        if _IS_ACCOUNT.fullmatch(plain):
            return self._account(plain)
        if _DEEPER.fullmatch(plain):
            return ""
        raise NotACode(plain)

    def _go_to(self, plain: str) -> str:
        code = _padded(plain)
        self.field, self.activity = code[:2], code if code.count(".") == 2 else ""
        return code

    def _account(self, plain: str) -> str:
        if plain[0] != "5":
            self.field = self.activity = ""
        return f"{self.activity}.{plain}" if self.activity else plain

    def _is_activity(self, plain: str, name: str) -> bool:
        """Of 4 and 5, which begin accounts as well: by its third part, by the name, by what stood above."""
        if plain[0] in "0123":
            return True
        parts = plain.split(".")
        if len(parts) == 3:
            return True
        if _says_activity(name):
            return True
        if not self.field or not name or name.lower().startswith(("pendapatan", "belanja")):
            return False
        return len(parts) == 1 or (self.field == f"0{plain[0]}" and _padded(plain) in ACTIVITIES)


def _padded(plain: str) -> str:
    return ".".join(part.zfill(2) for part in plain.split("."))


def _says_activity(name: str) -> bool:
    return name.lower().replace("-", "").replace(" ", "").startswith(("bidang", "subbidang"))
