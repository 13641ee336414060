"""What the simulation knows of its kabupaten: kept beside the product, so that the two can be compared."""

import io
import random
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import papers.actions
from accounts.models import Account, Appointment
from jobs.progress import Progress
from registry import synthetic
from registry.actions import import_storing, imports
from registry.models import Resident
from tenants.actions.opening import open_office
from tenants.models import Office, Region

FIRST_DAY = date(2026, 6, 8)
PROVINCE, REGENCY = "99", "99.01"
VILLAGES_OF_A_DISTRICT = 50
PEOPLE = 12
PASSPHRASE = "kata-sandi-simulasi"  # noqa: S105 - of invented people
CLERK_POSTS = ("SEKDES", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "KASI_KESEJAHTERAAN", "OPERATOR")


@dataclass
class Village:
    """One village and what must be true of it."""

    office: Office
    index: int
    #: The clerk and the head, once the village is awake.
    people: tuple[Account, Account] | None = None
    residents: int = 0
    #: State -> how many letters.
    letters: Counter[str] = field(default_factory=Counter)
    #: Serial numbers given, in the order they were given, of each year.
    numbers: dict[int, list[int]] = field(default_factory=dict)
    #: "2026-06" -> letters signed in it and not cancelled.
    issued: Counter[str] = field(default_factory=Counter)
    #: Month -> what `issued` was when it was closed; nothing changes it after.
    closed: dict[str, int] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """Stands in every text this village writes; anywhere else it is a leak."""
        return f"kenari-{self.office.key}"

    @property
    def is_awake(self) -> bool:
        return self.people is not None

    @property
    def clerk(self) -> Account:
        assert self.people, "nobody works in a sleeping village"
        return self.people[0]

    @property
    def head(self) -> Account:
        assert self.people, "nobody works in a sleeping village"
        return self.people[1]


@dataclass
class World:
    dice: random.Random
    regency: Office
    districts: list[Office]
    villages: list[Village]
    day: int = 0

    @property
    def today(self) -> date:
        return FIRST_DAY + timedelta(days=self.day)

    def moment(self) -> datetime:
        """Some minute of today's office hours."""
        return datetime(self.today.year, self.today.month, self.today.day, 1 + self.dice.randrange(7), tzinfo=UTC)

    def somebody(self) -> Village:
        """A village; a few are busy, most are quiet."""
        return self.villages[int(len(self.villages) * self.dice.random() ** 3)]


def begin(count: int, *, seed: int) -> World:
    """Open a kabupaten with so many villages."""
    codes = [_code(number) for number in range(count)]
    districts = sorted({code[:8] for code in codes})
    Region.objects.bulk_create(
        [
            Region(code=PROVINCE, name="PROVINSI SIMULASI"),
            Region(code=REGENCY, name="KABUPATEN SIMULASI"),
            *(Region(code=code, name=f"KECAMATAN CONTOH {code[-2:]}") for code in districts),
            *(Region(code=code, name=f"CONTOH {number + 1}") for number, code in enumerate(codes)),
        ]
    )
    at = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC) - timedelta(days=30)
    regency = open_office(region_code=REGENCY, at=at)
    above = [open_office(region_code=code, at=at) for code in districts]
    villages = [Village(open_office(region_code=code, at=at), index) for index, code in enumerate(codes)]
    return World(random.Random(seed), regency, above, villages)  # noqa: S311 - dice of a game, no secret


def wake(village: Village, *, at: datetime) -> None:
    """Hire the two people every act needs, and bring in the first residents. The caller stands in the village."""
    village.people = _hire("juru", village, CLERK_POSTS, at), _hire("kades", village, ("KADES",), at)
    papers.actions.issue_certificate(
        account=village.head,
        name=village.head.name,
        post="Kepala Desa",
        office_title=village.office.title,
        passphrase=PASSPHRASE,
        at=at,
    )
    book = io.BytesIO()
    synthetic.write_book(synthetic.make_village(PEOPLE, seed=village.index, on=at.date()), book)
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"{village.word}/first")
    batch = imports.upload_file(
        key=key, filename=f"{village.word}.xlsx", content=book.getvalue(), by=village.clerk, at=at
    )
    batch = imports.check_import(batch_id=batch.pk, progress=Progress(0), at=at)
    import_storing.start_commit(batch=batch, leave_errors=bool(batch.error_count), by=village.clerk, at=at)
    import_storing.store_import(batch_id=batch.pk, progress=Progress(0), at=at)
    village.residents = Resident.objects.count()


def _hire(username: str, village: Village, posts: tuple[str, ...], at: datetime) -> Account:
    account = Account.objects.create(username=username, name=f"{username} {village.word}".upper(), created_at=at)
    Appointment.objects.bulk_create(Appointment(account=account, post=post, since=at.date()) for post in posts)
    return account


def _code(number: int) -> str:
    district, village = divmod(number, VILLAGES_OF_A_DISTRICT)
    return f"{REGENCY}.{district + 1:02d}.{2001 + village}"
