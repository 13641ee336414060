"""Child processes that outlive the command that started them, found again by their pid files."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from infra.local.places import Places, StackProblem

LOG_LIMIT = 10 * 1024 * 1024


def identity(pid: int) -> str | None:
    """When the process was started, or None when it is gone; a reused pid has another start."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return None if Path("/proc/self/stat").exists() else _identity_by_ps(pid)
    except (ProcessLookupError, PermissionError):
        return None
    return None if fields[0] in "ZX" else f"{_boot()}:{fields[19]}"


def _identity_by_ps(pid: int) -> str | None:
    listed = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    state, _, started = listed.stdout.strip().partition(" ")
    return started.strip() if started and not state.startswith("Z") else None


def _boot() -> str:
    path = Path("/proc/sys/kernel/random/boot_id")
    return path.read_text().strip() if path.exists() else ""


def remember(pid_file: Path, pid: int) -> None:
    """Write the pid down with its start, so that a later command recognizes it."""
    pid_file.write_text(json.dumps({"pid": pid, "started": identity(pid)}))


def running(pid_file: Path) -> int | None:
    """The pid of a process that is still the one written down; a stale file is removed."""
    try:
        noted = json.loads(pid_file.read_text())
        pid, started = int(noted["pid"]), noted["started"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        pid, started = 0, None
    if pid and started and identity(pid) == started:
        return pid
    pid_file.unlink(missing_ok=True)
    return None


def pid_file(places: Places, name: str) -> Path:
    return places.pids / f"{name}.pid"


def is_up(places: Places, name: str) -> bool:
    return running(pid_file(places, name)) is not None


def log_file(places: Places, name: str) -> Path:
    return places.logs / f"{name}.log"


def start(
    places: Places,
    name: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    as_user: Mapping[str, Any] | None = None,
) -> subprocess.Popen[bytes]:
    """
    Start a server in its own session, its output appended to its log file, its pid written down.

    :param as_user: `user`, `group` and `extra_groups` for Popen, when the server must not run as we do.
    """
    log = log_file(places, name)
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    with log.open("ab") as out:
        child = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            cwd=cwd,
            start_new_session=True,
            **(as_user or {}),
        )
    remember(pid_file(places, name), child.pid)
    return child


def serves(places: Places, name: str, ready: Callable[[], bool], *, seconds: float = 30) -> bool:
    """
    True when the process is up and answers, False when it is gone or just going.

    :raises StackProblem: it is there but has not answered for `seconds`.
    """
    until = time.monotonic() + seconds
    while is_up(places, name):
        if ready():
            return True
        if time.monotonic() > until:
            raise StackProblem(f"{name} runs but does not answer. Stop it with: make down\n{tail(places, name)}")
        time.sleep(0.05)
    return False


def wait_until(ready: Callable[[], bool], *, places: Places, name: str, seconds: float = 60) -> None:
    """
    Ask `ready` until it says yes.

    :raises StackProblem: the server died or took longer than `seconds`; the text ends with its last log lines.
    """
    until = time.monotonic() + seconds
    while not ready():
        if running(pid_file(places, name)) is None:
            raise StackProblem(f"{name} stopped while starting.\n{tail(places, name)}")
        if time.monotonic() > until:
            raise StackProblem(f"{name} was not ready after {seconds:.0f} s.\n{tail(places, name)}")
        time.sleep(0.05)


def tail(places: Places, name: str, lines: int = 15) -> str:
    """The last lines of a server's log, with its path."""
    path = log_file(places, name)
    text = path.read_text(errors="replace").splitlines()[-lines:] if path.exists() else []
    return "\n".join([f"Last lines of {path}:", *(f"  {line}" for line in text)])


def stop(places: Places, *names: str, with_signal: int = signal.SIGTERM, seconds: float = 20) -> list[str]:
    """Ask all of them at once, wait, and kill the group of whoever is left; the names of those that were running."""
    asked = [name for name in names if _send(places, name, with_signal)]
    until = time.monotonic() + seconds
    for name in asked:
        if not _gone(pid_file(places, name), until):
            print(f"{name} did not stop within {seconds:.0f} s and is killed.")
            _kill_group(places, name)
    return asked


def _send(places: Places, name: str, number: int) -> bool:
    pid = running(pid_file(places, name))
    if pid is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
    return pid is not None


def _kill_group(places: Places, name: str) -> None:
    if pid := running(pid_file(places, name)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        _gone(pid_file(places, name), time.monotonic() + 5)


def _gone(path: Path, until: float) -> bool:
    while running(path) is not None:
        if time.monotonic() > until:
            return False
        time.sleep(0.03)
    return True
