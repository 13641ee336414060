"""The door for workers and for the clock; `schedule` is the one list of recurring work."""

import os
import sys
from pathlib import Path

from celery import Celery
from celery.schedules import crontab
from celery.signals import celeryd_after_setup, worker_init

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "platform")) if path not in sys.path]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("kentongan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["tenants.copies"])
# Otherwise it is the application of the importing thread alone, and a web server's threads would talk to a broker nobody has.
app.set_default()


@worker_init.connect
def prove_connection(**_: object) -> None:
    """A worker behind a pooler that shares sessions does not begin."""
    from walls import current

    current.prove_connection()


@celeryd_after_setup.connect
def settle_in(**_: object) -> None:
    """All tasks are loaded and no child is there yet."""
    from config import collecting

    collecting.settle_in()


MINUTE = crontab()
# The lost is found through the notes the offices left (jobs/errands): an office that is idle gets no message. What comes "in turn" is
# sent every minute of the hours named, to the sixtieth part of the offices whose minute it is. Celery's clock is UTC: 18 is 01.00 in
# western Indonesia. A message nobody took before the next is sent is dropped.
app.conf.beat_schedule = {
    "spare schemas for offices to come": {"task": "tenants.fill_pool", "schedule": 60},
    "what offices asked to be looked after": {
        "task": "errands.send_due",
        "schedule": 10,
        "options": {"expires": 10},
    },
    "notes nobody could send": {"task": "errands.forget_old", "schedule": crontab(hour=17, minute=5)},
    # Behind the notes: should one ever be missing, its work is found within the hour.
    "jobs, in turn": {"task": "jobs.in_every_office", "args": ["jobs.sweep_lost", True], "schedule": MINUTE},
    "documents, in turn": {"task": "jobs.in_every_office", "args": ["archive.sweep_waiting", True], "schedule": MINUTE},
    "marked figures, in turn": {
        "task": "jobs.in_every_office",
        "args": ["outbox.sweep_marks", True],
        "schedule": MINUTE,
    },
    "what other offices said, in turn": {
        "task": "jobs.in_every_office",
        "args": ["outbox.hear_matters", True],
        "schedule": MINUTE,
    },
    "requests nobody sent, in turn": {
        "task": "jobs.in_every_office",
        "args": ["service.forget_drafts", True],
        "schedule": MINUTE,
    },
    "publications of the kabupaten, in turn": {
        "task": "jobs.in_every_office",
        "args": ["service.take_over_publications", True],
        "schedule": MINUTE,
    },
    "changes of the kabupaten's catalogues, in turn": {
        "task": "jobs.in_every_office",
        "args": ["outbox.hear_announcements", True],
        "schedule": MINUTE,
    },
    "complaints past their term, in turn": {
        "task": "jobs.in_every_office",
        "args": ["complaints.look_after", True],
        "schedule": crontab(hour=18),
    },
    "reports that are due, in turn": {
        "task": "jobs.in_every_office",
        "args": ["submissions.look_after", True],
        "schedule": crontab(hour=18),
    },
    "terms of consultations, in turn": {
        "task": "jobs.in_every_office",
        "args": ["consultations.look_after", True],
        "schedule": crontab(hour=18),
    },
    # At six in western Indonesia.
    "last days of assignments and tasks, in turn": {
        "task": "jobs.in_every_office",
        "args": ["assignments.remind", True],
        "schedule": crontab(hour=23),
    },
    "messages nobody sent, in turn": {
        "task": "jobs.in_every_office",
        "args": ["messaging.send_due", True],
        "schedule": MINUTE,
    },
    "words of old messages": {
        "task": "jobs.in_every_office",
        "args": ["messaging.forget_texts", True],
        "schedule": crontab(hour=19),
    },
    # The kabupaten may have added a day off since; the notes find what is late in time.
    "letters that are late, in turn": {
        "task": "jobs.in_every_office",
        "args": ["service.escalate_late", True],
        "schedule": MINUTE,
    },
    "promises after a new day off, in turn": {
        "task": "jobs.in_every_office",
        "args": ["service.recount_promises", True],
        "schedule": MINUTE,
    },
    "files of old imports": {
        "task": "jobs.in_every_office",
        "args": ["registry.sweep_imports", True],
        "schedule": crontab(hour=17),
    },
    "people compared with those of other villages": {
        "task": "jobs.in_every_office",
        "args": ["registry.compare_people", True],
        "schedule": crontab(hour=17),
    },
    "offers of people nobody answered": {"task": "exchange.lapse_offers", "schedule": crontab(hour=17, minute=20)},
    "own domains looked at once a month": {"task": "tenants.recheck_domains", "schedule": crontab(hour=20, minute=15)},
    "figures counted anew at night": {
        "task": "jobs.in_every_office",
        "args": ["outbox.recompute", True],
        "schedule": crontab(hour=18),
    },
    # An hour behind the count.
    "figures that turned out wrong, told": {
        "task": "jobs.in_every_office",
        "args": ["supervision.tell_alarms", True],
        "schedule": crontab(hour=19),
    },
    # From 01.00 in western Indonesia on; every office has its quarter of an hour (tenants/copies/keeping.py).
    "copies of the offices at night": {"task": "tenants.keep_some", "schedule": crontab(hour="18-21", minute="*/15")},
    "copies no longer needed": {"task": "tenants.prune_copies", "schedule": crontab(hour=22, minute=30)},
}
