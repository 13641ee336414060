"""`make test`: the checks and every test, on a stack of their own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from infra.local import checks, chromium, demo, stack
from infra.local.places import Places

SAMPLE = "tests/test_sample.py"


def run(places: Places, *, extra: Sequence[str] = ()) -> int:
    """
    Start the tests' stack, check, test, stop; 0 only when everything passed.

    :param extra: further arguments for pytest.
    """
    with stack.running(places) as values:
        browser = chromium.ensure()
        with _sample_in_the_making(places, values):
            checked = checks.run(places, values)
        tested = run_pytest(places, values, extra, browser=browser)
    if not browser:
        print(chromium.MISSING)
    print(f"Checks {_word(checked)}, tests {_word(tested)}.")
    return 0 if checked and tested else 1


def check(places: Places) -> int:
    """The checks alone; they need a database for the migrations' history."""
    with stack.running(places) as values:
        return 0 if checks.run(places, values) else 1


def run_pytest(places: Places, values: dict[str, str], extra: Sequence[str], *, browser: bool) -> bool:
    """Run the tests on two processes; without a browser the journeys are left out."""
    print("\n== Tests (pytest)", flush=True)
    chosen = [] if browser else ["-m", "not journey"]
    command = [sys.executable, "-m", "pytest", "-n", "2", *chosen, *extra]
    return subprocess.run(command, cwd=places.root, env=demo.environment(places, values)).returncode == 0


@contextmanager
def _sample_in_the_making(places: Places, values: dict[str, str]) -> Iterator[None]:
    """
    Let the sample database be built (a minute of one core) while something else goes on; every worker of the tests clones it.

    When it fails the tests build it themselves and say why.
    """
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", SAMPLE]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=places.root, env=demo.environment(places, values), **quiet) as building:
        try:
            yield
        except BaseException:
            building.kill()
            raise


def _word(passed: bool) -> str:
    return "passed" if passed else "FAILED"
