"""A kind of letter written as TOML, as its file would have it, for whoever wants to go on in a file (pure)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any


def written(said: Mapping[str, Any]) -> str:
    """Text that reads back as these entries: texts, numbers, truths, lists and tables of them."""
    return "\n".join(_table(said, "")).strip() + "\n"


def _table(said: Mapping[str, Any], path: str) -> Iterator[str]:
    inner = {name: value for name, value in said.items() if _is_tables(value)}
    for name, value in said.items():
        if name not in inner:
            yield f"{_key(name)} = {_value(value)}"
    for name, tables in inner.items():
        for one in tables:
            yield ""
            yield f"[[{path}{_key(name)}]]"
            yield from _table(one, f"{path}{_key(name)}.")


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else json.dumps(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return str(value)


def _text(text: str) -> str:
    """Several lines stay several lines, so that a text can be read; its marks are those of JSON, which TOML shares."""
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    lines = (json.dumps(line, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f") for line in text.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'
