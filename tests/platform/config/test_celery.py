"""Messages of a web process go to the broker the workers read."""

import subprocess
import sys
import threading
from pathlib import Path

from config.celery import app
from jobs.tasks import TURNS

ROOT = Path(__file__).resolve().parents[3]


def test_a_thread_of_the_web_server_sends_to_our_broker(settings):
    # A process of its own: pytest has long imported everything.
    program = (
        "import config.wsgi, threading\n"
        "from jobs import tasks\n"
        "found = []\n"
        "thread = threading.Thread(target=lambda: found.append(tasks.run.app.conf.broker_url))\n"
        "thread.start(); thread.join(); print(found[0])"
    )
    path = f"{ROOT}:{ROOT / 'platform'}"

    out = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, env=environment(path)
    )

    assert out.stdout.strip() == settings.CELERY_BROKER_URL, out.stderr[-500:]


def test_this_thread_does_too(settings):
    from jobs import tasks

    found = []
    thread = threading.Thread(target=lambda: found.append(tasks.run.app.main))
    thread.start()
    thread.join()

    assert found == ["kentongan"]


def test_every_office_has_its_minute_in_whatever_goes_round():
    rounds = [entry for entry in app.conf.beat_schedule.values() if list(entry.get("args", []))[1:] == [True]]

    assert len(rounds) > 5
    assert [entry["args"] for entry in rounds if set(entry["schedule"].minute) != set(range(TURNS))] == []


def environment(path: str) -> dict[str, str]:
    import os

    return os.environ | {"PYTHONPATH": path}
