"""Making the sample kabupaten; every step looks first whether it was done, so running it again changes nothing."""

import io
import uuid
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.conf import settings

import supervision.actions
from accounts.actions import accept_invitation, invite
from accounts.models import Account
from config.demo import letters, matters, site
from config.demo.cast import CAST, DISTRICTS, HOME, REGENCY, VILLAGES, Person, Secrets
from exchange.models import Target
from exchange.periods import Period
from jobs.progress import Progress
from registry import synthetic
from registry.actions import import_storing, imports
from registry.models import ImportBatch, Resident
from tenants import regions
from tenants.actions.opening import open_office
from tenants.models import Office, Region
from walls import current, keys

Say = Callable[[str], None]
# A name space for the keys of sample imports, so that a second seeding finds the first.
SAMPLE = uuid.UUID("6f1d7d0e-54c8-4e53-9a0f-1c6f3d6f2b11")
RESIDENTS = {HOME: 2500}
FEWER = 240


def make(*, at: datetime, say: Say) -> None:
    """Open the sample offices and fill them."""
    if not Region.objects.filter(code=HOME).exists():
        regions.load(regions.SAMPLE)
    for code in (REGENCY, *DISTRICTS, *VILLAGES):
        office = Office.objects.filter(region_code=code).first()
        if office is None:
            office = open_office(region_code=code, at=at)
            say(f"Kantor dibuka: {office.title}")
    for person in CAST:
        with current.inside(office_of(person.code)):
            hire(person, at=at)
    for seed, code in enumerate(VILLAGES, start=1):
        with current.inside(office_of(code)):
            bring_in_residents(RESIDENTS.get(code, FEWER), seed=seed, at=at, say=say)
            letters.make(SAMPLE, few=code != HOME, passphrase=Secrets.of_this_machine().passphrase, at=at)
            site.make(SAMPLE, at=at)
    first, *_ = DISTRICTS
    below = [office_of(code) for code in VILLAGES if code.startswith(first)]
    matters.make(SAMPLE, district=office_of(first), villages=below, at=at)
    with current.inside(office_of(REGENCY)):
        expect_punctuality(at=at)
    write_accounts()


def expect_punctuality(*, at: datetime) -> None:
    """Without a target the kecamatan's page judges nobody."""
    if not Target.objects.exists():
        admin = Account.objects.get(username="kabupaten")
        # The months the demonstration shows are judged too.
        first = Period(f"{at.year - 1}-01")
        supervision.actions.set_target(code="requests_on_time", value=Decimal(80), since=first, by=admin, at=at)


def office_of(code: str) -> Office:
    with current.outside():
        return (
            Office.objects.select_related("secret", "parent__parent").prefetch_related("domains").get(region_code=code)
        )


def hire(person: Person, *, at: datetime) -> None:
    if Account.objects.filter(username=person.username).exists():
        return
    own = Secrets.of_this_machine()
    account, link = invite(username=person.username, name=person.name, posts=list(person.posts), by=None, at=at)
    accept_invitation(secret=link, password=own.password, at=at)
    if person.signs:
        # The sample's second factor is known beforehand; a real one is drawn by the product and seen once.
        Account.objects.filter(pk=account.pk).update(totp_sealed=keys.seal("totp", own.totp), totp_confirmed_at=at)


def bring_in_residents(count: int, *, seed: int, at: datetime, say: Say) -> None:
    """Through the same import an officer uses, from a synthetic file in the incumbent's format."""
    if Resident.objects.exists():
        return
    clerk = next(account for account in Account.objects.with_posts() if "OPERATOR" in account.posts)
    book = io.BytesIO()
    synthetic.write_book(synthetic.make_village(count, seed=seed, on=at.date()), book)
    key = uuid.uuid5(SAMPLE, current.office_key())
    imports.upload_file(key=key, filename="contoh-penduduk.xlsx", content=book.getvalue(), by=clerk, at=at)
    # Each step does nothing when it was done: a seeding that was cut off goes on where it stopped.
    batch = imports.check_import(batch_id=ImportBatch.objects.get(key=key).pk, progress=Progress(0), at=at)
    if batch.state == ImportBatch.State.CHECKED:
        import_storing.start_commit(batch=batch, leave_errors=True, take_headless=True, by=clerk, at=at)
    import_storing.store_import(batch_id=batch.pk, progress=Progress(0), at=at)
    say(f"{current.office().title}: {Resident.objects.count()} penduduk contoh")


def write_accounts() -> None:
    """List addresses and sample passwords for the person at this machine."""
    own = Secrets.of_this_machine()
    lines = []
    for code in (REGENCY, *DISTRICTS, *VILLAGES):
        office = office_of(code)
        people = ", ".join(person.username for person in CAST if person.code == code)
        lines.append(f"{office.address:<52} {office.title:<24} {people}")
    lines += [
        "",
        f"Sandi semua akun contoh: {own.password}",
        f"Kata sandi tanda tangan kades: {own.passphrase}",
        f"Faktor kedua kades: kunci aplikasi {own.totp}, atau jalankan `make code`",
    ]
    path = Path(settings.LOCAL) / "demo-accounts.txt"
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")
