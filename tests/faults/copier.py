"""A process that restores a village and stands still in the middle, so that it can be killed there."""

import sys
import time
from pathlib import Path
from typing import Any

import django


def main(key: str, file: str, where: str, said: str) -> None:
    django.setup()
    from django.utils import timezone

    from tenants.copies import loading, restoring
    from tenants.models import Office

    def and_stand_still(*words: Any, **more: Any) -> Any:
        found = work(*words, **more)
        Path(said).touch()
        time.sleep(120)
        return found

    work = getattr(loading, where)
    setattr(loading, where, and_stand_still)
    restoring.replace_office(Office.objects.get(key=key), Path(file), at=timezone.now(), over_newer=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
