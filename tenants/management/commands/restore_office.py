"""Bring an office back from a copy."""

from contextlib import nullcontext
from pathlib import Path

import psycopg
from cryptography import x509
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.utils import timezone

from papers.authority import NoAuthority
from tenants import queries
from tenants.copies import comparing, keeping, restoring
from tenants.copies.refusals import CopyRefused


class Command(BaseCommand):
    help = (
        "Restore an office from a file or a kept copy: where there is none (without --into), over a standing one (--into), or beside"
        " it to compare (--beside). A copy that is not believed changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("copy", metavar="FILE_OR_NUMBER")
        parser.add_argument("--into", default="", metavar="HOST_OR_KEY", help="the standing office that is replaced")
        parser.add_argument("--over-newer", action="store_true", help="what was done since the copy may be lost")
        parser.add_argument("--beside", action="store_true", help="load it beside its office; see compare_copy")
        parser.add_argument("--trust", type=Path, metavar="CA.pem", help="the authority of where it was made")

    def handle(
        self, *, copy: str, into: str, over_newer: bool, beside: bool, trust: Path | None, **options: object
    ) -> None:
        with_number = copy.isdigit() and not Path(copy).exists()
        if not with_number and not Path(copy).is_file():
            raise CommandError(f"Tidak ada berkas {copy}.")
        try:
            root = x509.load_pem_x509_certificate(trust.read_bytes()) if trust else None
            with keeping.fetched(int(copy)) if with_number else nullcontext(Path(copy)) as file:
                if beside:
                    said = comparing.load_beside(file, trust=root)
                    self.stdout.write(f"{said.title} tertanggal {said.made_at:%d-%m-%Y %H.%M} ada di sampingnya.")
                elif into:
                    found = queries.offices_named(into)
                    if not found:
                        raise CommandError(f"Tidak ada kantor {into}.")
                    self.tell(
                        restoring.replace_office(found[0], file, at=timezone.now(), over_newer=over_newer, trust=root)
                    )
                else:
                    self.tell(restoring.bring_back(file, at=timezone.now(), trust=root))
        except (CopyRefused, NoAuthority, OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        except (OperationalError, psycopg.OperationalError) as error:
            raise CommandError(
                "Basis data terputus; data kantor tetap seperti semula. Jalankan sekali lagi."
            ) from error

    def tell(self, restored: restoring.Restored) -> None:
        """One line for each table, all equal or we would not be here, and one for the documents."""
        for table in restored.manifest.tables:
            self.stdout.write(f"sama  {table.name}  {table.rows} baris  {table.sha256}")
        self.stdout.write(f"sama  {restored.objects} dokumen")
        if restored.manifest.lost:
            self.stdout.write(f"{len(restored.manifest.lost)} dokumen sudah hilang ketika salinan dibuat.")
        if restored.safety:
            self.stdout.write(f"Keadaan sebelumnya disimpan sebagai salinan nomor {restored.safety.pk}.")
        self.stdout.write(f"{restored.office.title} dipulihkan; semua orang masuk lagi dengan sandinya.")
