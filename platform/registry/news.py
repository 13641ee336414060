"""What officers are told of the register: people another village says are moving here."""

from datetime import datetime

from accounts.posts import Post
from exchange import handovers
from exchange.models import Handover
from messaging import actions as messaging
from messaging import events
from messaging.events import Event

OFFERED = Event(
    "handover.offered",
    "Tawaran pindah datang",
    "{desa} menawarkan {jumlah} orang yang pindah ke sini.",
    {"desa": "Desa Contoh", "jumlah": "4"},
)


def teach() -> None:
    """This will declare it and listen, at start."""
    events.declare(OFFERED)
    handovers.listen(hears)


def hears(offer: Handover, at: datetime) -> None:
    """Ring once for each offer; who they are stands on its page, which notes who looks."""
    messaging.tell_posts(
        OFFERED.key,
        [Post.KASI_PEMERINTAHAN],
        subject=f"handover:{offer.key}",
        path=f"/kantor/warga/tawaran/{offer.key}/",
        at=at,
        values={"desa": offer.from_office.title, "jumlah": str(offer.people)},
    )
