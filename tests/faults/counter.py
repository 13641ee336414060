"""A village in which everything is committed: its head who can sign, letters that wait for her, and browsers."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from conftest import VILLAGE, OfficeClient, office
from django.utils import timezone

from accounts.models import Account, Appointment
from modules.service import actions
from modules.service.models import Letter, LetterKind
from papers import actions as papers_actions
from papers import authority
from registry.models import Family, Resident
from walls import current

PASSPHRASE = "kentongan-berbunyi-tiga"
BIRTHDAY = "15061985"
USAHA = {
    "business_kind": "Warung kelontong",
    "business_name": "",
    "business_address": "Dusun Asam Daja RT 001/RW 002",
    "since_year": "2019",
    "purpose": "Pengajuan KUR",
}


@dataclass
class Counter:
    """What stands ready; `at` is five minutes ago, so the sweeper thinks what was kept then overdue."""

    village: Any
    head: Any
    ani: Any
    at: datetime

    def letter(self) -> Letter:
        """One more letter of Ani's that waits for the head."""
        with current.inside(self.village):
            made = actions.make_at_counter(
                key=uuid.uuid4(),
                kind=LetterKind.objects.get(slug="sk-usaha"),
                answers=USAHA,
                resident=self.ani,
                by=self.head,
                at=self.at,
                repeats_because="uji",
            )
            actions.check_by_kasi(letter=made, by=self.head, at=self.at)
            return actions.check_by_sekdes(letter=made, by=self.head, at=self.at)

    def sign(self, *letters: Letter) -> None:
        """Sign as the head, five minutes ago."""
        with current.inside(self.village):
            results = actions.sign_letters(
                letter_ids=[letter.pk for letter in letters], passphrase=PASSPHRASE, by=self.head, at=self.at
            )
        assert all(result.is_signed for result in results), results

    def head_browser(self) -> OfficeClient:
        """The head's browser, the second factor proved; trouble in the product comes as the page she would read."""
        client = OfficeClient(self.village.host, raise_request_exception=False)
        with current.inside(self.village):
            client.force_login(self.head, backend="accounts.backend.AccountBackend")
            session = client.session
            session["second_factor"] = True
            session.save()
        return client

    def resident_browser(self, letter: Letter) -> OfficeClient:
        """Ani's telephone, proved for one letter."""
        client = OfficeClient(self.village.host, raise_request_exception=False)
        found = client.post("/lacak/", {"code": letter.tracking_code, "proof": BIRTHDAY})
        assert found.status_code == 302, found.content
        return client


def open_counter() -> Counter:
    """Hire the head of Pragaan Laok (she checks, too) and register Ani."""
    at, village = timezone.now() - timedelta(minutes=5), office(VILLAGE)
    authority.make_authority(name="uji", at=at - timedelta(days=1))
    with current.inside(village):
        head = Account.objects.create(username="citra", name="Citra Lestari", created_at=at, totp_confirmed_at=at)
        Appointment.objects.bulk_create(
            Appointment(account=head, post=post, since=at.date()) for post in ("KADES", "SEKDES", "KASI_PELAYANAN")
        )
        papers_actions.issue_certificate(
            account=head,
            name=head.name,
            post="Kepala Desa",
            office_title="Desa Pragaan Laok",
            passphrase=PASSPHRASE,
            at=at - timedelta(hours=1),
        )
        family = Family.objects.create(no_kk="3529111203140021", created_at=at, updated_at=at)
        ani = Resident.objects.create(
            name="ANI LESTARI",
            nik="3529115506850003",
            nik_status="TETAP",
            born_on=date(1985, 6, 15),
            sex=2,
            family=family,
            relation=1,
            address="Dusun Asam Daja",
            created_at=at,
            updated_at=at,
        )
    return Counter(village, head, ani, at)
