"""Complaints as the search box finds them, in one statement that is written once for each set of posts (`walls.compiled`)."""

from functools import lru_cache
from typing import Any

from accounts.models import Account
from modules.service.complaints.models import Complaint
from modules.service.complaints.queries import code_of, first_things_first, holding, known_to, posts_of
from walls.compiled import Blank, CompiledQuery

#: At most, of one search.
FEW = 8
_SHOWN = ("id", "tracking_code", "state")


def telling_of(text: str, *, account: Any) -> list[Complaint]:
    """The first of an account's box that hold a text or bear it as their code, with code and state alone."""
    asked = _box_with(posts_of(account), isinstance(account, Account))
    rows = asked.rows(text=text.strip(), code=code_of(text.strip()))
    return [Complaint.from_db("default", list(_SHOWN), row) for row in rows]


@lru_cache(maxsize=64)
def _box_with(posts: frozenset[str], is_official: bool) -> CompiledQuery:
    wanted = holding(Blank("text"), Blank("code"))
    return CompiledQuery(
        lambda: first_things_first(known_to(posts, is_official).filter(wanted)).values_list(*_SHOWN)[:FEW]
    )
