"""What the clock does about alarms: the kabupaten hears of them once."""

from datetime import datetime

from django.db import transaction

from accounts.posts import Post
from exchange.models import Alarm
from messaging import actions as messaging
from supervision import alarms
from tenants.models import Office
from walls import current


@transaction.atomic
def tell_alarms(*, at: datetime) -> int:
    """
    Tell who runs the kabupaten of alarms that began, all in one message. Returns how many people were asked for.

    Told by the newest there ever was, so nobody hears twice of the same, nor of those that go on while another ends.
    """
    sounding = alarms.sounding() if current.office().kind == Office.Kind.REGENCY else []
    if not sounding:
        return 0
    newest = Alarm.objects.order_by("-pk").values_list("pk", flat=True)[0]
    names = list(dict.fromkeys(one.office.name for one in sounding))
    others = f" dan {len(names) - 1} kantor lain" if len(names) > 1 else ""
    return messaging.tell_posts(
        alarms.EVENT.key,
        [Post.ADMIN_KABUPATEN],
        subject=f"alarm:{newest}",
        path="/",
        at=at,
        values={"jumlah": str(len(sounding)), "kantor": f"{names[0]}{others}"},
    )
