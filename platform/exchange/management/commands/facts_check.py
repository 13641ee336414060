"""Compare published figures with the registers."""

from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from exchange.outbox import actions
from exchange.periods import NotAPeriod, Period
from tenants.models import Office
from walls import current


class Command(BaseCommand):
    help = (
        "Count every indicator anew inside each village and name each published figure that differs; fails if any does."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--period", default="", help="2026-11; without it this month")
        parser.add_argument("--office", default="", help="the key of one village; without it all open ones")

    def handle(self, *, period: str, office: str, **options: Any) -> None:
        now, wrong, checked = timezone.now(), 0, 0
        villages = Office.objects.filter(kind=Office.Kind.VILLAGE, state=Office.State.OPEN).order_by("region_code")
        for village in villages.filter(key=office) if office else villages:
            with current.inside(village):
                found = actions.differences(period=_period(period) or _month(now, village), at=now)
            checked += 1
            wrong += sum(not difference.excuse for difference in found)
            for difference in found:
                self.stdout.write(_told(village, difference))
        if wrong:
            raise CommandError(f"{wrong} angka berbeda dari hitungan ulang.")
        self.stdout.write(f"{checked} desa diperiksa, semua angka sama dengan hitungan ulang.")


def _period(text: str) -> str:
    try:
        return Period(text) if text else ""
    except NotAPeriod as error:
        raise CommandError(f"{text} bukan periode. Tulis seperti 2026-11.") from error


def _month(now: Any, village: Office) -> str:
    return Period.month_of(now.astimezone(village.tzinfo))


def _told(village: Office, difference: actions.Difference) -> str:
    note = f" ({difference.excuse})" if difference.excuse else ""
    return (
        f"{village.title}: {difference.indicator} {difference.period} terbit {_figure(difference.published)}, "
        f"hitungan ulang {_figure(difference.counted)}{note}"
    )


def _figure(figure: tuple[Any, ...] | None) -> str:
    if figure is None:
        return "belum ada"
    return "/".join(f"{Decimal(part).normalize():f}" for part in figure if part is not None)
