"""Sample people and files of Pragaan Laok."""

import csv
import io
import uuid
from datetime import UTC, date, datetime

import pytest

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


class Silent:
    """A progress nobody watches."""

    def report(self, done, total):
        pass


def details(**changed):
    return {
        "name": "ANI SAMPLE",
        "nik": "3599016803900001",
        "sex": 2,
        "born_on": date(1990, 3, 28),
        "birthplace": "SUMENEP",
        "no_kk": "3599010101150001",
        "relation": 1,
        "hamlet": "TENGAH",
        "rt": "1",
        "rw": "2",
        "address": "Jl. Contoh No. 1",
        "citizenship": 1,
        "marital": 1,
        **changed,
    }


@pytest.fixture
def ani(village, gita):
    from registry import actions

    return actions.add_resident(details=details(), by=gita, at=NOON)


def csv_of(rows):
    """A CSV of the incumbent's columns from rows of the sample maker or from dictionaries of text."""
    from registry.incoming.columns import HEADINGS
    from registry.incoming.sheets import cell_text

    out = io.StringIO()
    writer = csv.DictWriter(out, HEADINGS, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows([{heading: cell_text(cell) for heading, cell in row.items()} for row in rows])
    return out.getvalue().encode()


def upload(content, by, *, filename="contoh.csv", key=None, at=NOON):
    from registry import actions

    return actions.upload_file(key=key or uuid.uuid4(), filename=filename, content=content, by=by, at=at)


def checked(content, by, **words):
    from registry import actions

    batch = upload(content, by, **words)
    return actions.check_import(batch_id=batch.pk, progress=Silent(), at=NOON)


def stored(content, by, *, leave_errors=False, at=NOON):
    from registry import actions

    batch = checked(content, by)
    actions.start_commit(batch=batch, leave_errors=leave_errors, make_hamlets=True, take_headless=True, by=by, at=at)
    return actions.store_import(batch_id=batch.pk, progress=Silent(), at=at)


class Api:
    """Another program at the village's API, with the rights of an account."""

    def __init__(self, client):
        self.client = client

    def get(self, path, **asked):
        return self.client.get(f"/api/v1/{path}", asked)

    def post(self, path, **said):
        return self.client.post(f"/api/v1/{path}", said, content_type="application/json")

    def send(self, path, **said):
        """Send files."""
        return self.client.post(f"/api/v1/{path}", said)


@pytest.fixture
def api_of(village, signed_in):
    return lambda account: Api(signed_in(village, account, second_factor=True))


@pytest.fixture
def api(api_of, gita):
    return api_of(gita)


def square(west=113.70, south=-7.10, side=0.01):
    east, north = round(west + side, 6), round(south + side, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def land(village, gita):
    """Two hamlets; three families in RT 001 and 002 of the first, one in RT 001 of the second."""
    from samples.ledger import enrol

    from registry.models import Family, Hamlet

    october = datetime(2026, 10, 20, 5, tzinfo=UTC)
    east, west = Hamlet.objects.create(name="TIMUR"), Hamlet.objects.create(name="BARAT")
    for number, (hamlet, rt) in enumerate([(east, "001"), (east, "001"), (east, "002"), (west, "001")]):
        place = {"hamlet": hamlet, "rw": "001", "rt": rt}
        kin = Family.objects.create(no_kk=f"359901010115000{number}", created_at=NOON, updated_at=NOON, **place)
        born = date(1980 + number, 1, 1)
        enrol(at=october, name=f"KEPALA {number}", sex=1, born_on=born, family=kin, relation=1, **place)
    return {"east": area("TIMUR"), "west": area("BARAT"), "by": gita}


def area(hamlet, rw="", rt=""):
    from registry.models import Area

    return Area.objects.select_related("hamlet").get(hamlet__name=hamlet, rw=rw, rt=rt, closed_on=None)


def lives(number):
    from registry import queries
    from registry.models import Resident

    person = Resident.objects.select_related("hamlet", "family__hamlet").get(name=f"KEPALA {number}")
    stay = queries.as_of(None).get(resident=person)
    places = {(one.hamlet.name, one.rw, one.rt) for one in (person, person.family, stay)}
    assert len(places) == 1, "person, family and stay disagree"
    return places.pop()
