"""Ports are chosen once and kept while they can be kept."""

import socket

import pytest

from infra.local import env_file, ports
from infra.local.places import StackProblem, for_demo


@pytest.fixture
def places(tmp_path):
    made = for_demo(tmp_path)
    made.make()
    return made


def test_a_port_is_kept(places):
    first = ports.keep(places, "postgres", running=False)

    assert ports.keep(places, "postgres", running=False) == first


def test_two_servers_never_share_a_port(places):
    assert ports.keep(places, "postgres", running=False) != ports.keep(places, "valkey", running=False)


def test_a_port_taken_by_a_stranger_is_given_up(places, capsys):
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        taken = stranger.getsockname()[1]
        env_file.write(places.base / "ports", {"postgres": str(taken)}, title="For a test.")

        assert ports.keep(places, "postgres", running=False) != taken

    assert f"Port {taken} of postgres is used by another program" in capsys.readouterr().out


def test_our_own_running_server_keeps_its_port(places):
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", 0))
        ours.listen()
        taken = ours.getsockname()[1]
        env_file.write(places.base / "ports", {"postgres": str(taken)}, title="For a test.")

        assert ports.keep(places, "postgres", running=True) == taken


def test_the_web_takes_the_next_free_port():
    assert ports.next_free(8000, free=lambda port: port == 8003) == 8003


def test_no_free_port_is_said():
    with pytest.raises(StackProblem, match="No free port between 8000 and 8099"):
        ports.next_free(8000, free=lambda port: False)
