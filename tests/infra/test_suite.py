"""`make check` runs every step; `make test` says loudly what it could not run."""

import subprocess
import sys
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from infra.local import checks, chromium, demo, stack, suite
from infra.local.places import for_demo, for_tests


@pytest.fixture
def commands(monkeypatch):
    """Every command that would be run, with the exit codes to give: `commands.fails = "mypy"`."""
    seen = SimpleNamespace(ran=[], fails=None)

    def run(command, **options):
        seen.ran.append(" ".join(str(part) for part in command))
        failed = seen.fails is not None and seen.fails in seen.ran[-1]
        return SimpleNamespace(returncode=1 if failed else 0)

    monkeypatch.setattr(subprocess, "run", run)
    return seen


def test_every_check_runs_even_after_one_that_failed(tmp_path, commands, capsys):
    commands.fails = "ruff format"

    assert checks.run(for_tests(tmp_path), {}) is False

    assert len(commands.ran) == len(checks.STEPS)
    assert "FAILED: Format (ruff format)" in capsys.readouterr().out


def test_all_checks_passing_is_said(tmp_path, commands, capsys):
    assert checks.run(for_tests(tmp_path), {}) is True

    assert "Check: 5 of 5 passed." in capsys.readouterr().out


def test_a_missing_browser_is_said_loudly(monkeypatch, capsys):
    monkeypatch.setattr(chromium, "program", lambda: None)
    monkeypatch.setattr(chromium, "_install", lambda: None)

    assert chromium.ensure() is False
    assert "THE JOURNEYS IN A BROWSER ARE NOT RUN" in capsys.readouterr().out


@pytest.mark.parametrize(("browser", "deselected"), [(True, False), (False, True)])
def test_journeys_are_left_out_only_without_a_browser(tmp_path, commands, browser, deselected):
    suite.run_pytest(for_tests(tmp_path), {}, [], browser=browser)

    assert ("-m not journey" in commands.ran[0]) is deselected


@pytest.mark.parametrize("places", [for_tests, for_demo])
def test_processes_keep_what_they_compile_below_local_whatever_the_shell_says(tmp_path, monkeypatch, places):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "sample.py").write_text("")

    environment = demo.environment(places(tmp_path), {})
    program = [sys.executable, "-c", "import sys; sys.path.insert(0, sys.argv[1]); import sample", str(tmp_path)]
    subprocess.run(program, env=environment, check=True)

    kept = [path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("sample.*.pyc")]
    assert kept == [".local"]


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """`suite.run` with nothing real in it: what happens is written down in its order."""
    done = []

    class Building:
        def __init__(self, command, **_options):
            done.append(f"builds {command[-1]}")

        def __enter__(self):
            return self

        def __exit__(self, *_said):
            done.append("is built")

        def kill(self):
            done.append("is killed")

    monkeypatch.setattr(stack, "running", lambda places: nullcontext({}))
    monkeypatch.setattr(chromium, "ensure", lambda: True)
    monkeypatch.setattr(subprocess, "Popen", Building)
    monkeypatch.setattr(checks, "run", lambda places, values: done.append("checks") or True)
    monkeypatch.setattr(suite, "run_pytest", lambda *said, **more: done.append("tests") or True)
    return SimpleNamespace(run=lambda: suite.run(for_tests(tmp_path)), done=done)


def test_the_sample_database_is_built_beside_the_checks(beside):
    assert beside.run() == 0

    assert beside.done == ["builds tests/test_sample.py", "checks", "is built", "tests"]


def test_whoever_stops_the_checks_stops_the_building(beside, monkeypatch):
    def interrupted(places, values):
        raise KeyboardInterrupt

    monkeypatch.setattr(checks, "run", interrupted)

    with pytest.raises(KeyboardInterrupt):
        beside.run()

    assert beside.done == ["builds tests/test_sample.py", "is killed", "is built"]
