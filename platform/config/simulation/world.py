"""What the simulation knows of its kabupaten: kept beside the product, so that the two can be compared."""

import copy
import random
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import archive.actions
import papers.actions
from accounts.models import Account, Appointment
from config.simulation import filing
from config.simulation.pencil import Person, Register
from exchange.outbox import actions as outbox
from exchange.periods import Period
from registry import synthetic
from registry.rules.nik import day_part_for
from tenants.actions.opening import open_office
from tenants.models import Office, Region
from walls import current

FIRST_DAY = date(2026, 6, 8)
PROVINCE, REGENCY = "99", "99.01"
VILLAGES_OF_A_DISTRICT = 50
PEOPLE = 12
#: Between two acts in one village.
A_WHILE = timedelta(minutes=5)
PASSPHRASE = "kata-sandi-simulasi"  # noqa: S105 - of invented people
CLERK_POSTS = ("SEKDES", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "KASI_KESEJAHTERAAN", "OPERATOR")


@dataclass
class Village:
    """One village and what must be true of it."""

    office: Office
    index: int
    #: The clerk and the head, once the village is awake.
    officers: tuple[Account, Account] | None = None
    register: Register = field(default_factory=Register)
    #: State -> how many letters.
    letters: Counter[str] = field(default_factory=Counter)
    #: Serial numbers given, in the order they were given, of each year.
    numbers: dict[int, list[int]] = field(default_factory=dict)
    #: "2026-06" -> letters signed in it and not cancelled.
    issued: Counter[str] = field(default_factory=Counter)
    #: Month -> its figures when they were closed; nothing changes them after.
    closed: dict[str, dict[str, int]] = field(default_factory=dict)
    #: When somebody last worked in it; nothing happens twice at once, or a figure would be counted before it was published.
    clock: datetime | None = None

    @property
    def word(self) -> str:
        """Stands in every text this village writes; anywhere else it is a leak."""
        return f"kenari-{self.office.key}"

    @property
    def residents(self) -> int:
        return len(self.register.people)

    @property
    def is_awake(self) -> bool:
        return self.officers is not None

    @property
    def clerk(self) -> Account:
        assert self.officers, "nobody works in a sleeping village"
        return self.officers[0]

    @property
    def head(self) -> Account:
        assert self.officers, "nobody works in a sleeping village"
        return self.officers[1]

    def month(self, at: datetime) -> str:
        return str(Period.month_of(at.astimezone(self.office.tzinfo)))

    def figures(self, month: str) -> dict[str, int]:
        """What the village publishes of a month, by the code of the indicator."""
        said = self.register.month(month)
        return {
            "letters_issued": self.issued[month],
            "residents": said.closing,
            "families": said.families,
            "births": said.born,
            "deaths": said.died,
            "arrivals": said.came,
            "departures": said.moved,
        }

    def forgetting(self) -> Callable[[], None]:
        """What puts the notes back to where they are now, for work that leaves nothing."""
        names = ("register", "letters", "numbers", "issued", "closed")
        kept = {name: copy.deepcopy(getattr(self, name)) for name in names}
        return lambda: vars(self).update(kept)


@dataclass
class Offer:
    """People one village offered to another."""

    key: uuid.UUID
    sender: int
    receiver: int
    people: list[Person]
    is_whole_family: bool
    state: str = "OFFERED"


@dataclass
class World:
    dice: random.Random
    regency: Office
    districts: list[Office]
    villages: list[Village]
    day: int = 0
    offers: dict[uuid.UUID, Offer] = field(default_factory=dict)
    #: Villages in which somebody worked today.
    worked: set[int] = field(default_factory=set)
    #: Village -> the NIK of those who live there, as the last judgement found them in its tables.
    found: dict[int, frozenset[str]] = field(default_factory=dict)
    serial: int = 0

    @property
    def today(self) -> date:
        return FIRST_DAY + timedelta(days=self.day)

    def moment(self) -> datetime:
        """Some minute of today's office hours."""
        return datetime(self.today.year, self.today.month, self.today.day, 1 + self.dice.randrange(7), tzinfo=UTC)

    def somebody(self) -> Village:
        """A village; a few are busy, most are quiet."""
        return self.villages[int(len(self.villages) * self.dice.random() ** 3)]

    def other_than(self, village: Village) -> Village:
        """Another village, if there is one that is awake."""
        others = [one for one in self.villages if one is not village]
        return self.dice.choice([one for one in others if one.is_awake] or others)

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.dice.getrandbits(128), version=4)

    def nik(self, sex: int, born_on: date) -> str:
        """A number nobody else of the kabupaten has."""
        return self._number(day_part_for(born_on, sex))

    def no_kk(self) -> str:
        return self._number(f"{self.today:%d%m%y}")

    def _number(self, day: str) -> str:
        part, rest = divmod(self.serial, 9999)
        self.serial += 1
        return f"{synthetic.PREFIX[:4]}{part:02d}{day}{rest + 1:04d}"


@contextmanager
def at_work(world: World, village: Village, *, at: datetime) -> Iterator[datetime]:
    """Stand in a village, woken if it sleeps, a little after whoever was there last; its clock's work is done at the end."""
    at = max(at, village.clock + A_WHILE) if village.clock else at
    village.clock = at
    world.worked.add(village.index)
    with current.inside(village.office):
        if not village.is_awake:
            wake(world, village, at=at)
        yield at
        sweep(at)


def sweep(at: datetime) -> None:
    """What the clock's tasks do a little later."""
    archive.actions.sweep_waiting(at=at + timedelta(minutes=1))
    outbox.publish_dirty(at=at + timedelta(minutes=1))


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


def wake(world: World, village: Village, *, at: datetime) -> None:
    """Hire the two people every act needs, and bring in the first residents. The caller stands in the village."""
    village.officers = _hire("juru", village, CLERK_POSTS, at), _hire("kades", village, ("KADES",), at)
    papers.actions.issue_certificate(
        account=village.head,
        name=village.head.name,
        post="Kepala Desa",
        office_title=village.office.title,
        passphrase=PASSPHRASE,
        at=at,
    )
    filing.bring_in(world, village, count=PEOPLE, seed=village.index, at=at, is_first=True)


def _hire(username: str, village: Village, posts: tuple[str, ...], at: datetime) -> Account:
    account = Account.objects.create(username=username, name=f"{username} {village.word}".upper(), created_at=at)
    Appointment.objects.bulk_create(Appointment(account=account, post=post, since=at.date()) for post in posts)
    return account


def _code(number: int) -> str:
    district, village = divmod(number, VILLAGES_OF_A_DISTRICT)
    return f"{REGENCY}.{district + 1:02d}.{2001 + village}"
