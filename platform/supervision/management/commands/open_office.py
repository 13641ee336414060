"""Open an office from the command line; the first one of a deployment, the kabupaten, can only be opened here."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from supervision import actions
from tenants import queries
from tenants.actions.opening import OfficeExists, ParentMissing, RegionUnknown


class Command(BaseCommand):
    help = "Open an office for a region code, invite its first person, and print the address and the one-time link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="35.29 a kabupaten, 35.29.11 a kecamatan, 35.29.11.2010 a desa")
        parser.add_argument("--designation", default="", help="the local word for a desa: Nagari, Gampong, Kampung ...")
        parser.add_argument("--name", default="Pengelola Kantor", help="the first person's name")
        parser.add_argument("--username", default="pengelola")
        parser.add_argument("--post", default="", help="the first person's post, such as ADMIN_KABUPATEN")
        parser.add_argument("--phone", default="")

    def handle(self, *, code: str, designation: str, **given: Any) -> None:
        kind = queries.kind_of_code(code)
        usual = {"village": "SEKDES", "district": "CAMAT", "regency": "ADMIN_KABUPATEN"}
        post = given["post"] or usual.get(kind or "", "")
        first = actions.FirstAccount(given["name"], given["username"], post, given["phone"])
        try:
            opened = actions.open_with_first_account(
                region_code=code, first=first, by="manage.py open_office", at=timezone.now(), designation=designation
            )
        except RegionUnknown as error:
            raise CommandError(
                f"Kode {code} tidak ada dalam daftar wilayah, atau bukan wilayah yang punya kantor."
            ) from error
        except OfficeExists as error:
            raise CommandError(f"Wilayah {code} sudah punya kantor.") from error
        except ParentMissing as error:
            raise CommandError(f"Buka dulu kantor {code.rpartition('.')[0]} di atasnya.") from error
        except actions.PostCannotBegin as error:
            posts = ", ".join(actions.first_posts(kind or "village"))
            raise CommandError(f"Jabatan {error} tidak dapat mengundang rekan. Pilih: {posts}.") from error
        self.stdout.write(f"{opened.office.title} dibuka: {opened.office.address}")
        self.stdout.write(f"Undangan {first.name}: {opened.link}")
        for step, ms in opened.steps:
            self.stdout.write(f"  {step}: {ms} ms")
