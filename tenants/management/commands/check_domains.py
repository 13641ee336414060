"""Look at the offices' own domains."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from tenants.actions import addresses


class Command(BaseCommand):
    help = "Ask DNS again for every own domain that was not asked for a month, and name those whose proof is gone; none is dropped."

    def handle(self, **options: object) -> None:
        lapsed = addresses.recheck_domains(at=timezone.now())
        for claim in lapsed:
            self.stdout.write(f"{claim.domain}  {claim.office.title}: {claim.failure}")
        self.stdout.write(f"{len(lapsed)} domain tidak terbukti lagi.")
