"""python -m infra.local up|down|status: the local stack from the command line."""

from __future__ import annotations

import argparse
import sys

from infra.local import stack
from infra.local.places import Places, StackProblem, for_demo, for_tests


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    parser.add_argument("--test", action="store_true", help="the tests' stack in .local/test instead of the demo's")
    parser.add_argument("command", choices=sorted(COMMANDS))
    chosen = parser.parse_args()
    places = for_tests() if chosen.test else for_demo()
    try:
        return COMMANDS[chosen.command](places)
    except StackProblem as problem:
        print(problem, file=sys.stderr)
        return 1


def up(places: Places) -> int:
    stack.up(places)
    print(f"The local stack is up; its addresses are in {places.env_file}.")
    return 0


def down(places: Places) -> int:
    stopped = stack.down(places)
    print(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
    return 0


def status(places: Places) -> int:
    found = stack.status(places)
    for name, pid in found.items():
        print(f"{name:10} {'runs, pid ' + str(pid) if pid else 'is stopped'}")
    return 0 if all(found.values()) else 3


COMMANDS = {"up": up, "down": down, "status": status}

if __name__ == "__main__":
    sys.exit(main())
