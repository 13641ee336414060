"""The lines of a list that may still be typed over on its page."""

from dataclasses import dataclass

from accounts.posts import Post
from supervision import bulk_queries, incoming
from supervision.actions.openings import first_posts
from supervision.models import BulkLine, BulkOpening
from supervision.queries import own_region_code
from tenants import queries as offices

#: A page of a phone; a longer list is mended in its file.
MENDED_ON_A_PAGE = 120


@dataclass(frozen=True)
class MendableLine:
    """A line whose cells may be typed over, with the post of its first person and those there are to choose from."""

    line: BulkLine
    name: str
    kind: str
    post: str
    posts: list[Post]


def mendable_lines(bulk: BulkOpening) -> list[MendableLine]:
    """The lines that opened nothing, bad ones first; none when there are too many for a page, or no cell could make an office of them."""
    lines = list(bulk.lines.filter(opening__isnull=True).order_by("number")[: MENDED_ON_A_PAGE + 1])
    if not lines or len(lines) > MENDED_ON_A_PAGE:
        return []
    names, own = bulk_queries.region_names({line.code for line in lines}), own_region_code()
    opened = bulk_queries.opened_among(names)
    found = []
    for line in sorted(lines, key=lambda one: not one.problem):
        kind = offices.kind_of_code(line.code) if line.code.startswith(f"{own}.") else None
        if kind and line.code in names and line.code not in opened:
            post = incoming.post_named(line.cells.get("jabatan", ""), kind)
            found.append(MendableLine(line, names[line.code], kind, post, first_posts(kind)))
    return found
