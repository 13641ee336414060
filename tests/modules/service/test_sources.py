"""Where requests come from, as the counter is told."""

import uuid

import pytest
from conftest import NOON

from audit.models import Entry
from modules.service import actions
from modules.service.models import Letter

from .conftest import USAHA


def make(kind, resident, by, **more):
    return actions.make_at_counter(
        key=uuid.uuid4(), kind=kind, answers=USAHA, resident=resident, by=by, at=NOON, **more
    )


def test_what_an_rt_brought_names_who_brought_it(usaha, ani, budi):
    with pytest.raises(actions.BringerMissing):
        make(usaha, ani, budi, source="RT", brought_by=" ")

    letter = make(usaha, ani, budi, source="RT", brought_by="Pak Slamet, Ketua RT 03")

    assert letter.brought_by == "Pak Slamet, Ketua RT 03"
    assert letter.events.get().note == "Dititipkan Pak Slamet, Ketua RT 03."
    assert Entry.objects.get(action="letter.make").detail["source"] == "RT"
    assert "Slamet" not in str(Entry.objects.get(action="letter.make").detail)


def test_nothing_is_filled_in_for_somebody_who_did_not_agree(usaha, ani, budi):
    with pytest.raises(actions.ConsentMissing):
        make(usaha, ani, budi, source="ASSISTED")

    letter = make(usaha, ani, budi, source="ASSISTED", agreed=True)

    event = letter.events.get()
    assert event.note == "Diisikan petugas; pemohon menyetujui isinya."
    assert event.by_name == "Budi Santoso"
    assert Entry.objects.get(action="letter.make").detail["agreed"] is True


def test_nobody_comes_to_the_counter_from_a_phone(usaha, ani, budi):
    with pytest.raises(ValueError, match="ONLINE"):
        make(usaha, ani, budi, source="ONLINE")


def test_the_counter_asks_folded_and_says_what_is_missing(village, ani, budi, signed_in):
    client = signed_in(village, budi)
    page = client.get(f"/kantor/loket/?warga={ani.pk}&jenis=sk-usaha").content.decode()
    assert "Dititipkan Ketua RT" in page

    said = {"warga": ani.pk, "jenis": "sk-usaha", "key": str(uuid.uuid4()), **USAHA}
    refused = client.post("/kantor/loket/", said | {"source": "ASSISTED"})
    nameless = client.post("/kantor/loket/", said | {"source": "RT"})
    made = client.post("/kantor/loket/", said | {"source": "ASSISTED", "agreed": "on"})

    assert refused.status_code == nameless.status_code == 422
    assert "Bacakan isinya dahulu" in refused.content.decode()
    assert "Tulis nama Ketua RT" in nameless.content.decode()
    assert made.status_code == 303
    assert Letter.objects.get().source == "ASSISTED"
    assert (
        Letter.objects.get().get_source_display()
        in client.get(f"/kantor/surat/{Letter.objects.get().pk}/").content.decode()
    )


def test_the_api_takes_the_way_too(village, ani, budi, signed_in):
    client = signed_in(village, budi)
    said = {"key": str(uuid.uuid4()), "kind": "sk-usaha", "resident": ani.pk, "answers": USAHA}

    for wrong in ({"source": "ONLINE"}, {"source": "RT"}, {"source": "ASSISTED"}):
        assert client.post("/api/v1/surat/", said | wrong, content_type="application/json").status_code == 400
    made = client.post(
        "/api/v1/surat/", said | {"source": "RT", "brought_by": "Pak Slamet"}, content_type="application/json"
    )

    assert made.json()["source"] == "RT"
