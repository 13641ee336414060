"""Copy one office."""

from pathlib import Path

import psycopg
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.utils import timezone

from papers.authority import NoAuthority
from tenants import queries
from tenants.copies import keeping, transport, writing
from tenants.copies.refusals import CopyRefused


class Command(BaseCommand):
    help = "Copy an office whole while it works: into the store of copies, or into a file to take elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("office", metavar="HOST_OR_KEY")
        parser.add_argument("--to", type=Path, metavar="FILE", help="write it here instead of into the store of copies")
        parser.add_argument(
            "--for", type=Path, dest="key", metavar="KEYFILE", help="the transport key of the deployment it goes to"
        )

    def handle(self, *, office: str, to: Path | None, key: Path | None, **options: object) -> None:
        found = queries.offices_named(office)
        if not office or not found:
            raise CommandError(f"Tidak ada kantor {office}.")
        if key and not to:
            raise CommandError("Salinan untuk tempat lain ditulis ke berkas: sebut juga --to.")
        try:
            if to is None:
                kept = keeping.keep_copy(found[0], reason="asked", at=timezone.now())
                self.stdout.write(f"Salinan nomor {kept.pk}: {kept.row_count} baris, {kept.object_count} dokumen.")
                return
            theirs = transport.public_key(key.read_bytes()) if key else None
            made = writing.write_copy(found[0], to, at=timezone.now(), to=theirs)
            self.stdout.write(f"{to}: {made.row_count} baris, {len(made.objects)} dokumen, jangkar {made.anchor}")
        except (CopyRefused, NoAuthority, transport.NotATransportKey, OSError) as error:
            raise CommandError(str(error)) from error
        except (OperationalError, psycopg.OperationalError) as error:
            raise CommandError("Basis data terputus; tidak ada salinan yang dibuat. Jalankan sekali lagi.") from error
