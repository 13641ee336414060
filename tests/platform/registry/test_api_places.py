"""Families, households and the territory over the API."""

import json
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from samples.ledger import happen

from registry import actions
from registry.models import Area, Family, Household, Resident
from registry.territory import outlines

from .conftest import NOON, details

DAY = "2026-11-20"


def square(west=113.70, south=-7.10, side=0.01):
    east, north = round(west + side, 6), round(south + side, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def child(ani, gita):
    added = details(name="BUDI SAMPLE", nik="3599011207150001", sex=1, born_on=date(2015, 7, 12), relation=4)
    return actions.add_resident(details=added, by=gita, at=NOON)


@pytest.fixture
def neighbours(gita):
    """Twenty-six families in RT 009, of whom the last five have no head."""
    for number in range(10, 36):
        added = details(
            name=f"WARGA {chr(55 + number)}",
            nik=None,
            no_kk=f"35990101011500{number}",
            rt="9",
            relation=1 if number < 31 else 4,
        )
        actions.add_resident(details=added, by=gita, at=NOON)


def area(hamlet="TENGAH", rw="", rt=""):
    return Area.objects.select_related("hamlet").get(hamlet__name=hamlet, rw=rw, rt=rt, closed_on=None)


class TestFamilies:
    def test_are_listed_and_narrowed_as_on_the_page(self, ani, child, neighbours, api, django_assert_max_num_queries):
        for asked, count in (
            ({}, 22), ({"q": "ani"}, 1), ({"q": "3599010101150001"}, 1), ({"rt": "9"}, 21), ({"tanpa": "kepala"}, 5),
            ({"tanpa": "nomor"}, 0), ({"dusun": "x"}, 22), ({"dusun": "987654", "q": "warga"}, 21),
        ):  # fmt: skip
            with django_assert_max_num_queries(10):
                answer = api.get("keluarga/", **asked).json()
            assert answer["count"] == count, asked
            assert "3599010101150001" not in str(answer["results"])

    def test_one_shows_its_card_and_its_numbers(self, ani, child, api, django_assert_max_num_queries):
        with django_assert_max_num_queries(10):
            one = api.get(f"keluarga/{ani.family_id}/").json()

        assert (one["head_name"], one["living"], one["numbers"][0]["no_kk"]) == ("ANI SAMPLE", 2, "3599 01•• •••• 0001")
        assert [member["name"] for member in one["members"]] == ["ANI SAMPLE", "BUDI SAMPLE"]
        assert "3599010101150001" not in str(one)


class TestHouseholds:
    def test_are_made_changed_filled_and_left(self, ani, child, api, django_assert_max_num_queries):
        made = api.post("rumah-tangga/", warga=ani.pk, number="RT-1", state_id="77", is_listed=True)
        pk = made.json()["id"]
        assert (made.status_code, made.json()["head_name"], made.json()["size"]) == (201, "ANI SAMPLE", 1)

        joined = api.post(f"rumah-tangga/{pk}/masuk/", warga=child.pk, kepala=True).json()
        assert [(one["name"], one["household_role"]) for one in joined["members"]] == [
            ("BUDI SAMPLE", 1),
            ("ANI SAMPLE", 2),
        ]
        assert api.post(f"rumah-tangga/{pk}/ubah/", number="RT-2").status_code == 200
        household = Household.objects.get()
        assert (household.number, household.state_id, household.is_listed) == ("RT-2", "77", True)
        for path in ("rumah-tangga/", f"rumah-tangga/{pk}/"):
            with django_assert_max_num_queries(10):
                assert "RT-2" in api.get(path).content.decode()
        assert api.post(f"rumah-tangga/{pk}/keluar/", warga=child.pk).status_code == 204
        assert list(household.members.all()) == [ani]

    def test_refuse_what_the_page_refuses_in_its_words(self, ani, child, gita, api):
        for number, head in (("RT-1", ani), ("RT-2", child)):
            api.post("rumah-tangga/", warga=head.pk, number=number)
        here, page = (
            f"{root}rumah-tangga/{ani.household_id or Household.objects.first().pk}/" for root in ("", "/kantor/warga/")
        )
        dead = actions.add_resident(
            details=details(name="TUA SAMPLE", nik=None, no_kk=None, relation=None), by=gita, at=NOON
        )
        happen("DEATH", dead, at=NOON, by=gita)

        for person, code, status in ((child, "in_another_household", 409), (dead, "not_living", 422)):
            refused = api.post(f"{here}masuk/", warga=person.pk)
            shown = api.client.post(f"{page}masuk/", {"warga": person.pk}, follow=True).content.decode()
            assert (refused.status_code, refused.json()["code"]) == (status, code)
            assert refused.json()["detail"] in shown
        taken = api.post(f"{here}ubah/", number="RT-2")
        assert (taken.status_code, taken.json()["code"]) == (409, "number_taken")
        assert list(api.post("rumah-tangga/", number="RT-3").json()) == ["warga"]
        assert api.post("rumah-tangga/", number="RT-3", warga=987654).status_code == 404
        assert not Household.objects.filter(number="RT-3").exists()


class TestTerritory:
    def test_is_a_tree_with_its_people(self, ani, child, api, django_assert_max_num_queries):
        with django_assert_max_num_queries(10):
            (hamlet,) = api.get("wilayah/").json()
        with django_assert_max_num_queries(10):
            one = api.get(f"wilayah/{area().pk}/").json()

        assert (hamlet["area"]["name"], hamlet["residents"], hamlet["families"]) == ("Dusun Tengah", 2, 1)
        assert hamlet["below"][0]["below"][0]["area"]["name"] == "RT 001/RW 002 Dusun Tengah"
        assert (one["residents"], one["boundary"], one["changes"]) == (2, None, [])
        assert api.get("wilayah/987654/").status_code == 404

    def test_is_added_described_renamed_parted_joined_and_closed(self, ani, child, gita, api):
        made = api.post("wilayah/", level="DUSUN", name="Timur")
        assert (made.status_code, made.json()["name"]) == (201, "Dusun Timur")
        below = api.post("wilayah/", level="RT", above=made.json()["id"], name="4").json()
        here = f"wilayah/{below['id']}/"
        described = api.post(f"{here}keterangan/", head=ani.pk, keeper=gita.pk, latitude=-7.1, longitude=113.7).json()
        assert (described["head_name"], described["keeper_name"], described["latitude"]) == (
            "ANI SAMPLE",
            gita.name,
            -7.1,
        )
        kept = api.post(f"{here}keterangan/", head=None).json()
        assert (kept["head"], kept["keeper_name"], kept["longitude"]) == (None, gita.name, 113.7)

        key = str(uuid.uuid4())
        for _ in range(2):
            renamed = api.post(f"{here}ganti-nama/", name="5", day=DAY, key=key)
            assert (renamed.status_code, renamed.json()["rt"]) == (200, "005")
        home = area(rw="002", rt="001")
        parted = api.post(
            f"wilayah/{home.pk}/bagi/", name="8", families=[ani.family_id], day=DAY, key=str(uuid.uuid4())
        )
        assert parted.status_code == 200
        assert Resident.objects.get(pk=ani.pk).rt == "008"
        joined = api.post(
            f"wilayah/{area(rw='002', rt='008').pk}/gabung/", into=home.pk, day=DAY, key=str(uuid.uuid4())
        )
        assert (joined.status_code, Resident.objects.get(pk=ani.pk).rt) == (200, "001")
        assert api.post(f"{here}tutup/", day=DAY, key=str(uuid.uuid4())).json()["closed_on"] == DAY
        changes = api.get(f"wilayah/{home.pk}/").json()["changes"]
        assert [change["act"] for change in changes] == ["join", "part"]

    @pytest.mark.parametrize(
        ("step", "said", "status", "code"),
        [
            ("tutup", {}, 409, "area_inhabited"),
            ("ganti-nama", {"name": "x"}, 422, "area_impossible"),
            ("ganti-nama", {}, 400, None),
            ("gabung", {"into": 987654}, 400, None),
            ("bagi", {"name": "8", "families": [987654]}, 400, None),
            ("hapus", {}, 404, None),
        ],
    )
    def test_refuses_what_the_page_refuses_in_its_words(self, ani, api, step, said, status, code):
        pk = area(rw="002", rt="001").pk
        said = {"day": DAY, "key": str(uuid.uuid4()), **said}

        refused = api.post(f"wilayah/{pk}/{step}/", **said)

        assert (refused.status_code, refused.json().get("code")) == (status, code)
        if code:
            page = api.client.post(f"/kantor/wilayah/{pk}/{step}/", said).content.decode()
            assert refused.json()["detail"] in page
        assert Resident.objects.get(pk=ani.pk).rt == "001"

    def test_a_map_goes_in_and_comes_out(self, ani, api):
        feature = {"type": "Feature", "properties": {"dusun": "Tengah"}, "geometry": square()}
        strange = feature | {"properties": {"dusun": "Barat"}}

        def send(*features):
            content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
            return api.send("wilayah/peta/", file=SimpleUploadedFile("peta.geojson", content))

        refused = send(feature, strange)
        assert (refused.status_code, refused.json()["code"]) == (422, "boundary_refused")
        assert "Bidang ke-2" in refused.json()["detail"]
        assert api.get("wilayah/peta/").json()["features"] == []
        assert send(feature).json() == {"boundaries": 1, "offices": 0}
        given = api.get("wilayah/peta/")
        assert given.json()["features"][0]["geometry"]["type"] == "Polygon"
        assert given.content == api.client.get("/kantor/wilayah/wilayah.geojson").content

        whole = json.dumps({"type": "FeatureCollection", "features": [feature | {"properties": {}}]}).encode()
        assert api.post("wilayah/garis/", reason="Berkas memuat batas lama.").json()["code"] == "nothing_given"
        api.send("wilayah/peta/", file=SimpleUploadedFile("garis.geojson", whole))
        assert api.post("wilayah/garis/", reason="salah").status_code == 400
        assert outlines.standing().is_given
        assert api.post("wilayah/garis/", reason="Berkas memuat batas lama.").status_code == 204
        assert not outlines.standing().is_given

        here = f"wilayah/{area().pk}/batas/"
        drawn = api.post(here, drawn=json.dumps(square(side=0.02)))
        assert drawn.json()["boundary"] == api.get(f"wilayah/{area().pk}/").json()["boundary"]
        assert api.post(here, drawn=json.dumps(square(west=-7.1, south=113.7))).json()["code"] == "boundary_refused"
        seat = api.post(here, office='{"type": "Point", "coordinates": [113.7, -7.1]}').json()
        assert (seat["boundary"], seat["longitude"]) == (drawn.json()["boundary"], 113.7)
        assert api.post(here, act="hapus").json() == {"boundary": None, "latitude": -7.1, "longitude": 113.7}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("rumah-tangga/", {"number": "RT-1"}), ("wilayah/", {"level": "DUSUN", "name": "Timur"}), ("wilayah/peta/", {}),
    ],
)  # fmt: skip
def test_who_may_only_see_changes_nothing(ani, sari, api_of, path, said):
    assert api_of(sari).get(path).status_code == 200
    assert api_of(sari).post(path, warga=ani.pk, **said).status_code == 403
    assert not Household.objects.exists()
    assert Area.objects.filter(level="DUSUN").count() == 1
    assert Family.objects.count() == 1
