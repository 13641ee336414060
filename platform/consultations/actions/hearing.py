"""What an office does when the other side has spoken: tell whom it concerns, and have its figures counted anew."""

from consultations import catalogue, facts
from consultations.actions import news
from consultations.actions.asking import AREA, RETENTION
from consultations.queries import KIND
from exchange.matters import queries as matters
from exchange.matters.kinds import Kind
from exchange.matters.models import Entry, Matter


def hears(matter: Matter, entry: Entry) -> None:
    """Done again when it fails, so it only tells and marks."""
    is_village = matters.is_mine(matter)
    event, posts = (news.MOVED, news.IN_VILLAGE) if is_village else (news.CAME, news.IN_DISTRICT)
    title = catalogue.of(matter).title
    news.tell(event, matter, posts, news.step_words(entry.verb), title=title, mark=f"{entry.number}", at=entry.at)
    facts.mark(matter, at=entry.at)


CONSULTATION = Kind(KIND, AREA, RETENTION, hears)
