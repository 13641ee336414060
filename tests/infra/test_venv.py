"""Environments are made once per lock file, and pip is taken only when it is the pinned one."""

import pytest

from infra.local import pip_wheel, venv
from infra.local.places import StackProblem

PAGE = f"""<!DOCTYPE html><html><body>
<a href="../../files/pip-25.0-py3-none-any.whl#sha256=aa">pip-25.0-py3-none-any.whl</a>
<a href="../../files/{pip_wheel.WHEEL}.metadata">metadata</a>
<a href="../../files/{pip_wheel.WHEEL}#sha256=bb" data-requires-python="&gt;=3.9">{pip_wheel.WHEEL}</a>
</body></html>"""


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "requirements.lock"
    path.write_text("django==5.2.19\n")
    return path


@pytest.fixture
def folder(tmp_path, lock):
    made = tmp_path / "env"
    (made / "bin").mkdir(parents=True)
    (made / "bin" / "python").touch()
    (made / venv.STAMP).write_text(venv.digest(lock))
    return made


def test_an_environment_with_the_locks_stamp_is_left_alone(folder, lock):
    assert venv.ensure(folder, lock) is False


def test_a_changed_lock_is_noticed(folder, lock):
    lock.write_text("django==5.2.20\n")

    assert not venv.is_current(folder, lock)


def test_a_half_made_environment_is_not_current(folder, lock):
    (folder / venv.STAMP).unlink()

    assert not venv.is_current(folder, lock)


def test_an_environment_whose_python_is_gone_is_not_current(folder, lock):
    (folder / "bin" / "python").unlink()

    assert not venv.is_current(folder, lock)


def test_the_pinned_wheel_is_found_on_an_index_page():
    found = pip_wheel.wheel_url(PAGE, at="https://index.example/simple/pip/")

    assert found == f"https://index.example/files/{pip_wheel.WHEEL}"


def test_an_index_without_the_pinned_wheel_is_said():
    with pytest.raises(StackProblem, match="does not offer"):
        pip_wheel.wheel_url("<html></html>", at="https://index.example/simple/pip/")


def test_a_wheel_with_another_digest_is_never_used(tmp_path, monkeypatch):
    monkeypatch.setattr(pip_wheel, "_download", lambda index: b"something else")

    with pytest.raises(StackProblem, match="another SHA-256"):
        pip_wheel.fetch(tmp_path)

    assert not list(tmp_path.iterdir())


def test_the_index_is_the_one_pip_would_use(tmp_path):
    (tmp_path / "pip.conf").write_text("[global]\nindex-url = https://from.file/simple\n")
    environ = {"PIP_CONFIG_FILE": str(tmp_path / "pip.conf"), "HOME": str(tmp_path)}

    assert pip_wheel.configured("index-url", "PIP_INDEX_URL", environ=environ) == "https://from.file/simple"
    environ["PIP_INDEX_URL"] = "https://from.environment/simple"
    assert pip_wheel.configured("index-url", "PIP_INDEX_URL", environ=environ) == "https://from.environment/simple"
