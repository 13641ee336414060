"""The version is what the change log says."""

import re
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"


def read(text: str) -> str:
    """
    The first released version named in a change log.

    :raises ValueError: it names none.
    """
    found = re.search(r"^## \[?(\d+\.\d+\.\d+)", text, re.MULTILINE)
    if not found:
        raise ValueError("CHANGELOG.md names no version.")
    return found.group(1)


VERSION = read(CHANGELOG.read_text())
