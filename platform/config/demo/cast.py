"""Who works in the sample kabupaten, and how they sign in."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

REGENCY, DISTRICTS = "35.29", ("35.29.11", "35.29.10")
VILLAGES = ("35.29.11.2010", "35.29.11.2012", "35.29.11.2014", "35.29.10.2008")
HOME = VILLAGES[0]


# A small village merges posts: one person may be secretary, run the counter and keep the registers.
MERGED_POSTS = ("SEKDES", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "KASI_KESEJAHTERAAN", "OPERATOR")


@dataclass(frozen=True)
class Person:
    """An officer of one office; `signs` gives a second factor and a certificate."""

    code: str
    username: str
    name: str
    posts: tuple[str, ...]
    signs: bool = False


CAST = [
    Person(REGENCY, "kabupaten", "Contoh Admin Kabupaten", ("ADMIN_KABUPATEN",)),
    Person(DISTRICTS[0], "camat", "Contoh Camat Pragaan", ("CAMAT",)),
    Person(DISTRICTS[0], "sekcam", "Contoh Sekcam Pragaan", ("SEKCAM",)),
    Person(DISTRICTS[0], "pmd", "Contoh Kasi PMD Pragaan", ("KASI_PMD",)),
    Person(DISTRICTS[1], "camat", "Contoh Camat Ganding", ("CAMAT",)),
    Person(HOME, "kades", "Citra Contoh Lestari", ("KADES",), signs=True),
    Person(HOME, "sekdes", "Sari Contoh Wulandari", ("SEKDES",)),
    Person(HOME, "pelayanan", "Budi Contoh Santoso", ("KASI_PELAYANAN", "OPERATOR")),
    Person(HOME, "pemerintahan", "Gita Contoh Puspita", ("KASI_PEMERINTAHAN",)),
    Person(HOME, "kesejahteraan", "Rudi Contoh Hartono", ("KASI_KESEJAHTERAAN",)),
    *(Person(code, "kades", f"Contoh Kades {code[-4:]}", ("KADES",), signs=True) for code in VILLAGES[1:]),
    *(
        Person(code, "operator", f"Contoh Operator {code[-4:]}", MERGED_POSTS)
        for code in VILLAGES[1:]
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Secrets:
    """The sample secrets of this machine: drawn once, kept in a file only its owner reads."""

    password: str
    passphrase: str
    totp: str

    @classmethod
    def of_this_machine(cls) -> "Secrets":
        path = Path(settings.LOCAL) / "demo-secrets.json"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
            drawn = {
                "password": f"contoh-{secrets.token_hex(4)}",
                "passphrase": f"tanda-tangan-{secrets.token_hex(3)}",
                "totp": "".join(secrets.choice(letters) for _ in range(32)),
            }
            path.write_text(json.dumps(drawn))
        return cls(**json.loads(path.read_text()))
