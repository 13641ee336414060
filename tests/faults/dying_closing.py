"""`python -m faults.dying_closing STEP`: goes on with removals and is killed at a step, as by a power cut."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def after(module: Any, name: str) -> None:
    real: Callable[..., Any] = getattr(module, name)

    def then_die(*arguments: Any, **options: Any) -> None:
        real(*arguments, **options)
        die()

    setattr(module, name, then_die)


def main(step: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    import archive.actions
    from archive import destroying
    from supervision.actions import removal
    from tenants.actions import closing as ending
    from walls import cache

    deaths: dict[str, Callable[[], None]] = {
        "the schema is dropped and not committed": lambda: after(ending, "_drop_schema_and_role"),
        "written down and not committed": lambda: after(removal, "_note"),
        "the database part is committed": lambda: after(ending, "remove_from_database"),
        "some objects are gone": lambda: (setattr(destroying, "BATCH", 1), _after_one(destroying)),
        "the cache is forgotten": lambda: after(cache, "forget_office"),
        "the minutes are kept and not committed": lambda: after(archive.actions, "keep"),
    }
    deaths[step]()
    call_command("continue_closing")


def _after_one(destroying: Any) -> None:
    real, seen = destroying._asked, []

    def asked(operation: str, *arguments: Any, **options: Any) -> Any:
        answer = real(operation, *arguments, **options)
        if operation == "delete_objects":
            seen.append(1)
            die()
        return answer

    destroying._asked = asked


if __name__ == "__main__":
    main(sys.argv[1])
