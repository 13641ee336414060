"""A kabupaten opens a desa: find it, name the first person, hand on the invitation."""

import re
from uuid import uuid4

import pytest
from conftest import DISTRICT, NEIGHBOUR, NOON, VILLAGE, OfficeClient, office
from django.core.management import CommandError, call_command

import accounts.actions
from accounts.models import Account
from audit.models import Entry
from supervision import actions
from supervision.models import Opening
from tenants.models import Office, Region
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
NEW = "35.29.11.2003"


def form(**changes):
    return {
        "key": str(uuid4()),
        "kode": NEW,
        "name": "Darma Wijaya",
        "post": "SEKDES",
        "phone": "0812-3456-7890",
    } | changes


def exists(code):
    with current.outside():
        return Office.objects.filter(region_code=code).exists()


@pytest.mark.parametrize("text", ["rombasan", "35.29.11.2003", "Romb 35.29"])
def test_a_region_is_found_by_name_or_code(kabupaten, text):
    page = text_of(kabupaten.get("/desa/baru/", {"cari": text}))

    assert "Desa Rombasan Kec. Pragaan · 35.29.11.2003" in page


def test_what_has_an_office_or_is_a_kelurahan_is_not_offered(kabupaten):
    with current.outside():
        Region.objects.create(code="35.29.11.1001", name="Rombasan Kota")

    page = text_of(kabupaten.get("/desa/baru/", {"cari": "rombasan"}))

    assert "Rombasan Kota" not in page
    assert "Tidak ada yang cocok" in text_of(kabupaten.get("/desa/baru/", {"cari": "Prenduan"}))


def test_htmx_gets_the_list_alone(kabupaten):
    response = kabupaten.get("/desa/baru/", {"cari": "rombasan"}, headers={"HX-Request": "true"})

    assert response.content.decode().lstrip().startswith('<div id="candidates"')


def test_the_address_is_proposed(kabupaten):
    assert "rombasan-pragaan.localhost" in text_of(kabupaten.get("/desa/baru/", {"kode": NEW}))


def test_a_village_is_opened_with_its_first_person(kabupaten, regency):
    page = kabupaten.post("/desa/baru/", form(), follow=True)

    assert "Desa Rombasan sudah dibuka" in text_of(page)
    assert re.search(r"Ruang data dan pagarnya dibuat [\d.]+ milidetik", text_of(page))
    new = office(NEW)
    with current.inside(new):
        account = Account.objects.get()
        assert (account.username, account.posts) == ("darma.wijaya", ["SEKDES"])
        told = Entry.objects.get(action="account.invite")
        assert (told.actor_id, told.actor_name) == (None, "Admin Kabupaten, Kabupaten Sumenep")
    with current.inside(regency):
        assert Entry.objects.filter(action="office.open").count() == 1


def test_the_invitation_opens_at_the_new_address_and_nowhere_else(kabupaten, regency, neighbour):
    kabupaten.post("/desa/baru/", form())
    with current.inside(regency):
        link = Opening.objects.get().link
    path = link.partition("8000")[2] or "/" + link.split("/", 3)[3]
    new = office(NEW)
    assert link.startswith(new.address)

    assert OfficeClient(new.host).get(path).status_code == 200
    assert OfficeClient(neighbour.host).get(path).status_code == 410


def test_the_link_is_ready_for_whatsapp(kabupaten):
    page = kabupaten.post("/desa/baru/", form(), follow=True).content.decode()

    assert "https://wa.me/6281234567890?text=Desa%20Rombasan%20sudah%20dibuka" in page


def test_a_second_click_opens_no_second_office(kabupaten, regency):
    sent = form()

    first, second = kabupaten.post("/desa/baru/", sent), kabupaten.post("/desa/baru/", sent)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    with current.outside():
        assert Office.objects.filter(region_code=NEW).count() == 1
    with current.inside(regency):
        assert Opening.objects.count() == 1


def test_an_office_that_is_there_is_named_with_its_address(kabupaten):
    for response in (
        kabupaten.get("/desa/baru/", {"kode": VILLAGE}),
        kabupaten.post("/desa/baru/", form(kode=VILLAGE)),
    ):
        assert "Desa Pragaan Laok sudah punya kantor" in text_of(response)
        assert "pragaan-laok-pragaan.localhost" in text_of(response)


@pytest.mark.parametrize(
    "code",
    ["35.29.11.9999", "33.24.01.2001", "35", "35.29", "x','desa_b", "pg_x", "public", "d_villageaaa", "9" * 64,
     "35.29.11.2003\x00", "35.29.11.2003'--", "😀", '"', "٣٥.٢٩", "../.."],
)  # fmt: skip
def test_a_code_that_is_none_of_ours_is_refused_in_words(kabupaten, code):
    with current.outside():
        before = list(Office.objects.values_list("pk", flat=True))

    response = kabupaten.post("/desa/baru/", form(kode=code))

    assert response.status_code == 422
    assert "Kode wilayah tidak dikenal." in text_of(response)
    with current.outside():
        assert list(Office.objects.values_list("pk", flat=True)) == before


def test_a_kelurahan_is_told_apart(kabupaten):
    with current.outside():
        Region.objects.create(code="35.29.11.1001", name="Kota Pragaan")

    response = kabupaten.post("/desa/baru/", form(kode="35.29.11.1001"))

    assert response.status_code == 422
    assert "Kota Pragaan adalah kelurahan" in text_of(response)


def test_a_village_waits_for_its_kecamatan_which_can_be_opened_here(kabupaten):
    with current.outside():
        Region.objects.bulk_create(
            [Region(code="35.29.12", name="Bluto"), Region(code="35.29.12.2001", name="Aeng Baja")]
        )

    refused = kabupaten.get("/desa/baru/", {"kode": "35.29.12.2001"})
    assert "Kantor kecamatan Bluto belum ada" in text_of(refused)
    assert "?kode=35.29.12" in refused.content.decode()

    kabupaten.post("/desa/baru/", form(kode="35.29.12", post="CAMAT"))
    kabupaten.post("/desa/baru/", form(kode="35.29.12.2001"))

    assert office("35.29.12").host == "kec-bluto.localhost"
    assert office("35.29.12.2001").parent.name == "Bluto"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "Bagian ini belum diisi"),
        ({"post": "OPERATOR"}, "pilihan"),
        ({"post": "CAMAT"}, "pilihan"),
        ({"phone": "12"}, "Anda mengetik 2"),
        ({"username": "a b"}, "tanpa spasi"),
        ({"key": "bukan-uuid"}, "UUID"),
    ],
)
def test_a_wrong_answer_is_told_and_opens_nothing(kabupaten, change, words):
    response = kabupaten.post("/desa/baru/", form(**change))

    assert response.status_code == 422
    assert words in text_of(response)
    assert not exists(NEW)


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Darma Wijaya, S.Kom.", "darma.wijaya"),
        ("Sri", "sri"),
        ("Tu", "akun.tu"),
        ("Ny. Ra'as", "ny.raas"),
        ("دارما", "akun"),
    ],
)
def test_a_username_is_proposed_from_the_name(kabupaten, name, username):
    kabupaten.post("/desa/baru/", form(name=name))

    with current.inside(office(NEW)):
        assert Account.objects.get().username == username


def test_a_failure_at_the_invitation_leaves_no_office_behind(regency, monkeypatch):
    """The last step fails: neither row, host, schema nor role may stay."""

    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(accounts.actions, "invite", fail)
    with current.inside(regency), pytest.raises(RuntimeError):
        actions.open_with_first_account(
            region_code=NEW, first=actions.FirstAccount("X", "xxx", "KADES"), by="X", at=NOON, key="halfopened"
        )

    assert not exists(NEW)
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'd_halfopened'")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = 'o_halfopened'")
        assert cursor.fetchone() == (0,)


def test_a_region_of_another_kabupaten_is_refused_by_the_action_itself(regency, make_account):
    with current.inside(regency):
        admin = make_account("admin", "ADMIN_KABUPATEN")
        with pytest.raises(actions.NotBelow):
            actions.open_once(
                key=uuid4(),
                region_code="33.24.01.2001",
                first=actions.FirstAccount("X", "xxx", "KADES"),
                by=admin,
                at=NOON,
            )


def test_a_post_that_may_not_invite_cannot_begin(regency):
    with current.inside(regency), pytest.raises(actions.PostCannotBegin):
        actions.open_with_first_account(
            region_code=NEW, first=actions.FirstAccount("X", "xxx", "OPERATOR"), by="X", at=NOON
        )


def test_the_page_of_another_opening_is_not_there(kabupaten):
    assert kabupaten.get(f"/desa/baru/{uuid4()}/").status_code == 404


def test_the_command_prints_address_and_link(db, capsys):
    call_command("open_office", NEW, name="Darma", username="darma", post="KADES", designation="Nagari")

    out = capsys.readouterr().out
    assert "Nagari Rombasan dibuka: http://rombasan-pragaan.localhost" in out
    assert "/undangan/" in out


@pytest.mark.parametrize(
    ("code", "post", "words"),
    [
        ("99.99", "", "tidak ada dalam daftar"),
        ("omong kosong", "", "tidak ada dalam daftar"),
        (DISTRICT, "", "sudah punya kantor"),
        (NEIGHBOUR, "", "sudah punya kantor"),
        (NEW, "CAMAT", "Pilih: KADES, SEKDES"),
    ],
)
def test_the_command_refuses_in_words(db, code, post, words):
    with pytest.raises(CommandError, match=words):
        call_command("open_office", code, post=post)
