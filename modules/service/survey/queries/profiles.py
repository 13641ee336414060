"""Who answered, by what they said of themselves."""

from typing import Any

from django.db.models import Count, Q

from modules.service.survey.models import Response
from modules.service.survey.rules.profile import UNSAID, Trait

#: What the questionnaire asks of people, in its order.
TRAITS = ("sex", "age", "education", "work")


def profile_of(span: Any) -> list[Trait]:
    """Each trait with how many said what; one statement."""
    asked = {
        f"{name}_{place}": Count("pk", filter=Q(**{name: value}))
        for name in TRAITS
        for place, (value, _) in enumerate(_choices(name))
    }
    answers = Response.objects.filter(answered_on__gte=span.first_day, answered_on__lte=span.last_day)
    counts = answers.aggregate(**asked)
    return [
        Trait(
            _label(name), tuple((words, counts[f"{name}_{place}"]) for place, (_, words) in enumerate(_choices(name)))
        )
        for name in TRAITS
    ]


def _choices(name: str) -> list[tuple[str, str]]:
    field: Any = Response._meta.get_field(name)
    return [*field.choices, ("", UNSAID)]


def _label(name: str) -> str:
    field: Any = Response._meta.get_field(name)
    return str(field.verbose_name).capitalize()
