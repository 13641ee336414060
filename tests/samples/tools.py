"""Programs of the machine that judge our papers from outside."""

import shutil
import subprocess
import warnings
from pathlib import Path

import pytest


def run(tool: str, *arguments: str | Path) -> str:
    """What the program prints; without the program the test is skipped, and the summary says so loudly."""
    if shutil.which(tool) is None:
        warnings.warn(
            f"{tool} IS NOT INSTALLED: nobody outside has judged this paper (poppler-utils, qpdf, zbar-tools)",
            stacklevel=2,
        )
        pytest.skip(f"{tool} is not installed (Debian: poppler-utils, qpdf, zbar-tools)")
    done = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page, laid out as on paper."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    return run("pdftotext", "-layout", file, "-").split("\f")[:-1]
