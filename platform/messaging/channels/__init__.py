"""
The ways a message leaves the office, all behind one shape. Which of them an office has is decided by its settings.

A channel is asked once for each try. It answers with what the gateway calls the message, or raises one of the two errors below.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from messaging.models import Channel, MessagingSettings


@dataclass(frozen=True)
class Outgoing:
    """
    One message as a channel gets it.

    `key` is the same at every try, for gateways that know by it what they have already; `template` and `values` are for those that want
    words agreed on beforehand, unless `is_answer`: the person wrote within the last day.
    """

    key: str
    to: str
    title: str
    text: str
    template: str = ""
    values: list[str] = field(default_factory=list)
    is_answer: bool = False


class Away(Exception):
    """The gateway is silent, ill or busy: the same may go well later. `wait` is what it asked for."""

    def __init__(self, why: str, wait: timedelta | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class Refused(Exception):
    """It will not take this message, however often it is asked; the text is short and names nobody."""


class Sender(Protocol):
    """One way out."""

    def send(self, outgoing: Outgoing, settings: MessagingSettings) -> str:
        """
        Hand it over. Returns what the gateway calls it, or "".

        :raises Away: see there.
        :raises Refused: see there.
        """


def sender(channel: str) -> Sender:
    """
    The way out of this name.

    :raises Refused: there is none; a message of an earlier release.
    """
    from messaging.channels import folder, mail, sms, whatsapp

    ways: dict[str, Sender] = {
        Channel.EMAIL: mail.Mail(),
        Channel.WHATSAPP: whatsapp.WhatsApp(),
        Channel.SMS: sms.Sms(),
        Channel.FILE: folder.Folder(),
    }
    if channel not in ways:
        raise Refused("saluran tidak dikenal")
    return ways[channel]


def for_residents(settings: MessagingSettings) -> list[str]:
    """The ways to a resident, the best first; an officer's own WhatsApp is always the last."""
    from messaging.channels import folder

    ways = [
        (Channel.FILE, folder.is_set_up()),
        (Channel.WHATSAPP, settings.has_whatsapp),
        (Channel.SMS, settings.has_sms),
        (Channel.HAND, True),
    ]
    return [str(channel) for channel, is_there in ways if is_there]
