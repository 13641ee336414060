"""A village with a number at WhatsApp and a gateway for SMS, both on this machine."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import NOON
from samples import gateway as fake
from samples.messages import CHANNELS, KEYS, PHONE, SAID

from messaging import actions
from messaging.models import Message


@pytest.fixture
def gateway(settings: Any) -> Iterator[fake.Gateway]:
    settings.GATEWAY_NETWORKS = ["127.0.0.0/8"]
    with fake.listening() as found:
        settings.WHATSAPP_URL = found.url + "/v23.0"
        found.will(200, {"messages": [{"id": "wamid.1"}]})
        yield found


@pytest.fixture
def set_up(village: Any, citra: Any) -> Callable[..., Any]:
    """Say through what messages leave: `set_up(whatsapp=True, sms=url)`."""

    def make(*, whatsapp: bool = False, sms: str = "", **more: Any) -> Any:
        keys = KEYS | ({"token": "rahasia-token", "secret": "rahasia-app", "verify": "kata"} if whatsapp else {})
        values = CHANNELS | ({"whatsapp_phone_id": "1055"} if whatsapp else {})
        if sms:
            lines = "to={nomor}\nmessage={pesan}\nid={kunci}\nHeader: Authorization={sandi}"
            values, keys = values | {"sms_url": sms, "sms_fields": lines}, keys | {"sms": "rahasia-sms"}
        return actions.keep_channels(values=values | more, secrets=keys, by=citra, at=NOON)

    return make


@pytest.fixture
def tell(village: Any) -> Callable[..., Message]:
    """Tell Ani, who asked for it, that her letter is ready."""

    def make(number: int = 1, *, at: Any = NOON, **more: str) -> Message:
        actions.agree(phone=PHONE, source="uji", at=NOON)
        actions.tell_resident("letter.ready", PHONE, subject=f"letter:{number}", at=at, values=SAID | more)
        return Message.objects.get(subject=f"letter:{number}")

    return make
