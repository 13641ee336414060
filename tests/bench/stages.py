"""The stages of the main job, each returning what it took; Django is set up when this is imported."""

import io
import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import papers.actions
import papers.queries
from accounts.models import Account, Appointment
from archive.models import Document
from exchange.models import Fact
from exchange.periods import Period
from jobs.progress import Progress
from modules.service import actions as service
from modules.service.models import Letter, LetterKind
from registry import synthetic
from registry.actions import import_storing, imports
from registry.models import Resident
from tenants import blueprint, names, regions
from tenants.actions import opening
from tenants.models import Office
from walls import current

VILLAGE_POSTS = ("KASI_PELAYANAN", "KASI_PEMERINTAHAN", "KASI_KESEJAHTERAAN", "SEKDES", "OPERATOR")
ANSWERS = {"business_kind": "Warung kelontong", "since_year": "2019", "purpose": "Pengajuan KUR"}
# What officers and residents look at, with many rows in it.
PAGES = {
    "village": [
        "/",
        "/layanan/",
        "/kantor/warga/",
        "/kantor/surat/",
        "/kantor/loket/",
        "/kantor/tanda-tangan/",
        "/kantor/pekerjaan/",
    ],
    "district": ["/"],
    "regency": ["/", "/desa/", "/desa/baru/?q=a"],
}


def prepare() -> None:
    call_command("prepare", verbosity=0)
    regions.load(regions.SAMPLE)


def open_office(code: str) -> float:
    """Seconds until the office is there, made from nothing: whoever names a key takes no spare schema."""
    began = time.perf_counter()
    opening.open_office(region_code=code, at=timezone.now(), key=names.new_key())
    return time.perf_counter() - began


def open_the_stock_way() -> float:
    """Seconds the library needs: an empty schema, then every migration in it."""
    began = time.perf_counter()
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA stock_village")
    blueprint.migrate("stock_village", "village")
    return time.perf_counter() - began


def office_of(code: str) -> Office:
    with current.outside():
        return Office.objects.select_related("parent__parent").prefetch_related("domains").get(region_code=code)


def hire(village: Office, passphrase: str) -> dict[str, Account]:
    now = timezone.now()
    with current.inside(village):
        people = {}
        for name, posts in (("clerk", VILLAGE_POSTS), ("head", ("KADES",))):
            account = Account.objects.create(
                username=name, name=f"{name.title()} Contoh", created_at=now, password=make_password(uuid4().hex)
            )
            Appointment.objects.bulk_create(Appointment(account=account, post=post, since=now.date()) for post in posts)
            people[name] = account
        papers.actions.issue_certificate(
            account=people["head"],
            name="Head Contoh",
            post="Kepala Desa",
            office_title=village.title,
            passphrase=passphrase,
            at=now,
        )
    return people


def bring_in(village: Office, clerk: Account, count: int, book: io.BytesIO, key: UUID) -> float:
    """Seconds to read, check and store a file of residents, without the waiting in between."""
    now = timezone.now()
    synthetic.write_book(synthetic.make_village(count, seed=1, on=now.date()), book)
    with current.inside(village):
        began = time.perf_counter()
        batch = imports.upload_file(key=key, filename="bench.xlsx", content=book.getvalue(), by=clerk, at=now)
        batch = imports.check_import(batch_id=batch.pk, progress=Progress(0), at=now)
        import_storing.start_commit(batch=batch, leave_errors=False, by=clerk, at=now)
        import_storing.store_import(batch_id=batch.pk, progress=Progress(0), at=now)
        took = time.perf_counter() - began
        assert Resident.objects.count() == count
    return took


def carry_letters(
    village: Office, people: dict[str, Account], count: int, passphrase: str, seen: Callable[[], int] | None = None
) -> tuple[list[float], list[float]]:
    """
    Seconds from request to archive, and from signature to the figure the kecamatan reads, for each letter.

    :param seen: how many letters the kecamatan reads; without it the row its page is made of.
    """
    arrived, lags = [], []
    seen = seen or issued
    with current.inside(village):
        kind = LetterKind.objects.get(slug="sk-usaha")
        grown = Resident.objects.filter(born_on__lt=timezone.now().date() - timedelta(days=9000)).order_by("pk")[:count]
        for number, resident in enumerate(grown, start=1):
            began = time.perf_counter()
            letter = service.make_at_counter(
                key=uuid4(), kind=kind, answers=ANSWERS, resident=resident, by=people["clerk"], at=timezone.now()
            )
            letter = service.check_by_kasi(letter=letter, by=people["clerk"], at=timezone.now())
            letter = service.check_by_sekdes(letter=letter, by=people["clerk"], at=timezone.now())
            (result,) = service.sign_letters(
                letter_ids=[letter.pk], passphrase=passphrase, by=people["head"], at=timezone.now()
            )
            assert result.is_signed, result.problem
            signed = time.perf_counter()
            document = Letter.objects.get(pk=letter.pk).document_id
            wait_until(
                lambda document=document: Document.objects.filter(pk=document, state=Document.State.STORED).exists()
            )
            arrived.append(time.perf_counter() - began)
            wait_until(lambda number=number: seen() >= number)
            lags.append(time.perf_counter() - signed)
    return arrived, lags


def issued() -> int:
    office = current.office()
    month = Period.month_of(timezone.now().astimezone(office.tzinfo))
    fact = Fact.objects.filter(office_id=office.pk, indicator="letters_issued", period=month).first()
    return int(fact.numerator) if fact else 0


def camat_sees(district: Office, village: Office) -> Callable[[], int]:
    """Opens the camat's first page and reads there how many letters a village issued. The caller stands in the village again."""
    client = client_of(district, {})
    cell = re.compile(rf"{village.key}/letters_issued/[^>]*>(?:<span[^>]*>[^<]*</span>)*([0-9.]+)")

    def seen() -> int:
        found = cell.search(client.get("/").content.decode())
        current.enter(village)
        return int(found[1].replace(".", "")) if found else 0

    return seen


def lag_shown(district: Office) -> float:
    """Seconds within which 99 of 100 figures of today arrived, as the camat's page tells it."""
    from supervision import figure_queries
    from supervision.rules import slowest

    with current.inside(district):
        now = timezone.now().astimezone(district.tzinfo)
        found = figure_queries.comparison(period=Period.month_of(now), at=now)
    return slowest([lag for row in found.rows for lag in row.lags]) or 0.0


def wait_until(true: Any, seconds: float = 60) -> None:
    deadline = time.perf_counter() + seconds
    while not true():
        if time.perf_counter() > deadline:
            raise TimeoutError("the worker did not do it")
        time.sleep(0.01)


def page_statements(village: Office, people: dict[str, Account]) -> tuple[int, str]:
    """The largest number of statements any page needs, and which page that is."""
    offices = {"village": village, "district": office_of("35.29.11"), "regency": office_of("35.29")}
    worst, where = 0, ""
    for kind, paths in PAGES.items():
        client = client_of(offices[kind], people)
        for path in paths:
            with CaptureQueriesContext(current.connection) as seen:
                response = client.get(path)
            assert response.status_code in {200, 302}, f"{kind} {path}: {response.status_code}"
            if len(seen) > worst:
                worst, where = len(seen), path
    return worst, where


def client_of(office: Office, people: dict[str, Account]) -> Client:
    client = Client(headers={"host": office.host})
    with current.inside(office):
        if office.kind == "village":
            account = Account.objects.create(username="all", name="Semua", created_at=timezone.now())
            posts = (*VILLAGE_POSTS, "KADES")
        else:
            account = Account.objects.create(username="all", name="Semua", created_at=timezone.now())
            posts = ("CAMAT",) if office.kind == "district" else ("ADMIN_KABUPATEN",)
        Appointment.objects.bulk_create(
            Appointment(account=account, post=post, since=timezone.now().date()) for post in posts
        )
        client.force_login(account, backend="accounts.backend.AccountBackend")
        session = client.session
        session["second_factor"] = True
        session.save()
    return client
