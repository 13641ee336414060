"""Messages to residents written into a folder, for trying things out without a gateway."""

import json
from pathlib import Path

from django.conf import settings as deployment

from messaging.channels import Away, Outgoing
from messaging.models import MessagingSettings
from walls import current


def is_set_up() -> bool:
    return bool(deployment.MESSAGES_DIR)


class Folder:
    """See `Sender`. Sent twice, it is one file."""

    def send(self, outgoing: Outgoing, settings: MessagingSettings) -> str:
        folder = Path(deployment.MESSAGES_DIR) / current.office().key
        said = {"to": outgoing.to, "title": outgoing.title, "text": outgoing.text}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{outgoing.key}.json").write_text(json.dumps(said, ensure_ascii=False))
        except OSError as error:
            raise Away(type(error).__name__) from error
        return outgoing.key
