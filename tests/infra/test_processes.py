"""Processes are found again by pid files that cannot lie."""

import json
import os
import signal
import subprocess
import sys

import pytest

from infra.local import processes
from infra.local.places import StackProblem, for_demo

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def places(tmp_path):
    made = for_demo(tmp_path)
    made.make()
    yield made
    processes.stop(made, "nap", seconds=0)


def test_a_started_process_is_found_and_stopped(places):
    child = processes.start(places, "nap", SLEEP)

    assert processes.running(processes.pid_file(places, "nap")) == child.pid
    assert processes.stop(places, "nap") == ["nap"]
    assert processes.stop(places, "nap") == []


def test_a_started_process_has_its_own_group(places):
    child = processes.start(places, "nap", SLEEP)

    assert os.getpgid(child.pid) == child.pid


def test_a_reused_pid_is_not_taken_for_ours(places):
    path = processes.pid_file(places, "nap")
    path.write_text(json.dumps({"pid": os.getpid(), "started": "another boot:1"}))

    assert processes.running(path) is None
    assert not path.exists()


def test_a_zombie_is_gone():
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)

    assert processes.identity(child.pid) is None
    child.wait()


@pytest.mark.parametrize("text", ["", "12", "{}", "not json", '{"pid": null, "started": 1}'])
def test_a_broken_pid_file_is_removed(places, text):
    path = processes.pid_file(places, "nap")
    path.write_text(text)

    assert processes.running(path) is None
    assert not path.exists()


def test_a_server_that_dies_while_starting_is_said_with_its_last_words(places):
    processes.start(places, "nap", [sys.executable, "-c", "print('my last words')"])

    with pytest.raises(StackProblem, match=r"(?s)nap stopped while starting.*my last words"):
        processes.wait_until(lambda: False, places=places, name="nap")


def test_one_that_does_not_listen_is_killed(places, capsys):
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    child = processes.start(places, "nap", [sys.executable, "-c", deaf])
    log = processes.log_file(places, "nap")
    processes.wait_until(lambda: "deaf" in log.read_text(), places=places, name="nap")

    assert processes.stop(places, "nap", seconds=0.2) == ["nap"]
    assert child.wait() == -signal.SIGKILL
    assert "nap did not stop" in capsys.readouterr().out


def test_a_long_log_is_set_aside(places, monkeypatch):
    monkeypatch.setattr(processes, "LOG_LIMIT", 3)
    log = processes.log_file(places, "nap")
    log.write_text("long\n")

    processes.start(places, "nap", SLEEP)

    assert log.with_suffix(".log.1").read_text() == "long\n"
