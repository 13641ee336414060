"""The seals of the offices' root secrets."""

from django.db import transaction

from tenants.models import OfficeSecret
from walls import current, keys


def reseal_secrets() -> int:
    """
    Seal every office's root secret with the deployment's present key, all or none. Returns how many there are.

    The secrets themselves stay, and so does everything derived from them.

    :raises Unreadable: one was sealed by a key that is neither the present one nor among the fallbacks.
    """
    with current.outside(), transaction.atomic():
        secrets = list(OfficeSecret.objects.select_for_update().order_by("pk"))
        for secret in secrets:
            secret.sealed = keys.seal_root(keys.unseal_root(secret.sealed))
        OfficeSecret.objects.bulk_update(secrets, ["sealed"], batch_size=500)
    return len(secrets)
