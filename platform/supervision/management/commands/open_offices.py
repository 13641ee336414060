"""Open the offices of a file from the command line; the kabupaten itself must be open."""

import hashlib
import sys
from pathlib import Path
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from registry.incoming.sheets import FileRefused
from supervision import actions, bulk_queries, incoming, result_file
from supervision.models import BulkOpening
from tenants import queries as offices
from walls import current

WHO = actions.FromOutside("manage.py open_offices")


class Command(BaseCommand):
    help = (
        "Open every good line of a CSV or XLSX file (kode, nama_akun, username, jabatan, telepon, sebutan, zona, alamat) and name "
        "the bad ones; exits with 1 if there is one. The same file again goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--lanes", type=int, help="how many offices to open side by side")
        parser.add_argument("--links", type=Path, help="write the offices with their one-time links into this new file")

    def handle(self, *, file: Path, lanes: int | None, links: Path | None, **options: object) -> None:
        try:
            content = file.read_bytes()
            code = regency_of(incoming.read_lines(content))
        except (OSError, FileRefused) as error:
            raise CommandError(str(error)) from error
        regency = offices.office_of_region(code)
        if regency is None:
            raise CommandError(
                f"Kabupaten {code or 'dalam berkas ini'} belum punya kantor. Buka dulu: open_office {code}."
            )
        with current.inside(regency):
            bulk = self.open(content, file.name, lanes)
            bad = self.tell(bulk)
            if links:
                now = timezone.now()
                write_secret(links, result_file.write(actions.export_links(bulk=bulk, by=WHO, at=now), at=now))
        if bad:
            sys.exit(1)

    def open(self, content: bytes, name: str, lanes: int | None) -> BulkOpening:
        key = UUID(bytes=hashlib.sha256(content).digest()[:16], version=5)
        bulk = actions.check_file(key=key, filename=name, content=content, by=WHO, at=timezone.now())
        actions.check_again(bulk=bulk)
        return actions.open_lines(bulk_id=bulk.pk, progress=self, at=timezone.now(), lanes=lanes)

    def report(self, done: int, total: int) -> None:
        """What the action calls after each office."""
        self.stdout.write(f"{done} dari {total} kantor dibuka")

    def tell(self, bulk: BulkOpening) -> int:
        for line in bulk_queries.lines_of(bulk):
            if line.opening:
                self.stdout.write(f"{line.code}  {line.opening.office_title}: {line.opening.address}")
        bad = list(bulk_queries.bad_lines(bulk))
        for line in bad:
            self.stderr.write(f"Baris {line.number} ({line.code or 'tanpa kode'}): {line.problem}")
        return len(bad)


def regency_of(lines: list[incoming.Line]) -> str:
    """The kabupaten the first good code lies in; the others must lie there too, and the check says so."""
    return next((line.code[:5] for line in lines if offices.CODE.fullmatch(line.code) and len(line.code) > 5), "")


def write_secret(path: Path, content: bytes) -> None:
    """Links are as good as passwords: only the owner may read the file, and an older one is not overwritten."""
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"Tautan tidak ditulis: {error}") from error
