"""python -m infra.local COMMAND: the local stack, the demo, the checks and the tests from the command line."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Callable

from infra.local import clean, demo, doctor, space, stack, suite
from infra.local.places import Places, StackProblem, for_demo, for_tests

FULL = (errno.ENOSPC, errno.EDQUOT)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    parser.add_argument("--test", action="store_true", help="the tests' stack in .local/test instead of the demo's")
    parser.add_argument("command", choices=sorted(COMMANDS))
    chosen, further = parser.parse_known_args()
    places = for_tests() if chosen.test or chosen.command in ("test", "check") else for_demo()
    try:
        return COMMANDS[chosen.command](places, further)
    except StackProblem as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        if problem.errno not in FULL:
            raise
        print(space.message(space.free_mib(places.base), places.base), file=sys.stderr)
    return 1


def up(places: Places, _further: list[str]) -> int:
    demo.collect_static(places, stack.up(places))
    print(f"The local stack is up; its addresses are in {places.env_file}.")
    return 0


def down(places: Places, _further: list[str]) -> int:
    stopped = stack.down(places)
    print(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
    return 0


def status(places: Places, _further: list[str]) -> int:
    found = stack.status(places)
    for name, pid in found.items():
        print(f"{name:10} {'runs, pid ' + str(pid) if pid else 'is stopped'}")
    return 0 if all(found.values()) else 3


COMMANDS: dict[str, Callable[[Places, list[str]], int]] = {
    "up": up,
    "down": down,
    "status": status,
    "demo": lambda places, _: demo.run(places, seed=True),
    "run": lambda places, _: demo.run(places, seed=False),
    "doctor": lambda places, _: doctor.run(places),
    "check": lambda places, _: suite.check(places),
    "test": lambda places, further: suite.run(places, extra=further),
    "clean": lambda _, __: clean.run(for_tests(), for_demo()),
}

if __name__ == "__main__":
    sys.exit(main())
