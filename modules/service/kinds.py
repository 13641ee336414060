"""
The kinds of letter that ship with the product, read from `kinds/*.toml` and checked once at start.

A mistake in a file stops the start with its name: an office must never find out at the counter.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from accounts.posts import Post
from modules.service.rules import naskah, people
from modules.service.rules.checks import CHECKS
from modules.service.rules.kind import Condition, Field, FieldType, Group, Kind, Many, Requirement, Shape

FILES = sorted((Path(__file__).parent / "kinds").glob("*.toml"))
_MOST_WITNESSES, _MOST_ROWS = 4, 40
_LISTS = ("words", "purposes", "checks", "signers", "copies")


#: The entries of a kind as its file states them: texts, numbers, truths, lists and tables of them.
Source = dict[str, Any]


class KindRefused(ValueError):
    """A file in `kinds/` is not a whole kind of letter; the message says which and why."""


def read_kind(source: str) -> Kind:
    """
    Read one kind from TOML text.

    :raises KindRefused: something is missing, unknown or inconsistent.
    """
    return kind_from(read_entries(source))


def read_entries(source: str) -> Source:
    """
    The entries of a kind as a file states them, unchecked.

    :raises KindRefused: it is not TOML.
    """
    try:
        return tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        where = re.search(r"line ([0-9]+), column ([0-9]+)", str(error))
        spot = f" di baris {where[1]}, kolom {where[2]}" if where else ""
        raise KindRefused(f"Berkas TOML tidak terbaca{spot}.") from error


def kind_from(said: Source) -> Kind:
    """
    A whole kind from its entries.

    :raises KindRefused: something is missing, unknown or inconsistent.
    """
    kind = shape_of(said)
    for fault in _faults(kind):
        raise KindRefused(f"{kind.slug}: {fault}")
    return kind


def shape_of(said: Source) -> Kind:
    """
    The kind these entries make, though its texts may name what is not asked.

    :raises KindRefused: an entry is missing, unknown or of another type.
    """
    try:
        return _kind(said)
    except KeyError as error:
        raise KindRefused(f"Entri {str(error)[:60]} belum ada.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise KindRefused(f"Entri salah: {str(error)[:200]}") from error


def _kind(said: Source) -> Kind:
    plain: dict[str, Any] = {name: value for name, value in said.items() if name not in ("groups", "requirements")}
    lists: dict[str, Any] = {name: tuple(plain[name]) for name in _LISTS if name in plain}
    return Kind(
        **plain | lists | {"shape": Shape(plain.get("shape", "keterangan")), "text": plain["text"].strip()},
        groups=tuple(_group(group) for group in said["groups"]),
        requirements=tuple(Requirement(**requirement) for requirement in said["requirements"]),
    )


def _group(said: Mapping[str, Any]) -> Group:
    given = dict(said)
    choice, person = given.pop("optional", None), tuple(given.pop("person", ()))
    asked = people.person_fields(said["key"], said["short_title"], person)
    asked += tuple(_field(field, said["key"]) for field in given.pop("fields", ()))
    if choice:
        asked = _only_if_stated(choice, said["key"], asked)
    condition = _condition(given.pop("copies_subject", None))
    many = Many(**given.pop("many")) if "many" in given else None
    person = tuple(name.removesuffix("?") for name in person)
    return Group(**given, fields=asked, person=person, copies_subject=condition, many=many)


def _only_if_stated(choice: Mapping[str, str], group: str, asked: tuple[Field, ...]) -> tuple[Field, ...]:
    """A person who may be left out: a question first, and the others only after a yes."""
    question = Field(
        key=choice["key"],
        label=choice["label"],
        full_label=choice["label"],
        type=FieldType.CHOICE,
        choices=(("YA", choice["yes"]), ("TIDAK", choice["no"])),
        group=group,
    )
    condition = Condition(question.key, frozenset({"YA"}))
    return (question, *(replace(field, when=condition) for field in asked))


def _field(said: Mapping[str, Any], group: str) -> Field:
    given = dict(said)
    choices = tuple((value, label) for value, label in given.pop("choices", ()))
    return (
        Field(
            **given | {"type": FieldType(given.get("type", "text"))},
            choices=choices,
            group=group,
            full_label=given["label"],
        )
        if "when" not in given
        else replace(
            _field({name: value for name, value in said.items() if name != "when"}, group),
            when=_condition(given["when"]),
        )
    )


def _condition(said: Mapping[str, Any] | None) -> Condition | None:
    return Condition(said["field"], frozenset(said["among"])) if said else None


def _faults(kind: Kind) -> Iterator[str]:
    keys = [field.key for field in kind.fields]
    groups = {group.key for group in kind.groups}
    if len(set(keys)) != len(keys) or len(groups) != len(kind.groups):
        yield "ada kunci yang dipakai dua kali"
    if kind.handler not in Post.values:
        yield f"tidak ada jabatan {kind.handler}"
    yield from (f"tidak ada pemeriksaan {name}" for name in kind.checks if name not in CHECKS)
    yield from (
        f"{field.key} adalah pilihan tanpa isi pilihan"
        for field in kind.fields
        if field.type == FieldType.CHOICE and not field.choices
    )
    if not kind.purposes and any(field.type == FieldType.PURPOSE for field in kind.fields):
        yield "keperluan ditanyakan, tetapi tidak ada contoh keperluan"
    yield from _faults_of_shape(kind)
    yield from (fault for group in kind.groups if group.many for fault in _faults_of_many(group))
    yield from _faults_of_texts(kind)


def _faults_of_shape(kind: Kind) -> Iterator[str]:
    people = {"subject"} | {group.key for group in kind.groups if group.person}
    if kind.signer not in Post.values:
        yield f"tidak ada jabatan {kind.signer}"
    yield from (f"tidak ada orang {who}" for who in kind.signers if who not in people)
    if kind.shape == Shape.OFFICIAL and not kind.addressed:
        yield "surat dinas belum punya tujuan (addressed)"
    if kind.needs_meterai and kind.shape != Shape.DECLARATION:
        yield "meterai hanya untuk surat pernyataan"
    if not 0 <= kind.witnesses <= _MOST_WITNESSES or kind.validity_days < 0:
        yield "ada angka di luar batas"
    if kind.internal and kind.outsiders:
        yield "surat kantor sendiri tidak untuk warga luar"


def _faults_of_many(group: Group) -> Iterator[str]:
    if group.many and not 0 <= group.many.least <= group.many.most <= _MOST_ROWS:
        yield f"{group.key} ditanyakan terlalu sering atau terlalu jarang"
    if group.copies_subject or any(
        field.when and field.when.field not in {one.key for one in group.fields} for field in group.fields
    ):
        yield f"{group.key} diisi berulang dan bergantung pada isian di luarnya"
    yield from (
        f"{field.key} harus diawali {group.key}." for field in group.fields if not field.key.startswith(f"{group.key}.")
    )


def _faults_of_texts(kind: Kind) -> Iterator[str]:
    names = naskah.names_of(kind)
    shown = [name.shown.casefold() for name in names.all]
    yield from (f"dua isian bernama {name}" for name in sorted({one for one in shown if shown.count(one) > 1}))
    yield from (
        f"{name.shown} tidak dapat dipakai sebagai nama isian"
        for name in names.all
        if not naskah.is_nameable(name.shown)
    )
    lines = [kind.about, kind.matter, kind.enclosures, *kind.copies, *kind.addressed.strip().split("\n")]
    for text in filter(None, [kind.text, *lines, *(field.default for field in kind.fields)]):
        for fault in naskah.check(text, kind, spelling=naskah.Spelling.STORED):
            if not fault.is_warning:
                yield f"baris {fault.line}, kolom {fault.column}: {fault.message}"
    # The fault of an empty text; a line may be empty, a letter may not.
    if not kind.text:
        yield "naskahnya kosong"


#: slug -> the entries that ship, to be changed by an office entry by entry (rules/entries.py).
SOURCES: dict[str, Source] = {
    said["slug"]: said for said in (read_entries(path.read_text(encoding="utf-8")) for path in FILES)
}
KINDS: dict[str, Kind] = {
    kind.slug: kind for kind in sorted(map(kind_from, SOURCES.values()), key=lambda kind: kind.order)
}


def kind_of(slug: str) -> Kind:
    """
    :raises KeyError: no kind of this name ships.
    """
    return KINDS[slug]
