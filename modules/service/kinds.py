"""
The kinds of letter that ship with the product, read from `kinds/*.toml` and checked once at start.

A mistake in a file stops the start with its name: an office must never find out at the counter.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from accounts.posts import Post
from modules.service.rules import people, wording
from modules.service.rules.checks import CHECKS
from modules.service.rules.kind import Condition, Field, FieldType, Group, Kind, Part, Requirement, Row

FILES = sorted((Path(__file__).parent / "kinds").glob("*.toml"))
_OFFICE = {"office.title", "office.above", "office.head", "office.regency", "office.zone", "today", "valid_until"}


class KindRefused(ValueError):
    """A file in `kinds/` is not a whole kind of letter; the message says which and why."""


def read_kind(source: str) -> Kind:
    """
    Read one kind from TOML text.

    :raises KindRefused: something is missing, unknown or inconsistent.
    """
    try:
        kind = _kind(tomllib.loads(source))
    except (tomllib.TOMLDecodeError, TypeError, ValueError, KeyError) as error:
        raise KindRefused(str(error)) from error
    for fault in _faults(kind):
        raise KindRefused(f"{kind.slug}: {fault}")
    return kind


def _kind(said: dict[str, Any]) -> Kind:
    plain: dict[str, Any] = {
        name: value for name, value in said.items() if name not in ("groups", "body", "requirements")
    }
    lists: dict[str, Any] = {name: tuple(plain[name]) for name in ("words", "purposes", "checks") if name in plain}
    return Kind(
        **plain | lists,
        groups=tuple(_group(group) for group in said["groups"]),
        body=tuple(_part(part) for part in said["body"]),
        requirements=tuple(Requirement(**requirement) for requirement in said["requirements"]),
    )


def _group(said: Mapping[str, Any]) -> Group:
    given = dict(said)
    choice, person = given.pop("optional", None), tuple(given.pop("person", ()))
    asked = tuple(_field(field, said["key"]) for field in given.pop("fields", ()))
    asked += people.person_fields(said["key"], said["short_title"], person)
    if choice:
        asked = _only_if_stated(choice, said["key"], asked)
    condition = _condition(given.pop("copies_subject", None))
    return Group(**given, fields=asked, person=person, copies_subject=condition)


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


def _part(said: Mapping[str, Any]) -> Part:
    given = dict(said)
    rows = tuple(Row(label=row[0], value=row[1], strong=row[2:] == ["strong"]) for row in given.pop("rows", ()))
    when, needs, lacks = (
        _condition(given.pop("when", None)),
        tuple(given.pop("needs", ())),
        tuple(given.pop("lacks", ())),
    )
    return Part(**given, rows=rows, when=when, needs=needs, lacks=lacks)


def _condition(said: Mapping[str, Any] | None) -> Condition | None:
    return Condition(said["field"], frozenset(said["among"])) if said else None


def _faults(kind: Kind) -> Iterator[str]:
    keys = [field.key for field in kind.fields]
    groups = {group.key for group in kind.groups}
    if len(set(keys)) != len(keys) or len(groups) != len(kind.groups):
        yield "a key is used twice"
    if kind.handler not in Post.values:
        yield f"no post is called {kind.handler}"
    yield from (f"no check is called {name}" for name in kind.checks if name not in CHECKS)
    yield from (
        f"{field.key} is a choice without choices"
        for field in kind.fields
        if field.type == FieldType.CHOICE and not field.choices
    )
    if not kind.purposes and any(field.type == FieldType.PURPOSE for field in kind.fields):
        yield "a purpose is asked, but none is proposed"
    yield from (f"the text names {{{place}}}" for place in _unknown_places(kind, set(keys) | _OFFICE))
    yield from (
        f"no person is called {part.person}" for part in kind.body if part.person not in {"", "subject"} | groups
    )


def _unknown_places(kind: Kind, known: set[str]) -> Iterator[str]:
    known |= {f"subject.{name}" for name in people.SUBJECT_ROWS}
    texts = [
        kind.about,
        kind.closing,
        *(part.text for part in kind.body),
        *(row.value for part in kind.body for row in part.rows),
    ]
    for text in [*texts, *(field.default for field in kind.fields)]:
        for name, manner in wording.PLACE.findall(text):
            if name not in known or (manner and manner not in wording.MANNERS):
                yield f"{name}:{manner}" if manner else name


KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in sorted((read_kind(path.read_text(encoding="utf-8")) for path in FILES), key=lambda kind: kind.order)
}


def kind_of(slug: str) -> Kind:
    """
    :raises KeyError: no kind of this name ships.
    """
    return KINDS[slug]
