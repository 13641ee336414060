"""The line around the village follows its hamlets, or is the one the village sent."""

import json
from datetime import UTC, datetime

import pytest

from audit.models import Entry
from exchange.models import Outline
from registry.actions import territory as actions
from registry.models import Area
from registry.territory import geometry, maps, outlines

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


def square(west=113.70, south=-7.10, side=0.01):
    east, north = round(west + side, 6), round(south + side, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def file_of(*surfaces):
    features = [{"type": "Feature", "properties": said, "geometry": shape} for shape, said in surfaces]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.fixture
def hamlets(village, gita):
    """Two hamlets side by side, none with a boundary yet."""
    made = [
        actions.add_area(level=Area.Level.HAMLET, hamlet=None, rw="", rt="", name=name, by=gita, at=NOON)
        for name in ("Barat", "Timur")
    ]
    return {"west": made[0], "east": made[1], "by": gita}


def test_it_is_drawn_when_the_last_hamlet_has_its_boundary_and_goes_with_the_last(hamlets):
    said = {"by": hamlets["by"], "at": NOON}
    actions.set_boundary(area=hamlets["west"], shape=square(), **said)
    assert not Outline.objects.exists(), "half a village is none"

    actions.set_boundary(area=hamlets["east"], shape=square(west=113.71), **said)

    line = Outline.objects.get()
    assert (line.west, line.east, line.is_given) == (11370000, 11372000, False)
    count = Entry.objects.filter(action="outline.publish").count()
    actions.set_boundary(area=hamlets["east"], shape=square(west=113.71), **said)
    assert Entry.objects.filter(action="outline.publish").count() == count == 1, "nothing changed, nothing was sent"
    actions.set_boundary(area=hamlets["east"], shape=None, **said)
    assert Outline.objects.exists(), "while one is measured anew the line stands"
    actions.set_boundary(area=hamlets["west"], shape=None, **said)
    assert not Outline.objects.exists()


def test_a_surface_without_a_name_is_the_village_itself_and_stays(hamlets, visitor):
    content = file_of(
        (square(side=0.03), {}), (square(), {"dusun": "Barat"}), (square(west=113.71), {"dusun": "Timur"})
    )

    assert maps.load(content, by=hamlets["by"], at=NOON).boundaries == 3

    line = Outline.objects.get()
    assert (line.east, line.is_given) == (11373000, True)
    actions.set_boundary(area=hamlets["west"], shape=None, by=hamlets["by"], at=NOON)
    actions.set_boundary(area=hamlets["east"], shape=None, by=hamlets["by"], at=NOON)
    assert Outline.objects.exists(), "the village's own line hangs on no hamlet"
    assert "dari berkas desa" in outlines.standing().words


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (file_of(({"type": "Polygon", "coordinates": [[[113.7, -7.1], [113.71, -7.09], [113.71, -7.1], [113.7, -7.09],
                                                      [113.7, -7.1]]]}, {})), "memotong dirinya"),
        (file_of((square(west=3.0, south=50.0), {})), "di luar Indonesia"),
        (file_of(({"type": "Polygon", "coordinates": [[[113.7, -7.1], [113.71]]]}, {})), "tidak dapat dibaca"),
        (file_of((square(side=1e-6), {})), "terlalu kecil"),
        (b'{"type": "FeatureCollection", "features": ["' + b"x" * geometry.MOST_BYTES + b'"]}', "lebih dari 5 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_and_leaves_the_line_as_it_was(hamlets, content, said):
    maps.load(file_of((square(), {})), by=hamlets["by"], at=NOON)
    before = Outline.objects.values().get()

    with pytest.raises(geometry.BoundaryRefused, match=said):
        maps.load(content, by=hamlets["by"], at=NOON)

    assert Outline.objects.values().get() == before


def test_a_line_from_a_file_is_taken_back_for_a_reason_and_the_hamlets_lead_again(hamlets, village, gita, signed_in):
    desk = signed_in(village, gita)
    address = "/kantor/wilayah/garis/"
    assert "Tarik garis ini" not in desk.get("/kantor/wilayah/").content.decode()
    nothing = desk.post(address, {"reason": "Berkas batas lama."})
    assert (nothing.status_code, "Tidak ada garis dari berkas" in nothing.content.decode()) == (422, True)
    maps.load(
        file_of((square(side=0.03), {}), (square(), {"dusun": "Barat"}), (square(west=113.71), {"dusun": "Timur"})),
        by=gita, at=NOON,
    )  # fmt: skip
    assert "Tarik garis ini" in desk.get("/kantor/wilayah/").content.decode()
    assert desk.post(address, {"reason": "salah"}).status_code == 422
    assert Outline.objects.get().is_given

    assert desk.post(address, {"reason": "Berkas memuat batas lama."}).status_code == 302

    line = Outline.objects.get()
    assert (line.east, line.is_given) == (11372000, False)
    assert Entry.objects.get(action="outline.withdraw").detail == {"reason": "Berkas memuat batas lama."}


def test_a_reason_of_spaces_is_none(hamlets):
    maps.load(file_of((square(), {})), by=hamlets["by"], at=NOON)

    with pytest.raises(outlines.ReasonMissing):
        outlines.take_back_outline(reason="  a   b      ", by=hamlets["by"], at=NOON)
