"""
The Cloud API of WhatsApp (Meta, Graph API): templates agreed on beforehand, free text within a day after the person wrote.

A message carries our own key as `biz_opaque_callback_data`; receipts bring it back, so one whose answer was lost is known all the same.
"""

import json
from typing import Any

from django.conf import settings as deployment

from messaging import sealed
from messaging.channels import Away, Outgoing, Refused, outward
from messaging.models import MessagingSettings

#: Codes of the API for "not now": application, account and pair limits, throughput, and its own troubles.
_LATER = {1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 133004}


class WhatsApp:
    """See `Sender`."""

    def send(self, outgoing: Outgoing, settings: MessagingSettings) -> str:
        token = sealed.opened("token", settings.whatsapp_token)
        if not (settings.has_whatsapp and token):
            raise Refused("WhatsApp belum diatur")
        answer = outward.ask(
            "POST",
            f"{deployment.WHATSAPP_URL.rstrip('/')}/{settings.whatsapp_phone_id}/messages",
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
            body=json.dumps(_body(outgoing)).encode(),
        )
        said = _said(answer.body)
        if not answer.is_good:
            raise _trouble(answer.status, said)
        try:
            return str(said["messages"][0]["id"])[:120]
        except (KeyError, IndexError, TypeError) as error:
            raise Away("jawaban WhatsApp tidak dikenali") from error


def _body(outgoing: Outgoing) -> dict[str, Any]:
    common = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": outgoing.to,
        "biz_opaque_callback_data": outgoing.key,
    }
    if outgoing.is_answer or not outgoing.template:
        return common | {"type": "text", "text": {"body": outgoing.text, "preview_url": False}}
    places = [{"type": "text", "text": " ".join(value.split()) or "-"} for value in outgoing.values]
    template: dict[str, Any] = {"name": outgoing.template, "language": {"code": "id"}}
    if places:
        template["components"] = [{"type": "body", "parameters": places}]
    return common | {"type": "template", "template": template}


def _said(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _trouble(status: int, said: dict[str, Any]) -> Exception:
    error = said.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return Away(f"kode {code}") if code in _LATER else Refused(f"status {status}, kode {code}")
