"""
A Kepala Dusun sees the own hamlet only, at every address: nobody of another hamlet by name or number, however near a relative.

The people of the other hamlet all bear one unmistakable name, and stand wherever a page of the own hamlet could name them.
"""

from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import reverse
from isolation import walk
from samples import pdfs
from samples.ledger import enrol
from samples.villagers import settle_village, told

from archive.models import Document
from registry import actions, happenings
from registry.actions.happenings import (
    NewHead,
    join_family,
    offering,
    record_birth,
    record_death,
    record_divorce,
    record_marriage,
)
from registry.actions.happenings.moves import record_move_out
from registry.models import Area, Event, Family, Hamlet, Household, PersonDocument, Resident
from walls import current
from web.indonesian import masked_nik

from .conftest import NOON

STRANGE = "XENOFON"
CARD = "3599010101209001"
URLS = settings.TENANT_TYPES["village"]["URLCONF"]
#: What belongs to the register: its pages, its books and statistics, its endpoints, and where its papers are opened.
OURS = ("registry:", "territory:", "statistics:", "reporting:", "archive:", "api_", "audit:", "jobs:")
#: Pages a Kepala Dusun does open; the others refuse him, and say nothing else.
OPENED = {
    "registry:residents", "registry:resident", "registry:events", "registry:event", "registry:families", "registry:family",
    "registry:households", "registry:household", "registry:offers", "registry:search", "registry:photo", "territory:territory",
    "territory:area", "territory:geojson", "api_residents", "api_resident", "api_events", "api_event", "api_offers",
    "api_offers_made", "api_area", "api_areas", "api_map", "api_families", "api_family", "api_household", "api_households",
    "api_resident_events", "api_resident_family", "api_resident_history", "registry:elsewhere", "api_elsewhere",
}  # fmt: skip
#: Pages everybody may open, about no resident.
ABOUT_NOBODY = {
    "jobs:jobs", "api_letter_kinds", "api_schema", "statistics:public", "statistics:public_statistic", "api_statistics",
    "api_statistic", "api_agencies", "api_complaint_figures", "api_queue_screen", "api_standards", "api_survey_public",
    "api_articles", "api_article", "api_publications", "api_answered_complaints", "api_transparency",
    # Papers for the wall.
    "api_proclamation_file", "api_standards_file",
    # What lies on a Kadus' own desk, which is nothing of the register.
    "api_complaints", "api_referrals",
    # What the office has published, and what this officer was told.
    "api_ask", "messaging:inbox",
    # Tasks and meetings of the office; what lies on a Kadus' own desk.
    "assignments:inbox", "assignments:tasks", "assignments:new_task", "assignments:meetings", "api_assignment_inbox", "api_tasks",
    # Who looks into the village from above, and at which pages.
    "inspections:own",
}  # fmt: skip


@pytest.fixture
def two_hamlets(village, neighbour, gita, make_account):
    """Utara, which the Kepala Dusun keeps, with relatives of its people in Selatan."""
    people = SimpleNamespace(**settle_village())
    made = {"created_at": NOON, "updated_at": NOON}
    number = iter(range(7001, 7099))

    def stranger(word, sex, family, relation, **more):
        return enrol(
            at=NOON, name=f"{STRANGE} {word}", nik=f"359901010180{next(number)}", nik_status="TETAP", sex=sex,
            born_on=date(1981, 1, 1), hamlet=people.south, rt="001", address=f"Jl. {STRANGE}", family=family,
            relation=relation, citizenship=1, **more,
        )  # fmt: skip

    far = Family.objects.create(no_kk=CARD, hamlet=people.south, address=f"Jl. {STRANGE}", **made)
    near = Family.objects.create(no_kk=CARD[:-1] + "2", hamlet=people.north, rt="001", **made)
    father = stranger("AYAH", 1, far, 1)
    aunt = stranger("BIBI", 2, people.family, 9)
    head = stranger("KEPALA", 1, near, 1)
    nephew = enrol(
        at=NOON,
        name="UMAR SAMPLE",
        sex=1,
        born_on=date(2001, 1, 1),
        hamlet=people.north,
        rt="001",
        family=near,
        relation=9,
    )
    mover = stranger("PINDAH", 2, far, 9)

    def fresh_days():
        return told(20, 11) | {"by": gita, "at": NOON}

    actions.correct_resident(
        resident=people.edo, by=gita, at=NOON,
        details={"father": father.pk, "father_name": father.name, "father_nik": father.nik, "mother_name": f"{STRANGE} IBU"},
    )  # fmt: skip
    actions.correct_resident(resident=people.edo, by=gita, at=NOON, details={"mother_name": "INA SAMPLE"})
    record_birth(
        resident=people.ina, father=None, children=[{"name": "BAYI", "sex": 1}],
        details={"reporter": f"{STRANGE} PELAPOR"}, **fresh_days(),
    )  # fmt: skip
    record_marriage(resident=father, partner=people.ela, details={}, effect="tetap", new_head=NewHead(), **fresh_days())
    record_divorce(resident=people.ela, partner=father, details={}, new_head=NewHead(), **fresh_days())
    join_family(
        resident=people.ela,
        host=father,
        relations={people.ela.pk: 9},
        new_head=NewHead(),
        takes_address=False,
        **fresh_days(),
    )
    household = actions.make_household(number="RT-1", head=father, by=gita, at=NOON)
    actions.join_household(household=household, resident=people.adi, role=2, by=gita, at=NOON)
    # Somebody of the own hamlet whose record was merged into one of the other.
    twin = enrol(at=NOON, name="KEMBAR SAMPLE", sex=2, born_on=date(1981, 1, 1), hamlet=people.north, rt="001")
    actions.merge_residents(keep=aunt, other=twin, from_other=[], by=gita, at=NOON)
    record_death(resident=head, details={}, new_head=NewHead(nephew.pk), **fresh_days())
    offer = record_move_out(resident=mover, movers=[mover.pk], details={"reason": 1}, to=neighbour, **fresh_days())
    with current.inside(neighbour):
        offering.refuse_offer(key=offer.key, reason=f"{STRANGE} tidak datang", by=None, at=NOON)
    for person in (father, people.adi):
        actions.add_paper(
            resident=person, kind="KTP", name="ktp.pdf", data=pdfs.PLAIN + b"% " + person.name.encode(), number=person.nik,
            by=gita, at=NOON,
        )  # fmt: skip
    account = make_account("kadus", "KADUS")
    Area.objects.filter(level="DUSUN", hamlet=people.north).update(keeper=account, head=aunt)
    Area.objects.filter(level="RT").update(head=father)
    people.strangers = [father, aunt, head, mover]
    people.nephew, people.twin, people.account = nephew, twin, account
    return people


def tables(people):
    """What stands in an address, by the name of the page: everything there is of its kind, of both hamlets."""
    everybody = [*Resident.objects.order_by("pk").values_list("pk", flat=True)]
    return {
        "registry:event": list(Event.objects.values_list("pk", flat=True)),
        "api_event": list(Event.objects.values_list("pk", flat=True)),
        **{key: list(Family.objects.values_list("pk", flat=True)) for key in ("registry:family", "api_family")},
        **{
            key: list(Household.objects.values_list("pk", flat=True)) for key in ("registry:household", "api_household")
        },
        **{key: list(Area.objects.values_list("pk", flat=True)) for key in ("territory", "api_area")},
        "archive": list(Document.objects.values_list("pk", flat=True)),
        "": everybody,
    }


WORDS = {
    "slug": [*(kind.slug for kind in happenings.KINDS), "agama", "umur"],
    "step": ["ganti-nama", "gabung", "bagi"],
    "month": ["2026-10", "2026-11"],
    "kind": ["xlsx"],
    "form": ["xlsx"],
    "code": ["b1", "b2", "b3", "b4", "b5", "lampid"],
}


def addresses(people):
    """Every address of the register: (name, address)."""
    numbers = tables(people)
    keys = list(Event.objects.filter(kind="MOVE_OUT").values_list("key", flat=True))
    asked = {
        "registry:resident": ["", *(f"?bagian={part}" for part in PARTS), "?per=2026-11-21&bagian=keluarga"],
        "registry:residents": ["", f"?q={STRANGE[:-1]}", f"?dusun={people.south.pk}", "?status=2"],
        "registry:families": [
            "",
            f"?q={STRANGE[:-1]}",
            "?tanpa=kepala",
            f"?dusun={people.south.pk}",
            f"?q={CARD[-4:]}",
        ],
        "registry:offers": ["", "?bagian=kita"],
        "registry:events": ["", *(f"?jenis={kind}" for kind in Event.Kind.values)],
        "api_residents": ["", f"?q={STRANGE[:-1]}", f"?dusun={people.south.pk}"],
        "api_events": ["", "?jenis=MARRIAGE"],
    }
    for name, converters, _view in walk.places(URLS):
        if not name.startswith(OURS):
            continue
        found = next((key for key in numbers if key and name.startswith(key)), "")
        # One address is enough of a page that refuses him whatever it is about.
        those = numbers[found] if name in OPENED or found == "archive" else numbers[found][:1]
        for number in those if any(_is_number(one) for one in converters.values()) else [0]:
            given = {
                word: number if _is_number(one) else keys[0] if _is_key(one) else None
                for word, one in converters.items()
            }
            first = next((word for word in given if given[word] is None), None)
            for choice in WORDS.get(first, ["1"]) if first else [None]:
                said = given | ({first: choice} if first else {})
                for question in asked.get(name, [""]):
                    yield name, reverse(name, urlconf=URLS, kwargs=said) + question


PARTS = ("data", "keluarga", "peristiwa", "layanan", "dokumen", "riwayat")


def _is_number(converter):
    return type(converter).__name__ == "IntConverter"


def _is_key(converter):
    return type(converter).__name__ == "UUIDConverter"


def secrets(people):
    return [STRANGE, CARD, *(made for one in people.strangers for made in (one.nik, masked_nik(one.nik)))]


def test_no_address_of_the_register_names_anybody_of_another_hamlet(two_hamlets, village, signed_in):
    desk, hidden = signed_in(village, two_hamlets.account), secrets(two_hamlets)
    opened, told_all = set(), ""

    for name, address in addresses(two_hamlets):
        answer = desk.get(address)
        said = walk.text_of(walk.body_of(answer))
        found = [said[max(0, said.index(word) - 200) : said.index(word) + 40] for word in hidden if word in said]
        assert not found, f"{name}: {address}"
        assert answer.status_code < 500, address
        if answer.status_code == 200:
            opened.add(name)
            told_all += said

    assert OPENED - {"registry:photo"} == opened - ABOUT_NOBODY
    assert all(word in told_all for word in ("ADI SAMPLE", "UMAR SAMPLE", "di dusun lain", "dusun lain"))


def test_no_search_finds_anybody_of_another_hamlet(two_hamlets, village, signed_in):
    desk, hidden = signed_in(village, two_hamlets.account), secrets(two_hamlets)

    for path in ("/kantor/cari/", "/kantor/warga/cari/", "/api/v1/penduduk/cari/"):
        for text in (STRANGE, "AYAH", two_hamlets.strangers[0].nik, CARD, "selatan", f"Jl. {STRANGE}", "rt 1"):
            said = desk.post(path, {"q": text}).content.decode().replace(f'value="{text}"', "").replace(f"“{text}”", "")
            assert not [word for word in hidden if word in said], f"{path} {text}"
        assert "ADI SAMPLE" in desk.post(path, {"q": "ADI"}).content.decode()


def test_who_sees_the_whole_register_is_told_all_of_it(two_hamlets, village, gita, signed_in):
    """So that the walk above has something to find at the addresses it opens."""
    desk, found = signed_in(village, gita), set()

    for name, address in addresses(two_hamlets):
        if name in OPENED - found and STRANGE in walk.text_of(walk.body_of(desk.get(address))):
            found.add(name)

    assert found >= OPENED - {
        "registry:photo", "registry:search", "territory:geojson", "api_offers", "registry:residents",
        "registry:elsewhere", "api_elsewhere", "api_family", "api_household", "api_map", "api_area",
    }  # fmt: skip
    assert Hamlet.objects.count() == 2
    assert PersonDocument.objects.count() == 2
