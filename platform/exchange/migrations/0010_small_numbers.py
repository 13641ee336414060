"""Numbers of few people that were published before they were kept in the village; what was closed with them says so without them."""

from typing import Any

from django.db import migrations
from django.db.models import F, Q

#: What counted people when this was written; a migration asks no indicator what it is today.
OF_PEOPLE = (
    "residents", "families", "card_unrecorded", "recorded_elsewhere", "births", "deaths", "arrivals", "departures",
)  # fmt: skip


def hide_small_numbers(apps: Any, schema_editor: Any) -> None:
    """This will take away counts from 1 to 9, and shares with a whole, a part or a rest under 10; twice changes nothing."""
    small = Q(numerator__gt=0, numerator__lt=10) | Q(denominator__lt=10)
    small |= Q(denominator__gt=F("numerator"), denominator__lt=F("numerator") + 10)
    facts = apps.get_model("exchange", "Fact").objects.filter(small, indicator__in=OF_PEOPLE, numerator__isnull=False)
    facts.update(numerator=None, denominator=None, buckets=None, is_small=True)


class Migration(migrations.Migration):

    dependencies = [("exchange", "0009_closed_periods")]

    operations = [migrations.RunPython(hide_small_numbers, migrations.RunPython.noop)]
