"""Writing what the office will do about the elements people are least content with."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from modules.service.contract import keep_survey_plan, texts
from modules.service.survey.rules.elements import CODES

LONGEST, SHORT = 300, 40


def plan_follow_up(*, span: Any, steps: Sequence[Mapping[str, str]], by: Any, at: datetime) -> None:
    """
    Keep the plan of a span; what has no text is no step.

    :param steps: `{element, text, post, due}` each.
    :raises TextRefused: a text is empty or too long.
    """
    said = {one["element"]: one for one in steps if one["text"].strip()}
    plan = [_cleaned(said[code]) for code in CODES if code in said]
    keep_survey_plan(span=str(span), plan=plan, by=by, at=at)


def _cleaned(step: Mapping[str, str]) -> dict[str, str]:
    longest = {"text": LONGEST, "due": SHORT}
    words = {name: texts.cleaned(" ".join(step[name].split()), most=most) for name, most in longest.items()}
    return {"element": step["element"], "post": step["post"], **words}
