"""The browser of the journeys: Debian's own, installed when we may, never a download of another kind."""

from __future__ import annotations

import os
import shutil
import subprocess

MISSING = """
**********************************************************************
**  CHROMIUM IS MISSING: THE JOURNEYS IN A BROWSER ARE NOT RUN.     **
**  Install it (apt-get install chromium) and run the tests again.  **
**********************************************************************
"""


def program() -> str | None:
    """Where Chromium is, or None."""
    return shutil.which("chromium") or shutil.which("chromium", path="/usr/bin")


def ensure() -> bool:
    """True when Chromium is here, after trying to install it as root; False is said loudly on screen."""
    if program() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
    if program() is None:
        print(MISSING, flush=True)
    return program() is not None


def _install() -> None:
    print("Chromium is missing; installing Debian's package.", flush=True)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium"]):
        if subprocess.run(["apt-get", *command], env=env, stdin=subprocess.DEVNULL).returncode != 0:
            return
