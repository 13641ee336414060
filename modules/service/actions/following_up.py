"""What the office will do after a survey, kept with its decisions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from modules.service.models import ServiceSettings


@transaction.atomic
def keep_survey_plan(*, span: str, plan: Sequence[Mapping[str, str]], by: Any, at: datetime) -> None:
    """
    Keep the plan of a span in the place of the one before it; an empty one takes it away.

    :param plan: `{element, text, post, due}` each.
    """
    settings, _ = ServiceSettings.objects.select_for_update().get_or_create(id=1)
    others = {code: kept for code, kept in settings.survey_plans.items() if code != span}
    settings.survey_plans = others | ({span: [dict(one) for one in plan]} if plan else {})
    settings.save(update_fields=["survey_plans"])
    detail = {"span": span, "elements": [one["element"] for one in plan]}
    audit.record("survey_plan.keep", settings, by=by, at=at, detail=detail)
