"""One box finds pages, actions, people, families, addresses and letters, for those who may see them."""

from uuid import uuid4

import pytest
from access.table import a_letter
from django.conf import settings
from django.urls import set_urlconf
from samples.ledger import enrol, happen

from accounts.models import Account
from modules.service.models import Letter
from modules.service.site.models import InformationRequest
from registry import actions, happenings, queries
from registry.actions.happenings import undo_event
from registry.models import Area, Event, Hamlet
from registry.queries.happenings import IN_BOOKS
from web import searching

from .conftest import NOON, details


@pytest.fixture(autouse=True)
def _addresses_of_a_village():
    set_urlconf(settings.TENANT_TYPES["village"]["URLCONF"])
    yield
    set_urlconf(None)


@pytest.fixture
def desk(village, gita, signed_in):
    return signed_in(village, gita)


@pytest.fixture
def letter(village, ani, gita):
    found = Letter.objects.get(pk=a_letter(village, gita)["letter_id"])
    Letter.objects.filter(pk=found.pk).update(resident=ani)
    return found


@pytest.fixture
def moved(ani):
    """A line of B.3."""
    return happen("INSIDE", ani, at=NOON, address="Jl. Contoh No. 2")


@pytest.fixture
def asked(village):
    """A line of the register PPID."""
    return InformationRequest.objects.create(
        key=uuid4(), code="DDDD2222", year=2026, number=3, applicant_sealed="-", wanted="Isi buku tamu", purpose="-",
        received_at=NOON, due_on=NOON.date(),
    )  # fmt: skip


@pytest.fixture
def sekdes(make_account):
    return make_account("sekdes", "SEKDES", "KASI_PEMERINTAHAN")


def found(account, text):
    return {group.title: [hit.label for hit in group.hits] for group in searching.find(text, account)}


@pytest.mark.parametrize(
    ("text", "title", "label"),
    [
        ("ani samle", "Warga", "ANI SAMPLE"),
        ("3599016803900001", "Warga", "ANI SAMPLE"),
        ("3599010101150001", "Keluarga", "Keluarga ANI SAMPLE"),
        ("0001", "Keluarga", "Keluarga ANI SAMPLE"),
        ("tengah", "Alamat", "Dusun Tengah"),
        ("dusun tengah rt 1", "Alamat", "ANI SAMPLE"),
        ("RT 001 RW 2 ani", "Alamat", "ANI SAMPLE"),
        ("contoh no", "Alamat", "ANI SAMPLE"),
        ("ani", "Buku penduduk", "Pindah dalam desa – ANI SAMPLE"),
        ("3599016803900001", "Buku penduduk", "Pindah dalam desa – ANI SAMPLE"),
        ("0001", "Buku penduduk", "Pindah dalam desa – ANI SAMPLE"),
        ("contoh no", "Buku penduduk", "Pindah dalam desa – ANI SAMPLE"),
        ("buku tamu", "Register PPID", "Permohonan informasi 3/2026"),
        ("aaaa-2222", "Surat", "Surat Keterangan Usaha – ANI"),
        ("3599016803900001", "Surat", "Surat Keterangan Usaha – ANI"),
        ("3599010101150001", "Surat", "Surat Keterangan Usaha – ANI"),
        ("dtsen", "Menu dan tindakan", "Rumah tangga"),
        ("catat kematian", "Menu dan tindakan", "Catat kematian"),
        ("mutasi", "Menu dan tindakan", "Peristiwa penduduk"),
        ("nik ganda", "Menu dan tindakan", "Data ganda"),
    ],
)
def test_what_people_type_finds_what_they_mean(letter, moved, asked, sekdes, text, title, label):
    assert label in found(sekdes, text).get(title, [])


def test_a_line_of_a_book_says_which_book_and_month_and_that_it_was_undone(moved, gita, desk):
    def line():
        (group,) = (group for group in searching.find("ani", gita) if group.title == "Buku penduduk")
        return group.hits

    (hit,) = line()
    assert hit.note == "B.3, November 2026"

    undo_event(event=moved, reason="Salah orang", key=uuid4(), by=gita, at=NOON)

    assert [hit.note for hit in line()] == ["B.3, November 2026 · dibatalkan"]
    assert desk.get(hit.url).status_code == 200
    assert {kind.event for kind in happenings.KINDS if kind.books} == {*IN_BOOKS}


def test_a_kadus_finds_the_lines_and_families_of_the_own_hamlet(moved, ani, make_account):
    kadus = make_account("kadus", "KADUS")
    assert found(kadus, "ani") == found(kadus, "3599010101150001") == found(kadus, "contoh no") == {}
    Area.objects.update_or_create(level="DUSUN", hamlet=ani.hamlet, defaults={"keeper": kadus})

    for text in ("ani samle", "3599010101150001", "contoh no", "tengah"):
        assert found(kadus, text)["Buku penduduk"] == ["Pindah dalam desa – ANI SAMPLE"], text

    lor = Hamlet.objects.create(name="LOR")
    xena = enrol(at=NOON, name="XENA SAMPLE", sex=2, born_on=NOON.date(), hamlet=lor)
    happened = {"happened_on": NOON.date(), "reported_on": NOON.date(), "recorded_at": NOON}
    Event.objects.create(key=uuid4(), kind="INSIDE", resident=xena, touched=[xena.pk, ani.pk], **happened)
    assert found(kadus, "ani")["Buku penduduk"] == ["Pindah dalam desa – ANI SAMPLE"]
    happen("INSIDE", ani, at=NOON, hamlet=lor)
    assert found(kadus, "ani") == {}


def test_nothing_is_found_that_the_account_may_not_see(letter, make_account):
    bpd = make_account("hendra", "BPD")

    assert found(bpd, "ani") == {}
    assert found(bpd, "tambah warga") == {}
    assert found(make_account("tata.usaha", "KAUR_TU"), "ani") == {"Surat": ["Surat Keterangan Usaha – ANI"]}


@pytest.mark.parametrize(
    "text", ["", "a", "%", "__", "'; --", "\x00ani", "1" * 500, "rt", "rt 0", "dusun", "💡💡", "- - -"]
)
def test_nothing_people_type_is_too_odd(ani, desk, text):
    assert desk.post("/kantor/cari/", {"q": text}).status_code == 200


def test_the_answer_takes_few_statements_and_a_number_is_not_written_back(letter, desk, django_assert_max_num_queries):
    for text in ("ani samle", "3599016803900001", "tengah rt 1 ani", "tidak ada orangnya"):
        # Two of them are the path and the session with its owner.
        with django_assert_max_num_queries(9):
            page = desk.post("/kantor/cari/", {"q": text}, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in page
        assert "3599016803900001" not in page
    assert 'value="3599' not in desk.post("/kantor/cari/", {"q": "3599016803900001"}).content.decode()
    assert 'value=""' in desk.get("/kantor/cari/?q=3599016803900001").content.decode(), (
        "nothing is read from an address"
    )


def test_the_register_finds_in_four_statements_and_any_other_room_in_one(letter, gita, django_assert_max_num_queries):
    account = Account.objects.prefetch_related("appointments").get(pk=gita.pk)
    assert account.permissions

    for provider in searching._providers.values():
        for text in ("ani samle", "3599016803900001", "tengah rt 1 ani", "contoh jalan"):
            with django_assert_max_num_queries(4 if provider.name == "register" else 1):
                provider.find(text, account)


def test_a_person_shows_the_letters_of_merged_doubles_too(letter, ani, gita, desk):
    added = details(name="ANI SAMPEL", nik="3599016803900021", no_kk=None, relation=None)
    double = actions.add_resident(details=added, by=gita, at=NOON)
    actions.merge_residents(keep=double, other=ani, from_other=[], by=gita, at=NOON)

    page = desk.get(f"/kantor/warga/{double.pk}/?bagian=layanan").content.decode()

    assert f"/kantor/surat/{letter.pk}/" in page
    assert "Data ini sudah digabung ke" in desk.get(f"/kantor/warga/{ani.pk}/").content.decode()


def test_a_slip_in_an_address_is_forgiven_where_nothing_else_was_meant(ani, gita, make_account):
    account = Account.objects.prefetch_related("appointments").get(pk=gita.pk)

    def there(text, by=account):
        return [person.name for person in queries.search_everywhere(text, account=by).there]

    assert there("jl contoh") == [ani.name]
    assert there("contho") == [ani.name]
    assert there("jl contho 1") == [ani.name]
    assert there("mawar") == []
    # A name that is found is a name, however like an address it is.
    other = details(name="CONTOHA SAMPLE", nik="3599016803900021", no_kk=None, relation=None, address="")
    actions.add_resident(details=other, by=gita, at=NOON)
    assert there("contoha") == []
    # A keeper of another hamlet is not told of her.
    keeper = make_account("dodo", "KADUS")
    assert there("contho", by=keeper) == []
    Area.objects.filter(level="DUSUN").update(keeper=keeper)
    assert there("contho", by=Account.objects.get(pk=keeper.pk)) == [ani.name]
