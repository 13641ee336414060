"""Twin kecamatan and twin kabupaten: every address as every role with the other's ids shows and changes nothing (A40, A44, A45)."""

from urllib.parse import urlencode

import pytest
from conftest import DISTRICT, NOON, OTHER_DISTRICT, REGENCY, office

from exchange import indicators
from isolation import twins, walk
from tenants.models import Region
from walls import current

pytestmark = pytest.mark.django_db
FIGURE = 777_777
SAID = ("777777", "777.777", "777,777")
ABOVE = {
    "35.12": "KABUPATEN SITUBONDO",
    "35.12.01": "JATIBANTENG",
    "35.12.01.2001": "CURAHSURI",
}


@pytest.fixture(autouse=True)
def _indicators(monkeypatch):
    from supervision import moments

    monkeypatch.setattr(moments.timezone, "now", lambda: NOON)
    assert {"letters_issued", "residents"} <= {each.code for each in indicators.all_declared()}


@pytest.fixture(params=["district", "regency"])
def supervisors(request, db, password_hash):
    """Two of a kind; whatever is the second's bears the canary, and its villages' figures are all the same number."""
    a, b = offices(request.param)
    first = twins.build_supervisor(a, password_hash=password_hash)
    second = twins.build_supervisor(b, password_hash=password_hash, paper=twins.CANARY)
    with current.outside(), current.inside(b):
        second.taken = twins.mark_with_canary(request.param)
    twins.tell_figures(a, 41)
    twins.tell_figures(b, FIGURE)
    return first, second


def offices(kind):
    if kind == "district":
        return office(DISTRICT), office(OTHER_DISTRICT)
    from tenants.actions.opening import open_office

    with current.outside():
        Region.objects.bulk_create(
            [Region(code=code, name=name) for code, name in ABOVE.items()], ignore_conflicts=True
        )
    for code in ABOVE:
        open_office(region_code=code, at=NOON)
    return office(REGENCY), office("35.12")


def questions(b):
    """What can be asked for beside the address: another kecamatan, another office, more of everything."""
    key = b.keys[0]
    yield {}
    yield {"kecamatan": b.office.key, "kabupaten": b.office.key, "office": b.office.key, "bulan": "2026-11"}
    yield {"kecamatan": key, "desa": key, "limit": "1000", "cari": key, "kode": "35.12.01.2001"}


def shows(response, names):
    text = walk.text_of(walk.body_of(response))
    return walk.gives_away(response) or any(word in text for word in [*SAID, *names])


def test_at_home_there_is_what_the_other_must_not_see(supervisors, client_of):
    _, b = supervisors
    client = client_of(b, "ALL")
    heard = {name for name, address, _ in walk.addresses(b.office.kind, b) if shows(client.get(address), [])}

    assert {
        "supervision:village",
        "supervision:figure",
        "supervision:download",
        "api_facts",
        "accounts:people",
    } <= heard
    assert len(b.taken) >= 5


def test_no_address_shows_anything_of_the_other(supervisors, client_of, stranger_at):
    a, b = supervisors
    with current.outside():
        names = [below.name for below in twins._below(b.office)]
    seen = shown = 0
    for role in [None, *a.accounts]:
        client = client_of(a, role) if role else stranger_at(a)
        for name, address, _ in walk.addresses(a.office.kind, b):
            # Whatever is asked beside the address is asked by the one who may see most.
            for asked in questions(b) if role == "ALL" else [{}]:
                # The page that opens offices says which have one, by the list of regions; that is its purpose.
                own_names = [] if name in {"supervision:open"} else [f">{each}<" for each in names]
                response = client.get(address, asked)
                assert not shows(response, own_names), f"{role} sees the other at {name} {address}?{urlencode(asked)}"
                assert response.status_code < 500, f"{name} {address}"
                seen += 1
                shown += response.status_code == 200

    assert seen > 150, "an empty walk proves nothing"
    assert shown > 60


def test_whatever_is_sent_changes_nothing_there(supervisors, client_of):
    a, b = supervisors
    client = client_of(a, "ALL")
    client.raise_request_exception = False
    before, sent = twins.digest(b.office), 0
    for name, address, _ in walk.addresses(a.office.kind, b):
        if name in {"accounts:sign_out"}:
            continue
        response = client.post(address, {"kecamatan": b.office.key, "letters_issued-value": "1", "parent": b.office.pk})
        assert not walk.gives_away(response), name
        sent += response.status_code not in {404, 405}

    assert sent > 5
    assert twins.digest(b.office) == before


@pytest.mark.parametrize("path", ["/desa/{}/", "/desa/{}/residents/"])
def test_an_office_elsewhere_answers_like_one_that_is_nowhere(supervisors, client_of, path):
    """A44: whose villages they are is decided by the office of the session and nothing in the request."""
    a, b = supervisors
    client = client_of(a, "ALL")
    assert client.get(path.format(next(key for key in a.keys if "village" in key))).status_code == 200

    for key in b.keys:
        theirs, nowhere = client.get(path.format(key)), client.get(path.format("tak2ada222"))

        assert theirs.status_code == 404
        assert walk.difference(theirs, nowhere) == []
