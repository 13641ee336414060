"""Reading certificates."""

from typing import Any

from papers.models import Certificate


def active_certificate(account: Any) -> Certificate | None:
    """The certificate the person signs with now, if any."""
    return Certificate.objects.filter(account=account, revoked_at__isnull=True).first()
