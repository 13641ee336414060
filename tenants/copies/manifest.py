"""What a copy says of itself: the one part that is signed, and names every other by digest."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

#: Raised when a reader of the earlier form would misread the new one.
FORMAT = 1
MANIFEST, SIGNATURE, SCHEMA, SECRET = "manifest.json", "signature.json", "schema.sql", "secret.json"


@dataclass(frozen=True)
class Part:
    """One member of the archive."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Rows(Part):
    """A table: rows in the order of its primary key, and the last number its identity column gave."""

    columns: list[str]
    rows: int
    counter: str = ""
    last: int | None = None


@dataclass(frozen=True)
class Thing(Part):
    """A document of the archive; `name` is its object key, without the office."""

    content_type: str


@dataclass(frozen=True)
class Manifest:
    """Everything about one office at one moment, except its rows and documents themselves."""

    made_at: datetime
    product: str
    #: The fields of the office's row in the public schema, its region codes through time, and its addresses.
    office: dict[str, Any]
    regions: list[dict[str, Any]]
    hosts: list[dict[str, Any]]
    #: The domain of the deployment it was made in; addresses below it are given anew elsewhere.
    domain: str
    #: PostgreSQL's name of the moment, and how far its log was: where a change log would go on.
    snapshot: str
    lsn: str
    #: `length:seal` of the office's log (audit.verifying).
    anchor: str
    migrations: list[list[str]]
    schema: Part
    secret: Part
    tables: list[Rows]
    published: list[Rows]
    objects: list[Thing]
    #: Documents the store had lost already; only in a copy made of what is left.
    lost: list[str] = field(default_factory=list)
    #: The copy this one adds to; null for a whole one (docs/adr/0014-copies.md).
    base: str | None = None
    format: int = FORMAT

    @property
    def key(self) -> str:
        return str(self.office["key"])

    @property
    def schema_name(self) -> str:
        return f"d_{self.key}"

    @property
    def title(self) -> str:
        return f"{self.office['designation']} {self.office['name']}"

    @property
    def row_count(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def parts(self) -> dict[str, Part]:
        """Every member but manifest and signature, by the name it has in the file."""
        return {
            SCHEMA: self.schema,
            SECRET: self.secret,
            **{member_of_table(one.name): one for one in self.tables},
            **{member_of_published(one.name): one for one in self.published},
            **{member_of_object(one.name): one for one in self.objects},
        }


def member_of_table(name: str) -> str:
    return f"tables/{name}.csv"


def member_of_published(name: str) -> str:
    return f"published/{name}.csv"


def member_of_object(name: str) -> str:
    return f"objects/{name}"


def written(manifest: Manifest) -> bytes:
    """The bytes that are signed."""
    said = asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def understood(content: bytes) -> Manifest:
    """
    The manifest in these bytes; call it only when their signature has been checked.

    :raises ValueError, KeyError, TypeError: they are no manifest of this format.
    """
    said = json.loads(content)
    return Manifest(
        **said
        | {
            "made_at": datetime.fromisoformat(said["made_at"]),
            "schema": Part(**said["schema"]),
            "secret": Part(**said["secret"]),
            "tables": [Rows(**one) for one in said["tables"]],
            "published": [Rows(**one) for one in said["published"]],
            "objects": [Thing(**one) for one in said["objects"]],
        }
    )
