"""
Obligations, targets, days off and kinds of letter, each led through the same life: published, followed by a village that was there,
one opened later and one asleep, refined by a village, changed, withdrawn; and who is told of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from conftest import NOON, VILLAGE
from django.db import Error, transaction

from exchange import announcements, holidays
from exchange.models import Announcement, Target
from messaging.models import Message
from modules.service import actions as service
from modules.service.models import KindVersion, LetterKind
from submissions import actions as submissions
from submissions import queries as duties
from submissions.own import actions as own_duties
from submissions.own import queries as own_duty_queries
from supervision import actions as supervision
from supervision.own import targets as own_targets
from tenants.actions import opening
from tenants.models import Office
from walls import current

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 4)
DUTY = {"name": "Laporan kas desa", "basis": "Perbup contoh 1", "rhythm": "month", "post": "SEKDES",
        "due": {"by": "DAY", "months": 1, "number": 5}}  # fmt: skip


class By:
    """Somebody of the kabupaten."""

    name, pk = "Dewi Sample", None


@dataclass(frozen=True)
class Catalogue:
    """
    One of the four: how a kabupaten publishes, changes and withdraws one thing in it, how a village refines it, and what holds.

    `holds` gives what the village goes by of the kabupaten, `own` what it says itself; both nothing where there is nothing.
    """

    publish: Callable[[Any], None]
    change: Callable[[Any], None]
    withdraw: Callable[[Any], None]
    refine: Callable[[Any, Any], None]
    holds: Callable[[], Any]
    own: Callable[[], Any]
    first: Any
    second: Any
    name: str


def keep_duty(number):
    return lambda at: submissions.keep_obligation(
        code="kas", said=DUTY | {"due": {"by": "DAY", "months": 1, "number": number}}, by=By(), at=at
    )


def duty_held():
    duties.forget()
    found = duties.obligations().get("kas")
    return found.due.number if found else None


def target(value):
    return lambda at: supervision.set_target(code="requests_on_time", value=value and Decimal(value), by=By(), at=at)


def add_day(name):
    return lambda at: supervision.add_holidays(days=[(DAY, name)], by=By(), at=at)


def day_held():
    holidays.forget()
    return holidays.named().get(DAY)


def publish_kind(minutes):
    return lambda at: service.publish_changes(
        slug="sk-usaha", changes={"minutes": minutes}, note="Lebih cepat", minutes_free=False, by=By(), at=at
    )


def kind():
    service.take_over_publications(at=NOON)
    return LetterKind.objects.select_related("version").get(slug="sk-usaha")


def kind_held():
    """What the kabupaten has it promise; a village that words it itself keeps what it had."""
    found = kind().version
    return found.source["minutes"] if found and found.origin == KindVersion.Origin.REGENCY else None


def kind_own():
    found = kind().version
    return found.source["note"] if found and found.origin == KindVersion.Origin.VILLAGE else None


def word_kind(by, at):
    held = kind()
    said = {"changes": {"note": "Catatan kami.", "minutes": 10}, "note": "", "opened": held.version_id or ""}
    service.save_version(kind=held, by=by, at=at, **said)


FOUR = {
    "obligation": Catalogue(
        keep_duty(5), keep_duty(8), lambda at: submissions.withdraw_obligation(code="kas", by=By(), at=at),
        lambda by, at: own_duties.refine_duty(code="kas", earlier=2, post="", by=by, at=at),
        duty_held, lambda: own_duty_queries.layer().refined.get("kas"), 5, 8, "Laporan kas desa",
    ),
    "target": Catalogue(
        target(80), target(85), target(None),
        lambda by, at: own_targets.set_own_target(code="requests_on_time", value=Decimal(95), by=by, at=at),
        lambda: Target.objects.filter(indicator="requests_on_time").order_by("-since").values_list("value", flat=True).first(),
        lambda: own_targets.refined_among(["requests_on_time"]) or None, 80, 85, ", 80 %",
    ),
    "holiday": Catalogue(
        add_day("Hari jadi"), add_day("Hari jadi kabupaten"), lambda at: supervision.undo_holiday(day=DAY, by=By(), at=at),
        lambda by, at: service.close_day(day=DAY, reason="Musyawarah desa", by=by, at=at),
        day_held, lambda: service_closed() or None, "Hari jadi", "Hari jadi kabupaten", "4 Januari 2027",
    ),
    "letter_kind": Catalogue(
        publish_kind(20), publish_kind(15), lambda at: service.withdraw_publication(slug="sk-usaha", by=By(), at=at),
        word_kind, kind_held, kind_own, 20, 15, "Usaha",
    ),
}  # fmt: skip


def service_closed():
    from modules.service.queries import catalogues

    return catalogues.closed_among([DAY.isoformat()])


@pytest.fixture(params=FOUR, ids=str)
def one(request, regency):
    """One of the four, with the acts of the kabupaten done there."""
    found: Catalogue = FOUR[request.param]

    def there(act):
        def run(at=NOON):
            with current.inside(regency):
                act(at)
            duties.forget()
            holidays.forget()

        return run

    return found, there(found.publish), there(found.change), there(found.withdraw)


def told(at=NOON):
    """What Sari was told of the kabupaten's changes, the oldest first."""
    announcements.hear(at=at)
    found = Message.objects.filter(event="catalogue.changed", account__username="sari").order_by("made_at", "pk")
    return list(found.values_list("text", flat=True))


def later(days):
    return NOON + timedelta(days=days)


def test_a_village_follows_is_told_once_and_keeps_its_own_word_to_the_end(one, village, sari):
    about, publish, change, withdraw = one
    publish(later(1))
    assert about.holds() == about.first
    (first,) = told(later(1))
    assert (about.name in first, "Berlaku juga di desa Anda." in first, first.startswith("Kabupaten menerbitkan")) == (
        True, True, True,
    )  # fmt: skip
    assert told(later(1)) == [first]

    about.refine(sari, later(2))
    mine = about.own()
    change(later(3))
    assert (about.own(), mine is not None) == (mine, True)
    if about is not FOUR["letter_kind"]:
        assert about.holds() == about.second
    assert "Desa Anda memakai perubahan sendiri" in told(later(3))[-1]

    withdraw(later(4))
    assert (about.holds(), about.own()) == (None, mine)
    last = told(later(4))[-1]
    assert (last.startswith("Kabupaten menarik"), "periksa apakah masih perlu" in last, len(told(later(4)))) == (
        True,
        True,
        3,
    )


def test_without_a_word_of_its_own_a_village_follows_to_the_end(one, village, sari):
    about, publish, change, withdraw = one
    held = []
    for days, act in enumerate((publish, change, withdraw), start=1):
        act(later(days))
        held.append(about.holds())
        told(later(days))

    assert held == [about.first, about.second, None]
    assert "itulah yang berlaku lagi" in told(later(3))[-1]


def test_a_village_opened_later_has_it_from_its_first_day_and_is_told_nothing(one):
    about, publish, _, _ = one
    publish(later(1))
    opened = opening.open_office(region_code="35.29.11.2003", at=later(2))
    with current.inside(opened):
        assert about.holds() == about.first
        assert announcements.hear(at=later(2)) == 0
        assert not Message.objects.exists()


def test_a_village_that_slept_is_told_when_it_wakes_and_never_of_what_is_long_past(one, village, sari):
    about, publish, change, _ = one
    publish(later(1))
    with current.outside():
        Office.objects.filter(region_code=VILLAGE).update(state="SUSPENDED")
    change(later(40))
    with current.outside():
        Office.objects.filter(region_code=VILLAGE).update(state="OPEN")

    assert about.holds() == about.second
    assert len(told(later(70))) == 1


def test_offices_above_and_a_village_without_that_post_are_told_nothing(one, village, district, regency):
    publish = one[1]
    publish()
    assert announcements.hear(at=NOON) == 0
    for office in (district, regency):
        with current.inside(office):
            assert announcements.hear(at=NOON) == 0


def test_only_a_kabupaten_announces_and_nothing_that_was_said_is_unsaid(village, district, regency):
    said = {"catalogue": "target", "code": "x", "name": "x", "at": NOON}
    for office in (village, district):
        for whose in (office, regency):
            with current.inside(office), pytest.raises(Error), transaction.atomic():
                Announcement.objects.create(office=whose, **said)
    with current.inside(regency):
        Announcement.objects.create(office=regency, **said)
        for change in (lambda: Announcement.objects.update(name="y"), lambda: Announcement.objects.all().delete()):
            with pytest.raises(Error), transaction.atomic():
                change()
    # A catalogue no room declares is passed over.
    with current.inside(regency):
        Announcement.objects.create(office=regency, **said | {"catalogue": "unknown"})
    assert announcements.hear(at=NOON) == 0


def test_hearing_costs_two_questions_when_there_is_nothing_new(village, sari, regency, django_assert_max_num_queries):
    with current.inside(regency):
        for act in (FOUR["target"].publish, FOUR["holiday"].publish):
            act(NOON)
    told()
    with django_assert_max_num_queries(2):
        assert announcements.hear(at=NOON) == 0


def test_many_days_are_one_message_that_counts_them(village, sari, regency):
    days = [(DAY + timedelta(days=number), f"Libur {number}") for number in range(5)]
    with current.inside(regency):
        supervision.add_holidays(days=days, by=By(), at=NOON)
    (text,) = told()
    assert ("4 Januari 2027 (Libur 0)" in text, "dan 2 hari lain" in text) == (True, True)
