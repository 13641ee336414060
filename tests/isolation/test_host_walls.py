"""A11: a real web server, spoken to byte by byte: whatever a host line says, it is that office, nobody's, or refused."""

import socket
import subprocess
import sys

import pytest
from conftest import NEIGHBOUR, VILLAGE, office
from faults.conftest import ROOT, environment_of, kill, until

from infra.local import ports

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker, tmp_path_factory):
    """The product's own server on the worker's database. Only pages that write nothing are asked for."""
    from django.conf import settings

    with django_db_blocker.unblock():
        hosts = [office(code).host for code in (VILLAGE, NEIGHBOUR)]
    port = ports.choose(taken=set())
    environment = environment_of(settings.DATABASES["default"]["NAME"], settings.CELERY_BROKER_URL)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    with (tmp_path_factory.mktemp("web") / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--workers", "1", "--blocking-threads", "2", "faults.fragile_web:application"],
            cwd=ROOT,
            env=environment | {"FAULTS_PLACE": str(tmp_path_factory.mktemp("nothing"))},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    until(lambda: answers(port), "the web server")
    yield port, *hosts
    kill(process)


def answers(port):
    try:
        return say(port, "GET /sehat/ HTTP/1.1", "Host: nobody.localhost")
    except OSError:
        return False


def say(port, *lines):
    """Send these lines as they are; the status (0 when the server only hangs up) and the rest of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer:
        peer.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1"))
        answer = b""
        try:
            while more := peer.recv(65536):
                answer += more
        except ConnectionError:
            pass
    head = answer.split(b" ", 2)
    return (int(head[1]) if len(head) > 1 else 0), answer.decode("utf-8", "replace")


FORMS = ["{}", "{}.", "{}:80", "{}:18000", "{}.:80"]
NOBODYS = [
    "www.{}", "127.0.0.1", "[::1]", "localhost", "{}.jahat.example", "a" * 10_000, "{}/", "{}#", "{}%00", "{} ", "{},{}",
    "{}@jahat.example", "", "xn--{}", "{}\t", "é{}",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_same_host_is_the_same_office(server, form):
    port, ours, theirs = server
    for host, name in ((ours, "Pragaan Laok"), (theirs, "Prenduan"), (ours.upper(), "Pragaan Laok")):
        status, page = say(port, "GET /bantuan/ HTTP/1.1", f"Host: {form.format(host)}")

        assert status == 200
        assert f"Desa {name}" in page


@pytest.mark.parametrize("form", NOBODYS, ids=lambda form: form[:20] or "empty")
def test_another_is_nobodys(server, form):
    port, ours, _ = server
    status, page = say(port, "GET /bantuan/ HTTP/1.1", f"Host: {form.format(ours, ours)}")

    # A trailing space or tab is no part of a header's value (RFC 9110, section 5.5).
    if form in {"{} ", "{}\t"}:
        assert (status, "Desa Pragaan Laok" in page) == (200, True)
    else:
        assert status in {0, 400, 404, 431}
        assert "Desa " not in page


def test_two_hosts_are_never_the_second_one_alone_and_never_nobodys_admin(server):
    """HTTP says to refuse two; whatever the server does, what it answers belongs to one of them wholly."""
    port, ours, theirs = server
    for first, second in ((ours, theirs), (theirs, ours), ("nobody.localhost", ours)):
        status, page = say(port, "GET /bantuan/ HTTP/1.1", f"Host: {first}", f"Host: {second}")

        assert status in {200, 400, 404}
        assert not ("Pragaan Laok" in page and "Prenduan" in page)


@pytest.mark.parametrize("line", ["GET http://{}/bantuan/ HTTP/1.1", "GET https://{}/bantuan/ HTTP/1.1"])
def test_an_address_written_in_full_mixes_no_offices(server, line):
    port, ours, theirs = server
    status, page = say(port, line.format(theirs), f"Host: {ours}")

    assert status in {200, 400, 404}
    assert not ("Pragaan Laok" in page and "Prenduan" in page)


def test_without_a_host_there_is_nobody(server):
    port, _, _ = server
    for lines in (["GET /bantuan/ HTTP/1.1"], ["GET /bantuan/ HTTP/1.0"]):
        status, page = say(port, *lines)

        assert status in {0, 400, 404}
        assert "Desa " not in page


def test_headers_of_proxies_choose_nothing(server):
    port, ours, theirs = server
    spoofs = [
        f"X-Forwarded-Host: {theirs}",
        f"Forwarded: host={theirs}",
        f"X-Host: {theirs}",
        "X-Original-URL: /kantor/",
    ]
    status, page = say(port, "GET /bantuan/ HTTP/1.1", f"Host: {ours}", *spoofs)

    assert status == 200
    assert "Desa Pragaan Laok" in page
    assert "Prenduan" not in page


def test_hosts_in_turn_on_one_line_are_each_their_own(server):
    """Keep-alive: the office of the request before is not the office of this one."""
    port, ours, theirs = server
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer:
        for host, name in ((ours, "Pragaan Laok"), (theirs, "Prenduan")) * 3:
            peer.sendall(f"GET /bantuan/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            answer = b""
            while b"</html>" not in answer and (more := peer.recv(65536)):
                answer += more

            assert f"Desa {name}" in answer.decode()
