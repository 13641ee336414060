"""
Twelve villages live at random; a pencil beside them notes what they do. In the end three ways of counting say the same.

What was published step by step, what a recount gives, and what the pencil noted: for open months and for those that were closed
meanwhile, which stay what they were although people die, move and ask for letters afterwards.
"""

import uuid
from collections import Counter, defaultdict
from copy import copy, deepcopy
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from conftest import KEYS
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from samples.ledger import enrol, happen

from accounts.models import Account, Appointment
from exchange import indicators
from exchange.models import Alarm, Fact
from exchange.outbox import actions as outbox
from exchange.periods import Period
from modules.service import actions as service
from modules.service.complaints import actions as complaints
from modules.service.models import Letter, LetterKind, State
from papers import actions as papers
from papers import authority
from registry import actions as registry
from registry.models import Resident
from tenants.actions.opening import open_office
from tenants.models import Office, Region
from walls import current

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 10, 5, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
PASSPHRASE = "kentongan-berbunyi-tiga"
PEOPLE = 14
POSTS = ("KADES", "SEKDES", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "OPERATOR")
FLOWS = ("births", "deaths", "arrivals", "departures", "letters_issued", "head_complaints", "requests")
NOTED: Counter[str] = Counter()


class Pencil:
    """One village, and what somebody with a pencil knows of it; nothing here is read from the tables that are counted."""

    def __init__(self, office):
        self.office, self.by = office, None
        self.signs = False
        self.residents, self.certified, self.children = 0, 0, 0
        self.flows = defaultdict(Counter)
        self.closed = {}

    def told(self, month):
        """Every figure of a month as it must be published."""
        flows = self.flows[month]
        figures = {name: (flows[name], None) for name in FLOWS[:-1]}
        figures |= {
            "residents": (self.residents, None),
            "requests_per_1000": (flows["requests"], self.residents),
            "birth_certificates": (self.certified, self.children) if self.children else None,
            "balance_closes": (1, 1),
        }
        of_people = {"births", "deaths", "arrivals", "departures", "residents", "birth_certificates"}
        return {code: hidden(*pair) if code in of_people else pair for code, pair in figures.items() if pair}


def hidden(part, whole):
    """By the words of the rule: fewer than ten people are not told, nor a part, a rest or a whole of fewer than ten."""
    groups = [part] if whole is None else [part, whole - part]
    is_few = any(1 <= group <= 9 for group in groups) or (whole is not None and whole <= 9)
    return (None, None) if is_few else (part, whole)


class World:
    """The twelve, and the time it is for all of them."""

    def __init__(self, villages):
        self.villages, self.now, self.number = villages, BEGIN, 0

    @property
    def month(self):
        return f"{self.now:%Y-%m}"

    def born(self, pencil, pick):
        has = pick % 3 == 0
        enrol(
            at=self.now, kind="BIRTH", name="BAYI SAMPLE", sex=1 + pick % 2, born_on=self.now.date(), relation=4,
            birth_certificate="AL-7" if has else "",
        )  # fmt: skip
        self.note(pencil, births=1, residents=1, children=1, certified=has)

    def came(self, pencil, pick):
        for _ in range(11 if pick % 4 == 0 else 1):
            enrol(at=self.now, kind="MOVE_IN", name="PENDATANG SAMPLE", sex=1, born_on=BEGIN.date().replace(year=1990))
            self.note(pencil, arrivals=1, residents=1)

    def goes(self, pencil, pick, kind, flow):
        grown = Resident.objects.filter(status=1, born_on__year__lt=2000).order_by("pk")
        if person := grown[pick % grown.count()] if grown.count() > 3 else None:
            happen(kind, person, at=self.now, by=pencil.by)
            self.note(pencil, **{flow: 1, "residents": -1})

    def died(self, pencil, pick):
        self.goes(pencil, pick, "DEATH", "deaths")

    def left(self, pencil, pick):
        self.goes(pencil, pick, "MOVE_OUT", "departures")

    def asked(self, pencil, pick):
        person = Resident.objects.filter(status=1, born_on__year__lt=2000).order_by("pk").first()
        letter = service.make_at_counter(
            key=uuid.uuid4(), kind=LetterKind.objects.get(slug="pengantar-skck"), answers={"purpose": "Melamar pekerjaan"},
            resident=person, by=pencil.by, at=self.now, repeats_because="uji",
        )  # fmt: skip
        self.note(pencil, requests=1)
        if pencil.signs and pick % 2:
            letter = service.check_by_kasi(letter=letter, by=pencil.by, at=self.now)
            letter = service.check_by_sekdes(letter=letter, by=pencil.by, at=self.now)
            (result,) = service.sign_letters(letter_ids=[letter.pk], passphrase=PASSPHRASE, by=pencil.by, at=self.now)
            assert result.is_signed, result.problem
            self.note(pencil, letters_issued=1)
        elif pick % 3 == 0:
            service.return_incomplete(letter=letter, reason="Foto KTP buram.", by=pencil.by, at=self.now)

    def cancelled(self, pencil, pick):
        letter = Letter.objects.filter(state=State.READY).order_by("-pk").first()
        if letter is None:
            return
        service.cancel_letter(letter=letter, reason="Salah tulis", by=pencil.by, at=self.now)
        NOTED["cancelled"] += 1
        pencil.flows[f"{letter.signed_at.astimezone(BEGIN.tzinfo):%Y-%m}"]["letters_issued"] -= 1

    def complained(self, pencil, pick):
        about = "KADES" if pick % 2 else "OTHER"
        complaints.tell_complaint(
            key=uuid.uuid4(),
            story_told="Lampu jalan padam.",
            category="ORDINARY",
            about=about,
            manner="ANONYMOUS",
            at=self.now,
        )
        self.note(pencil, head_complaints=pick % 2)

    def closed(self, pencil, pick):
        """The register of last month, and with it by night its figures."""
        last = Period(self.month).before
        if last < f"{BEGIN:%Y-%m}" or last in pencil.closed:
            return
        registry.close_month(first=last.first_day, by=pencil.by, at=self.now)
        outbox.publish_dirty(at=self.now)
        pencil.closed[last] = dict(self.standing(pencil, last))
        assert last in outbox.close_due(at=self.now)
        NOTED["closed"] += 1

    def standing(self, pencil, month):
        """What the pencil says of a month that is over: who lived there at its end, and what came and went in it."""
        later = [flows for when, flows in pencil.flows.items() if when > month]
        gone = sum(flows["births"] + flows["arrivals"] - flows["deaths"] - flows["departures"] for flows in later)
        then = Pencil(pencil.office)
        then.flows, then.residents = pencil.flows, pencil.residents - gone
        found = then.told(month)
        # Asked of the records, which know only today: what was told while the month ran stays.
        found.pop("birth_certificates", None)
        return found

    def waited(self, pencil, pick):
        self.now += timedelta(days=3 + pick % 12)

    def note(self, pencil, **changes):
        for name, many in changes.items():
            if name in FLOWS:
                pencil.flows[self.month][name] += many
                NOTED[name] += many
            else:
                setattr(pencil, name, getattr(pencil, name) + many)

    def live(self, steps):
        for place, act, pick in steps:
            pencil = self.villages[place]
            with current.inside(pencil.office):
                getattr(self, act)(pencil, pick)
                if pick % 2:
                    outbox.publish_dirty(at=self.now)
            self.now += timedelta(minutes=7)

    def judge(self):
        for pencil in self.villages:
            with current.inside(pencil.office):
                outbox.publish_dirty(at=self.now)
                self.judge_one(pencil)

    def judge_one(self, pencil):
        for month, expected in pencil.closed.items():
            assert published(month, expected) == expected, (pencil.office.name, month, "closed")
        expected = pencil.told(self.month)
        before = published(self.month)
        # What nothing has happened to is not marked; the night brings it, and changes nothing that was told.
        outbox.recompute_all(period=self.month, at=self.now)
        after = published(self.month)
        still = {code for code in before if not indicators.named(code).moves_with_time}
        assert {code: before[code] for code in still} == {code: after[code] for code in still}, pencil.office.name
        assert {code: after.get(code) for code in expected} == expected, pencil.office.name
        assert outbox.check_figures(period=self.month, at=self.now) == []
        assert outbox.check_closed(at=self.now) == []
        assert not Alarm.objects.filter(office_id=pencil.office.pk).exists()


def published(month, codes=None):
    facts = Fact.objects.filter(office_id=current.office().pk, period=month)
    told = {fact.indicator: (fact.numerator, fact.denominator) for fact in facts}
    return told if codes is None else {code: told.get(code) for code in codes}


ACTS = ("born", "born", "came", "came", "died", "left", "asked", "asked", "cancelled", "complained", "closed", "waited")
STEPS = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(ACTS), st.integers(0, 99)), min_size=12, max_size=30)
#: Whatever else happens: in every story each thing happens, months are closed, and people die after the close.
ALWAYS = [
    *[(place, act, 4 + place) for place in range(3) for act in ("born", "came", "died", "left", "asked", "complained")],
    (0, "asked", 1), (0, "asked", 3), (0, "cancelled", 1), (0, "waited", 11), (0, "waited", 11),
    (0, "closed", 1), (1, "closed", 0), (0, "died", 3), (1, "died", 2), (0, "cancelled", 0), (2, "died", 1), (0, "asked", 5),
]  # fmt: skip


@pytest.fixture
def twelve(db, settings, tmp_path):
    settings.CA_DIR = tmp_path / "ca"
    authority.make_authority(name="uji", at=BEGIN - timedelta(days=2))
    with current.outside():
        taken = list(Office.objects.filter(kind="village").values_list("region_code", flat=True))
        regions = Region.objects.filter(code__regex=r"^35\.29\.1[01]\.2").exclude(code__in=taken).order_by("code")
        codes = list(regions.values_list("code", flat=True)[: 12 - len(taken)])
    for code in codes:
        open_office(region_code=code, at=BEGIN)
    with current.outside():
        offices = list(Office.objects.filter(kind="village").select_related("secret", "parent__parent").order_by("pk"))
    assert len(offices) == 12
    assert set(KEYS.values()) & {office.key for office in offices}
    return World([settle(office, place) for place, office in enumerate(offices)])


def settle(office, place):
    pencil = Pencil(office)
    with current.inside(office):
        pencil.by = Account.objects.create(username="semua", name="Sari Contoh", created_at=BEGIN)
        Appointment.objects.bulk_create(Appointment(account=pencil.by, post=post, since=BEGIN.date()) for post in POSTS)
        early = BEGIN - timedelta(days=4)
        for number in range(PEOPLE):
            enrol(
                at=early, name=f"WARGA SAMPLE {number}", sex=1 + number % 2, born_on=BEGIN.date().replace(year=1960 + number),
                nik=f"359901010180{place + 1:02d}{number:02d}", nik_status="TETAP", birthplace="SUMENEP", religion=1,
                occupation=84, marital=1, citizenship=1,
            )  # fmt: skip
        pencil.residents = PEOPLE
        if place < 2:
            papers.issue_certificate(
                account=pencil.by, name="Sari Contoh", post="Kepala Desa", office_title=office.title,
                passphrase=PASSPHRASE, at=BEGIN - timedelta(hours=9),
            )  # fmt: skip
            pencil.signs = True
    return pencil


def test_what_is_published_is_what_is_counted_and_what_was_noted(twelve):
    @settings(
        max_examples=2, deadline=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(steps=STEPS)
    def live(steps):
        world = World([copy(pencil) for pencil in twelve.villages])
        for pencil in world.villages:
            pencil.flows, pencil.closed = deepcopy(pencil.flows), {}
        with transaction.atomic():
            world.live(ALWAYS + steps)
            world.judge()
            transaction.set_rollback(True)

    NOTED.clear()
    live()

    assert min(NOTED[name] for name in (*FLOWS, "cancelled", "closed")) >= 2, NOTED
