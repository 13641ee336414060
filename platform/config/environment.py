"""Where settings come from: the process environment first, then the file the local stack writes."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]


def load_file() -> None:
    """Fill what the environment does not say from `.local/env`, or from the file KENTONGAN_ENV_FILE names."""
    path = Path(os.environ.get("KENTONGAN_ENV_FILE", ROOT / ".local" / "env"))
    if not path.is_file():
        return
    for line in path.read_text().splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            os.environ.setdefault(name, value.strip('"'))


def text(name: str, default: str | None = None) -> str:
    """
    One setting.

    :raises RuntimeError: it has no default and nobody gave it.
    """
    value = os.environ.get(f"KENTONGAN_{name}", default)
    if value is None:
        raise RuntimeError(
            f"KENTONGAN_{name} is not set. For local work run `make run`; in production see docs/settings.md."
        )
    return value


def number(name: str, default: int) -> int:
    """
    A whole number, not negative.

    :raises RuntimeError: something else was given.
    """
    given = text(name, str(default))
    if not given.isascii() or not given.isdigit():
        raise RuntimeError(f"KENTONGAN_{name} is not a whole number: {given}")
    return int(given)


def flag(name: str) -> bool:
    """True when the setting says 1, true or yes."""
    return text(name, "").lower() in {"1", "true", "yes"}


def database(url: str) -> dict[str, object]:
    """The DATABASES entry of a postgresql:// address."""
    parts = urlsplit(url)
    return {
        "ENGINE": "walls.database",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
    }
