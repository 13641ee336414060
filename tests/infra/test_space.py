"""A full disk is refused early and in Indonesian."""

import errno

import pytest

from infra.local import __main__ as command
from infra.local import space, stack
from infra.local.places import StackProblem, for_demo


def test_too_little_space_is_refused_in_plain_indonesian(tmp_path):
    with pytest.raises(StackProblem) as refused:
        space.require(tmp_path, free=lambda path: 12)

    assert f"Ruang disk tidak cukup: tersisa 12 MiB di {tmp_path}, dibutuhkan paling sedikit 512 MiB." in str(
        refused.value
    )
    assert "Data yang sudah ada tidak diubah." in str(refused.value)


def test_enough_space_is_accepted(tmp_path):
    space.require(tmp_path, free=lambda path: 512)


def test_free_space_is_asked_of_the_first_parent_that_exists(tmp_path):
    assert space.free_mib(tmp_path / "not" / "yet") == space.free_mib(tmp_path)


def test_nothing_is_started_on_a_full_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(space, "require", lambda path: (_ for _ in ()).throw(StackProblem("penuh")))

    with pytest.raises(StackProblem):
        stack.up(for_demo(tmp_path))

    assert not any(stack.status(for_demo(tmp_path)).values())
    assert not (tmp_path / ".local" / "env").exists()


def test_a_disk_that_fills_up_on_the_way_is_said_the_same_way(tmp_path, monkeypatch, capsys):
    def fill(places, further):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setitem(command.COMMANDS, "up", fill)
    monkeypatch.setattr("sys.argv", ["infra.local", "up"])

    assert command.main() == 1
    assert "Ruang disk tidak cukup" in capsys.readouterr().err
