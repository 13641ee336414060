"""The door for workers and for the clock; `schedule` is the one list of recurring work."""

import os
import sys
from pathlib import Path

from celery import Celery
from celery.schedules import crontab

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "platform")) if path not in sys.path]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("kentongan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["tenants.copies"])
# Otherwise it is the application of the importing thread alone, and a web server's threads would talk to a broker nobody has.
app.set_default()

# Every entry hands one job to every open office; the times are seconds.
app.conf.beat_schedule = {
    "jobs lost by a killed worker": {"task": "jobs.in_every_office", "args": ["jobs.sweep_lost"], "schedule": 20},
    "documents the store has not got": {
        "task": "jobs.in_every_office",
        "args": ["archive.sweep_waiting"],
        "schedule": 20,
    },
    "files of old imports": {"task": "jobs.in_every_office", "args": ["registry.sweep_imports"], "schedule": 86_400},
    "requests nobody sent": {"task": "jobs.in_every_office", "args": ["service.forget_drafts"], "schedule": 900},
    "figures not yet published": {"task": "jobs.in_every_office", "args": ["outbox.publish_dirty"], "schedule": 30},
    "figures counted anew at night": {
        "task": "jobs.in_every_office",
        "args": ["outbox.recompute"],
        # 01.30 in western Indonesia; Celery's clock is UTC.
        "schedule": crontab(hour=18, minute=30),
    },
    # From 01.00 in western Indonesia on; every office has its quarter of an hour (tenants/copies/keeping.py).
    "copies of the offices at night": {"task": "tenants.keep_some", "schedule": crontab(hour="18-21", minute="*/15")},
    "copies no longer needed": {"task": "tenants.prune_copies", "schedule": crontab(hour=22, minute=30)},
}
