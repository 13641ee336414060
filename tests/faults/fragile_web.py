"""
The product's web application, in which a test can cut the database connection in the middle of a request.

FAULTS_PLACE is a folder. A file `page` in it cuts the next front page of a village between two of its queries, a file `act` the
next signing between the number and the commit; the file is gone once it was done.
"""

import os
from pathlib import Path
from typing import Any

import django
import psycopg
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
# The hashed copies are made by `manage.py collectstatic`, which no test runs.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

import archive.actions  # noqa: E402 - after the set-up
from config.wsgi import application  # noqa: E402 - after the set-up
from modules.service import queries  # noqa: E402 - after the set-up
from walls import current  # noqa: E402 - after the set-up

__all__ = ["application"]
_keep, _door_today = archive.actions.keep, queries.door_today


def keep(**said: Any) -> Any:
    _cut_if_asked("act")
    return _keep(**said)


def door_today(*asked: Any) -> Any:
    _cut_if_asked("page")
    return _door_today(*asked)


def _cut_if_asked(what: str) -> None:
    wish = Path(os.environ["FAULTS_PLACE"], what)
    if not wish.exists():
        return
    wish.unlink()
    ours = current.connection.connection.info.backend_pid
    base = settings.DATABASES["default"]
    with psycopg.connect(
        host=base["HOST"], port=base["PORT"], user=base["USER"], password=base["PASSWORD"], dbname="postgres"
    ) as other:
        assert other.execute("SELECT pg_terminate_backend(%s, 5000)", [ours]).fetchone() == (True,)


archive.actions.keep = keep
queries.door_today = door_today
