"""What follows from the survey: the lowest elements of a span, and what the office will do about them."""

from dataclasses import dataclass
from typing import Any

from accounts.posts import Post
from modules.service.contract import survey_plan
from modules.service.survey.rules.elements import ELEMENTS, Element
from modules.service.survey.rules.index import Index

#: How many of the lowest elements a plan is asked for.
LOWEST = 3


@dataclass(frozen=True)
class Step:
    """What is done about one element, by which post, until when."""

    element: Element
    text: str
    post: str
    due: str

    @property
    def post_words(self) -> str:
        return str(Post(self.post).label) if self.post in Post.values else ""


def plan_of(span: Any) -> list[Step]:
    """The plan of a span, in the order of the elements; empty until somebody wrote one. One query."""
    said = {one["element"]: one for one in survey_plan(str(span))}
    return [
        Step(one, said[one.code]["text"], said[one.code]["post"], said[one.code]["due"])
        for one in ELEMENTS
        if one.code in said
    ]


def lowest(index: Index | None) -> list[Element]:
    """The elements people are least content with, the lowest first; none where all are alike."""
    if index is None or index.is_even:
        return []
    return sorted(ELEMENTS, key=lambda one: index.sums[one.code])[:LOWEST]
