"""
SMS through any gateway that takes a form, JSON or an address: the office writes which field carries what.

Fields are lines `name=value` with the places {nomor}, {pesan}, {kunci} (the same at every try, for gateways that know by it what they
have) and {sandi} (the sealed key); a line beginning with `Header:` goes into the head of the request.
"""

import json
import re
from urllib.parse import urlencode, urlsplit, urlunsplit

from messaging import sealed
from messaging.channels import Outgoing, Refused, outward
from messaging.models import MessagingSettings

_LINE = re.compile(r"(?P<head>Header:\s*)?(?P<name>[A-Za-z0-9_.\-\[\]]{1,60})=(?P<value>.{0,200})")
_PLACE = re.compile(r"\{(nomor|pesan|kunci|sandi)\}")
PLACES = ("nomor", "pesan", "kunci", "sandi")


class FieldsRefused(ValueError):
    """The lines cannot be read; the message says which one."""


class Sms:
    """See `Sender`."""

    def send(self, outgoing: Outgoing, settings: MessagingSettings) -> str:
        if not settings.has_sms:
            raise Refused("SMS belum diatur")
        secret = sealed.opened("sms", settings.sms_secret)
        told = {"nomor": outgoing.to, "pesan": outgoing.text, "kunci": outgoing.key, "sandi": secret}
        heads, values = (_filled(part, told) for part in fields_in(settings.sms_fields))
        heads = {name: re.sub(r"[\r\n]", " ", value) for name, value in heads.items()}
        if settings.sms_method == MessagingSettings.Method.GET:
            answer = outward.ask("GET", _with_query(settings.sms_url, values), headers=heads)
        elif settings.sms_method == MessagingSettings.Method.JSON:
            heads["Content-Type"] = "application/json"
            answer = outward.ask("POST", settings.sms_url, headers=heads, body=json.dumps(values).encode())
        else:
            heads["Content-Type"] = "application/x-www-form-urlencoded"
            answer = outward.ask("POST", settings.sms_url, headers=heads, body=urlencode(values).encode())
        if not answer.is_good:
            raise Refused(f"status {answer.status}")
        return ""


def fields_in(lines: str) -> tuple[dict[str, str], dict[str, str]]:
    """
    The heads and the values of a request.

    :raises FieldsRefused: see there.
    """
    heads: dict[str, str] = {}
    values: dict[str, str] = {}
    for line in filter(None, (line.strip() for line in lines.splitlines())):
        read = _LINE.fullmatch(line)
        if read is None:
            raise FieldsRefused(f"Tulis baris seperti to={{nomor}}. Yang salah: {line[:40]}")
        (heads if read["head"] else values)[read["name"]] = read["value"]
    return heads, values


def _filled(part: dict[str, str], told: dict[str, str]) -> dict[str, str]:
    return {name: _PLACE.sub(lambda place: told[place[1]], value) for name, value in part.items()}


def _with_query(url: str, values: dict[str, str]) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, urlencode(values))))))
