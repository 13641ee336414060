"""Django set up for a bench or a drill, which works in a scratch database (`config.scratch`) on the local server."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def set_up() -> None:
    """Make Django ready; call it before anything of ours is imported. Jobs are done where they are sent."""
    sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "platform"), str(ROOT / "tests")) if path not in sys.path]
    from config.environment import load_file

    load_file()
    # A cache of its own, so that a demo beside it is not disturbed.
    os.environ["KENTONGAN_CACHE_URL"] = os.environ["KENTONGAN_CACHE_URL"].rpartition("/")[0] + "/15"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings

    from config.celery import app

    app.conf.task_always_eager = True
    # The hashed copies are made by `manage.py collectstatic`.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
