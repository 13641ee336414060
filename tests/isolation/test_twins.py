"""Every address of a village, as every role of it, with the neighbour's ids: nothing of the neighbour may appear or change."""

import pytest
from access.walking import Place

from accounts.posts import VILLAGE_POSTS
from isolation import twins, walk
from isolation.twins import CANARY
from walls import current

pytestmark = pytest.mark.django_db
ROLES = [None, *VILLAGE_POSTS, "ALL"]


def question(b):
    """Ask every search for what only the neighbour has."""
    return {"q": b.niks[1], "cari": b.niks[1], "nik": b.niks[1], "kode": b.codes[2], "halaman": "1"}


def browser(a, role, client_of, stranger_at):
    return client_of(a, role) if role else stranger_at(a)


def test_the_twins_are_twins(pair):
    """Without this a walk through two empty houses would prove nothing."""
    a, b = pair
    from accounts.models import Account
    from modules.service.models import Letter

    with current.inside(a.office):
        mine = dict(Account.objects.values_list("pk", "username"))
        letters = set(Letter.objects.values_list("pk", flat=True))
    with current.inside(b.office):
        assert dict(Account.objects.values_list("pk", "username")) == mine
        assert set(Letter.objects.values_list("pk", flat=True)) > letters
        assert Account.objects.filter(name__startswith=CANARY).count() == len(mine)
    assert len(mine) == len(VILLAGE_POSTS) + 1
    assert len(b.taken) >= 25, b.taken


def test_at_home_the_canary_sings(pair, client_of):
    """The walk sees what it looks for: in its own village the canary stands on many pages."""
    _, b = pair
    client = client_of(b, "ALL")

    heard = {
        name for name, address, _ in walk.addresses("village", b) if walk.gives_away(client.get(address, question(b)))
    }

    assert {"accounts:people", "registry:resident", "service:letter"} <= heard
    assert len(heard) >= 8, heard


@pytest.mark.parametrize("role", ROLES)
def test_no_address_shows_anything_of_the_neighbour(pair, role, client_of, stranger_at):
    a, b = pair
    client = browser(a, role, client_of, stranger_at)
    client.raise_request_exception = False
    shown = seen = 0
    refused: set[str] = set()
    with current.inside(a.office):
        held = set(a.accounts[role].permissions) if role else set()

    for name, address, view in walk.addresses("village", b):
        permission = Place("village", name, view).permission("GET")
        is_refused = bool(role and permission and permission not in held)
        if is_refused and name in refused:
            # A view that refuses does so before it reads its address: with one set of ids it was seen to.
            continue
        response = client.get(address, question(b))
        assert not walk.gives_away(response), f"{role} sees the neighbour at {name} {address}"
        if is_refused:
            refused.add(name)
            assert response.status_code in {403, 405}, f"{role} is not refused at {name} {address}"
        assert response.status_code < 500, f"{name} {address}"
        shown += response.status_code == 200
        seen += 1

    assert seen > 60, "an empty walk proves nothing"
    assert shown > (25 if role == "ALL" else 5)


@pytest.mark.parametrize("role", [None, "ALL"])
def test_whatever_is_sent_changes_nothing_at_the_neighbours(pair, role, client_of, stranger_at):
    a, b = pair
    client = browser(a, role, client_of, stranger_at)
    client.raise_request_exception = False
    before, sent = twins.digest(b.office), 0

    for name, address, _ in walk.addresses("village", b):
        if name == "accounts:sign_out":
            continue
        response = client.post(address, question(b))
        assert not walk.gives_away(response), f"{role} sees the neighbour at POST {name}"
        sent += response.status_code != 405

    assert sent > 20, "an empty walk proves nothing"
    assert twins.digest(b.office) == before


def test_an_id_of_the_neighbour_answers_like_one_that_is_nowhere(pair, client_of):
    a, _ = pair
    client = client_of(a, "ALL")

    for path in (
        "/kantor/surat/{}/",
        "/kantor/warga/{}/",
        "/kantor/perangkat/{}/",
        "/kantor/arsip/{}/unduh/",
        "/api/v1/penduduk/{}/",
    ):
        neighbours, nowhere = (
            client.get(path.format(2)),
            client.get(path.format(987654)),
        )
        assert (neighbours.status_code, nowhere.status_code) == (404, 404), path
        assert neighbours.content == nowhere.content
        assert dict(neighbours.headers) == dict(nowhere.headers)


def test_a_cookie_of_one_village_is_nobody_in_the_other(pair, client_of, stranger_at):
    """The same account id, the same username, and even the same row of sessions: still nobody."""
    a, b = pair
    client = client_of(a, "ALL")
    copy_row(a, b, "accounts_session")
    carried = stranger_at(b)
    carried.cookies = client.cookies
    carried.raise_request_exception = False
    nobody, refused = stranger_at(b), 0

    for name, address, _ in walk.addresses("village", b):
        mine, theirs = carried.get(address), nobody.get(address)
        assert mine.status_code == theirs.status_code, f"{name} {address}"
        refused += mine.status_code in {302, 401}

    assert refused > 25, "an empty walk proves nothing"


def test_a_key_of_another_system_opens_only_its_own_village(pair, stranger_at):
    a, b = pair
    bearer = {"Authorization": f"Bearer {a.api_secret}"}
    assert stranger_at(a).get("/api/v1/penduduk/", headers=bearer).status_code == 200

    copy_row(a, b, "accounts_apiclient")

    assert stranger_at(b).get("/api/v1/penduduk/", headers=bearer).status_code == 401


def test_an_invitation_opens_only_its_own_village(pair, stranger_at):
    a, b = pair
    path = f"/undangan/{a.invitation}/"
    assert stranger_at(a).get(path).status_code == 200

    copy_row(a, b, "accounts_invitation")

    assert stranger_at(b).get(path).status_code == 410
    assert stranger_at(b).post(path, {"password": "gading-sore-melintas-42"}).status_code == 410


def copy_row(a, b, table):
    """Even who can write the neighbour's tables gains nothing: what is in them is sealed for its own village."""
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{b.office.schema_name}"."{table}"')
        cursor.execute(
            f'INSERT INTO "{b.office.schema_name}"."{table}" SELECT * FROM "{a.office.schema_name}"."{table}"'
        )
        assert cursor.rowcount >= 1
