"""One box finds pages, actions, people, families, addresses and letters, for those who may see them."""

import pytest
from access.table import a_letter
from django.conf import settings
from django.urls import set_urlconf

from accounts.models import Account
from modules.service.models import Letter
from registry import actions
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
        ("aaaa-2222", "Surat", "Surat Keterangan Usaha – ANI"),
        ("dtsen", "Menu dan tindakan", "Rumah tangga"),
        ("catat kematian", "Menu dan tindakan", "Catat kematian"),
        ("mutasi", "Menu dan tindakan", "Peristiwa penduduk"),
        ("nik ganda", "Menu dan tindakan", "Data ganda"),
    ],
)
def test_what_people_type_finds_what_they_mean(letter, gita, text, title, label):
    assert label in found(gita, text).get(title, [])


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
        # Two of them are the session and the account.
        with django_assert_max_num_queries(12):
            page = desk.post("/kantor/cari/", {"q": text}, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in page
        assert "3599016803900001" not in page
    assert 'value="3599' not in desk.post("/kantor/cari/", {"q": "3599016803900001"}).content.decode()
    assert 'value=""' in desk.get("/kantor/cari/?q=3599016803900001").content.decode(), (
        "nothing is read from an address"
    )


def test_each_room_finds_in_three_statements(letter, gita, django_assert_max_num_queries):
    account = Account.objects.prefetch_related("appointments").get(pk=gita.pk)
    assert account.permissions

    for provider in searching._providers.values():
        for text in ("ani samle", "3599016803900001", "tengah rt 1 ani", "contoh jalan"):
            with django_assert_max_num_queries(3):
                provider.find(text, account)


def test_a_person_shows_the_letters_of_merged_doubles_too(letter, ani, gita, desk):
    added = details(name="ANI SAMPEL", nik="3599016803900021", no_kk=None, relation=None)
    double = actions.add_resident(details=added, by=gita, at=NOON)
    actions.merge_residents(keep=double, other=ani, from_other=[], by=gita, at=NOON)

    page = desk.get(f"/kantor/warga/{double.pk}/?bagian=layanan").content.decode()

    assert f"/kantor/surat/{letter.pk}/" in page
    assert "Data ini sudah digabung ke" in desk.get(f"/kantor/warga/{ani.pk}/").content.decode()
