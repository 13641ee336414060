"""What an address or a form may ask for: ids of others, fields nobody offered, orders nobody sorts by (A40, A42, A43, A46, A47)."""

import re
from uuid import uuid4

import pytest
from conftest import DISTRICT, NOON, REGENCY, office
from django.conf import settings
from django.urls import reverse
from django.urls.converters import UUIDConverter

from isolation import twins, walk
from walls import current
from walls.current import connection

pytestmark = pytest.mark.django_db
DETAILS = {
    "accounts:person", "archive:download", "jobs:job", "registry:resident", "registry:correct", "registry:nik",
    "registry:import_batch", "registry:import_errors", "service:letter", "service:letter_preview", "service:track",
    "service:verification", "api_resident", "api_letter", "api_resident_correct", "api_resident_papers", "api_resident_nik",
    "api_family", "api_import", "api_import_mend", "api_merge_undo",
}  # fmt: skip
# The description of the API names every field.
GIVES_NUMBERS = {"api_schema"}
WORDS = [
    "q",
    "cari",
    "status",
    "jenis",
    "halaman",
    "dusun",
    "jk",
    "pelaku",
    "tindakan",
    "subjek",
    "sebelum",
    "bagian",
    "periode",
    "urut",
    "period",
    "indicator",
    "kecamatan",
    "kode",
    "limit",
    "offset",
    "ordering",
    "order_by",
    "order",
    "sort",
    "fields",
    "include",
    "expand",
    "ids",
    "format",
    "password",
    "password__startswith",
    "nik",
    "nik__startswith",
    "account__password",
    "filter[tahun]",
    "filter[office]",
    "__class__",
    "_connector",
    "office",
    "tenant",
    "schema",
    "next",
]
HOSTILE = (
    "' OR 1=1 --", "password", "-account__password", "accounts_account.password) --", "{{ 7*7 }}", "../../../etc/passwd",
    "99999999999999999999999", "-1", "nik__regex=.*", '"d_villagebbb".accounts_account', "x\x00y", "%s %(a)s", "[]", "é" * 2000,
)  # fmt: skip
SPY = "PENYUSUP"


@pytest.fixture
def only_theirs(pair):
    """One more row of everything in the second village, so that its ids exist there and not here."""
    from accounts.models import Account, ApiClient
    from archive.models import Document
    from jobs.models import Job
    from registry.models import ImportBatch, ImportRow

    _, b = pair
    with current.inside(b.office):
        boss = b.accounts["ALL"]
        more = Account.objects.create(username="lagi", name="Lagi", created_at=NOON)
        twins._document(boss, "lagi")
        twins._job(boss)
        twins._import(boss)
        key = ApiClient.objects.create(name="Y", fingerprint="y", made_by=boss, made_at=NOON, expires_at=NOON)
        newest = {
            model: model.objects.order_by("-pk").values_list("pk", flat=True)[0]
            for model in (Document, Job, ImportBatch, ImportRow)
        }
    return {
        "account_id": more.pk, "client_id": key.pk, "document_id": newest[Document], "job_id": newest[Job], "letter_id": 2, "pk": 2,
        "import": newest[ImportBatch], "row_pk": newest[ImportRow],
    }  # fmt: skip


def test_every_detail_of_the_neighbour_answers_like_one_that_is_nowhere(pair, only_theirs, client_of):
    """A40: status, body, headers and names of cookies; for whoever may see most."""
    a, b = pair
    client = client_of(a, "ALL")
    urls, compared = settings.TENANT_TYPES["village"]["URLCONF"], set()
    for name, converters, _ in walk.places(urls):
        # Every village finds the same agencies and answers on its first day, under the same numbers.
        if not (converters.keys() & {*only_theirs, "code"}) or name in ("referrals:agency", "ask:entry"):
            continue
        if isinstance(converters.get("pk"), UUIDConverter):
            # Complaints: their numbers are drawn, and tests/modules/service/complaints asks with those of the neighbour.
            continue
        same = {word: walk.WORDS.get(word, ("1",))[0] for word in converters if word not in {*only_theirs, "code"}}
        theirs = same | {word: only_theirs[word] for word in converters if word in only_theirs}
        nowhere = same | {word: 987_654 for word in converters if word in only_theirs}
        if name.startswith("registry:import"):
            theirs["pk"] = only_theirs["import"]
        if "code" in converters:
            theirs, nowhere = theirs | {"code": b.codes[2]}, nowhere | {"code": "ZZZZ9999"}
        for method in ("get", "post"):
            answers = [
                getattr(client, method)(reverse(name, urlconf=urls, kwargs=arguments))
                for arguments in (theirs, nowhere)
            ]
            assert walk.difference(*answers) == [], f"{method} {name}"
            assert answers[0].status_code in {302, 403, 404, 405}, f"{method} {name}"
        compared.add(name)

    assert compared >= DETAILS, DETAILS - compared


def _twin_of(kind, pair, password_hash):
    if kind == "village":
        return pair[0]
    return twins.build_supervisor(office(DISTRICT if kind == "district" else REGENCY), password_hash=password_hash)


@pytest.mark.parametrize("kind", ["village", "district", "regency"])
def test_no_question_beside_an_address_reaches_what_it_should_not(kind, pair, client_of, password_hash):
    """A42, A47: names of columns, operators and SQL in the query are text, or refused; nothing falls over and nothing leaks."""
    twin = _twin_of(kind, pair, password_hash)
    client, asked = client_of(twin, "ALL"), 0
    client.raise_request_exception = False
    niks = twin.niks
    for name, address, _ in walk.addresses(kind, twin):
        if client.get(address).status_code != 200 or name in GIVES_NUMBERS:
            continue
        for turn in range(0, len(HOSTILE), 5):
            asking = {word: HOSTILE[(place + turn) % len(HOSTILE)] for place, word in enumerate(WORDS)}
            response = client.get(address, asking)
            body = walk.text_of(walk.body_of(response))
            assert response.status_code < 500, f"{name} {asking}"
            assert "argon2" not in body, f"{name} {asking}"
            assert not any(nik in body for nik in niks), f"{name} {asking}"
            asked += 1

    assert asked > (90 if kind == "village" else 40)


def columns():
    """Every column of every table of a village, and what attackers guess."""
    found = {column.name for model in twins._tenant_models("village") for column in model._meta.local_concrete_fields}
    return found | {
        "id",
        "pk",
        "tenant",
        "desa_id",
        "office",
        "office_id",
        "role",
        "is_staff",
        "is_superuser",
        "nomor_surat",
    }


def forms_of(a):
    """Forms filled as they are meant to be: (address, what is typed, the status of success)."""
    resident = {
        "name": "ANI SAMPLE",
        "sex": 2,
        "born_on": "1990-03-28",
        "residency": 1,
        "relation": 1,
        "hamlet": "Asam Daja",
        "rt": "1",
        "rw": "2",
    }
    letter = {"kind": "pengantar-skck", "resident": 1, "answers": {"purpose": "Kerja"}, "repeats_because": "uji"}
    person = {"name": "Orang Baru", "username": "orang.baru", "posts": ["BPD"]}
    return [
        ("/kantor/pengaturan/perangkat/undang/", {**person, "key": str(uuid4())}, 302),
        (f"/kantor/pengaturan/perangkat/{a.accounts['BPD'].pk}/jabatan/", {"posts": ["KADUS"]}, 302),
        ("/kantor/warga/tambah/", {**resident, "key": str(uuid4())}, 302),
        ("/kantor/warga/1/ubah/", resident, 302),
        ("/api/v1/surat/", {**letter, "key": str(uuid4())}, 201),
        ("/tampilan/", {"tema": "gelap"}, 303),
        ("/kantor/akun/sesi/lainnya/akhiri/", {}, 302),
    ]


def test_a_form_takes_what_it_offers_and_nothing_else(pair, client_of):
    """A43: every column of every table is sent beside what the form asks for; none of it is written anywhere."""
    a, b = pair
    client = client_of(a, "ALL")
    before = twins.digest(b.office)
    for address, typed, success in forms_of(a):
        spies = dict.fromkeys(
            columns() - typed.keys() - {"key", "next", "posts", "nik", "no_kk", "phone", "address", "source"}, SPY
        )
        kind = "application/json" if address.startswith("/api/") else None
        sent = {**without_offered(client, address, spies), **typed}
        response = client.post(address, sent, content_type=kind) if kind else client.post(address, sent)
        assert response.status_code == success, f"{address}: {walk.text_of(walk.body_of(response))[:2000]}"

    assert SPY not in everything(a.office)
    assert twins.digest(b.office) == before


def without_offered(client, address, spies):
    """Fields the page itself offers are no spies; the others are sent."""
    page = client.get(address)
    offered = set(re.findall(r'name="([^"]+)"', page.content.decode())) if page.status_code == 200 else set()
    return {name: value for name, value in spies.items() if name not in offered}


def everything(place):
    """All rows of an office as text."""
    with current.outside(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [place.schema_name])
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT coalesce(string_agg(t::text, chr(10)), \'\') FROM "{place.schema_name}"."{table}" t'
            )
            found.append(cursor.fetchone()[0])
    return "\n".join(found)


class TestRights:
    """A46: nobody gives more than they have, and nobody judges themselves."""

    @pytest.mark.parametrize("post", ["ADMIN_KABUPATEN", "CAMAT", "SUPERUSER", "KADES;ADMIN_KABUPATEN"])
    def test_a_village_gives_no_post_of_those_above(self, pair, client_of, post):
        a, _ = pair
        client = client_of(a, "KADES")
        for address in (
            f"/kantor/pengaturan/perangkat/{a.accounts['BPD'].pk}/jabatan/",
            "/kantor/pengaturan/perangkat/undang/",
        ):
            response = client.post(address, {"posts": [post], "name": "X Y", "username": "x.y.z", "key": str(uuid4())})

            assert response.status_code == 422
        assert post not in everything(a.office)

    def test_who_may_not_manage_reaches_no_ones_rights(self, pair, client_of):
        a, _ = pair
        victim = a.accounts["KADES"].pk
        client, refused = client_of(a, "BPD"), 0
        for what in ("jabatan", "tutup", "buka", "sandi", "faktor-kedua"):
            response = client.post(f"/kantor/pengaturan/perangkat/{victim}/{what}/", {"posts": ["BPD"]})
            refused += response.status_code == 403

        assert refused == 5

    def test_nobody_changes_the_own_rights_by_any_form(self, pair, client_of):
        a, _ = pair
        mine = a.accounts["KADES"]
        client = client_of(a, "KADES")
        client.post(f"/kantor/pengaturan/perangkat/{mine.pk}/jabatan/", {"posts": ["KADES", "SEKDES", "KAUR_KEUANGAN"]})

        with current.inside(a.office):
            assert [appointment.post for appointment in mine.appointments.all()] == ["KADES"]
