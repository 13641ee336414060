"""`make demo` and `make run`: the whole of Kentongan on this machine until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from infra.local import env_file, ports, processes, ready, stack, static_files
from infra.local.places import Places, StackProblem

SUPERVISOR = "demo"
ACCOUNTS = "demo-accounts.txt"


class Interrupted(BaseException):
    """Ctrl-C or SIGTERM came; everything is to be stopped in order."""


def run(places: Places, *, seed: bool) -> int:
    """
    Start everything, say `Siap:` and stay until Ctrl-C, SIGTERM or the death of the web server.

    :raises StackProblem: something could not be started; what had been started is stopped again.
    """
    places.make()
    _refuse_a_second_demo(places)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    began = time.monotonic()
    try:
        values = _start(places, seed=seed)
        print(_ready_line(places, values, seed=seed, seconds=time.monotonic() - began), flush=True)
        _watch(places)
        return 1
    except Interrupted:
        return 0
    finally:
        _stop(places)


def environment(places: Places, values: dict[str, str]) -> dict[str, str]:
    """
    What the application's processes see: where the parts are, and both source roots.

    What Python compiles is kept in `.local` even where the shell forbids it beside the sources: without it every process of the many
    that tests start would spend seconds on the same two thousand files.
    """
    path = os.pathsep.join([str(places.root), str(places.root / "platform")])
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {
        "PYTHONPATH": path,
        "PYTHONPYCACHEPREFIX": str(places.root / ".local" / "pycache"),
        "KENTONGAN_ENV_FILE": str(places.env_file),
    }
    return known | values | ours


def manage(places: Places, values: dict[str, str], *command: str) -> None:
    """
    Run one manage.py command in the foreground.

    :raises StackProblem: it failed.
    """
    done = subprocess.run([sys.executable, "manage.py", *command], cwd=places.root, env=environment(places, values))
    if done.returncode != 0:
        raise StackProblem(f"manage.py {command[0]} failed (exit {done.returncode}).")


def application(port: str) -> dict[str, list[str]]:
    """The commands of web, worker and beat."""
    python = [sys.executable, "-m"]
    granian = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port, "--workers", "1"]
    celery = ["celery", "-A", "config.celery"]
    # The workers need not look for each other, which takes a second.
    alone = ["--without-mingle", "--without-gossip"]
    quick = ["--queues", "quick,busy,overflow", "--concurrency", "2", "--hostname", "quick@%h"]
    # Long work may take a processor for minutes; whoever waits for a page or a letter comes first.
    long = ["--queues", "long", "--concurrency", "1", "--hostname", "long@%h"]
    return {
        "web": [*python, *granian, "--blocking-threads", "4", "config.wsgi:application"],
        "worker": [*python, *celery, "worker", "--loglevel", "INFO", *quick, *alone],
        "worker-long": ["nice", *python, *celery, "worker", "--loglevel", "INFO", *long, *alone],
        "beat": [*python, *celery, "beat", "--loglevel", "INFO", "--pidfile="],
    }


def _refuse_a_second_demo(places: Places) -> None:
    if pid := processes.running(processes.pid_file(places, SUPERVISOR)):
        raise StackProblem(
            f"Demo sudah berjalan (proses {pid}). Hentikan dengan Ctrl-C di jendelanya, atau: kill {pid}"
        )
    processes.remember(processes.pid_file(places, SUPERVISOR), os.getpid())


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise Interrupted


def _start(places: Places, *, seed: bool) -> dict[str, str]:
    # A demo that was killed may have left its children; they would hold the port and the jobs.
    _stop_application(places)
    values = stack.up(places)
    port = ports.next_free(int(os.environ.get("KENTONGAN_PORT", "8000")))
    values["KENTONGAN_PORT"] = str(port)
    env_file.write(places.env_file, values, title="Written by infra.local at each start. Never commit.")
    collect_static(places, values)
    if not ready.is_ready(places, values, seed=seed):
        manage(places, values, "make_ready", *(["--sample"] if seed else []))
        ready.remember(places, values, seed=seed)
    _start_application(places, values, "web", "worker")
    processes.wait_until(lambda: _web_answers(port), places=places, name="web")
    if not processes.is_up(places, "worker"):
        raise StackProblem(f"worker stopped while starting.\n{processes.tail(places, 'worker')}")
    # Last, because nobody waits for the clock or for long work in the first second.
    _start_application(places, values, "worker-long", "beat")
    return values


def _start_application(places: Places, values: dict[str, str], *names: str) -> None:
    commands = application(values["KENTONGAN_PORT"])
    for name in names:
        processes.start(places, name, commands[name], env=environment(places, values), cwd=places.root)


def collect_static(places: Places, values: dict[str, str]) -> None:
    """Make the files the web server gives out when their sources changed; without them no page can be made."""
    if not static_files.is_current(places):
        manage(places, values, "collectstatic", "--noinput", "--verbosity", "0")
        static_files.remember(places)


def _web_answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True  # A plain 404 for a host nobody knows is an answer.
    except (urllib.error.URLError, OSError):
        return False
    return True


def _ready_line(places: Places, values: dict[str, str], *, seed: bool, seconds: float) -> str:
    address = f"http://{values['KENTONGAN_DOMAIN']}:{values['KENTONGAN_PORT']}"
    accounts = places.base / ACCOUNTS
    lines = [f"Siap: {address}  ({seconds:.1f} detik)"]
    if seed and accounts.exists():
        lines.append(accounts.read_text(encoding="utf-8").rstrip())
    lines.append(f"Log: {_short(places, places.logs)}/  Berhenti: Ctrl-C")
    return "\n".join(lines)


def _short(places: Places, path: Path) -> Path:
    return path.relative_to(places.root) if path.is_relative_to(places.root) else path


def _watch(places: Places) -> None:
    """Look at every child twice a second; say when one is gone; return when the web server is."""
    alive = set(application("0")) | {name for name, pid in stack.status(places).items() if pid}
    while "web" in alive:
        for name in [one for one in sorted(alive) if not processes.is_up(places, one)]:
            alive.discard(name)
            print(f"{name} berhenti sendiri dan tidak dimulai lagi.\n{processes.tail(places, name)}", flush=True)
        time.sleep(0.5)


def _stop(places: Places) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    print("Menghentikan semua proses ...", flush=True)
    stopped = [*_stop_application(places), *stack.down(places)]
    processes.pid_file(places, SUPERVISOR).unlink(missing_ok=True)
    print(f"Berhenti: {', '.join(stopped) or 'tidak ada yang berjalan'}.", flush=True)


def _stop_application(places: Places) -> list[str]:
    # The workers finish the job they are on; one that takes longer comes back from the broker.
    return processes.stop(places, *application("0"))
