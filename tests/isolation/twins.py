"""
Two villages built by the same steps, so that ids, usernames and numbers collide, and a canary in every free text of the second.

Whatever shows the canary outside of its own village has come through a wall.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from conftest import NOON
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.actions import make_api_client, offer_reset
from accounts.models import Account, Appointment
from accounts.posts import POSTS_OF_KIND, VILLAGE_POSTS
from walls import current
from walls.current import connection

CANARY = "Kenarimerah"
# What is compared, sealed or looked up must stay what it is.
NOT_TEXT = {
    "password", "fingerprint", "session_key", "session_data", "mac", "seal", "last_mac", "totp_sealed", "sha256", "slug",
    "kind", "scope", "username", "key", "checksum", "content_type", "area", "number_pattern", "phone", "nik", "no_kk",
    "object_key", "indicator",
}  # fmt: skip


@dataclass
class Twin:
    """One of the two, with what only its own people may know."""

    office: Any
    accounts: dict[str, Any] = field(default_factory=dict)
    invitation: str = ""
    api_secret: str = ""
    codes: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    niks: list[str] = field(default_factory=list)
    #: Of the offices below it, for addresses of supervisors.
    keys: list[str] = field(default_factory=list)


def build_supervisor(office: Any, *, password_hash: str, paper: str = "") -> Twin:
    """A kecamatan or kabupaten whose people, jobs, papers and keys have the same ids as those of any other."""
    twin = Twin(office, codes=["letters_issued", "residents"])
    begin_ids_again(office)
    posts = POSTS_OF_KIND[office.kind]
    with current.outside():
        twin.keys = [below.key for below in _below(office)]
    with current.inside(office):
        for post in posts:
            twin.accounts[post] = _account(post.lower().replace("_", "."), [post], password_hash)
        twin.accounts["ALL"] = _account("serba.bisa", list(posts), password_hash)
        twin.invitation = offer_reset(account=twin.accounts[posts[-1]], by=None, at=timezone.now())
        _document(twin.accounts["ALL"], paper)
        _job(twin.accounts["ALL"])
    return twin


def tell_figures(office: Any, number: int) -> None:
    """Every village below publishes this number, which stands for whatever is theirs."""
    from exchange.models import Fact

    with current.outside():
        for village in _below(office):
            if village.kind == "village":
                for indicator in ("letters_issued", "residents"):
                    Fact.objects.create(
                        office=village,
                        indicator=indicator,
                        period="2026-11",
                        numerator=number,
                        as_of=NOON,
                        changed_at=NOON,
                    )


def _below(office: Any) -> list[Any]:
    from tenants.models import Office

    near = list(Office.objects.filter(parent_id=office.pk).order_by("pk"))
    return near + [far for one in near for far in _below(one)]


def build(office: Any, *, people: int, password_hash: str, paper: str = "") -> Twin:
    """The same steps for each; `people` residents ask for a letter each, so that ids above the neighbour's exist too."""
    twin = Twin(office)
    begin_ids_again(office)
    with current.inside(office):
        for post in VILLAGE_POSTS:
            twin.accounts[post] = _account(post.lower().replace("_", "."), [post], password_hash)
        twin.accounts["ALL"] = _account("serba.bisa", list(VILLAGE_POSTS), password_hash)
        boss = twin.accounts["ALL"]
        twin.invitation = offer_reset(account=twin.accounts["BPD"], by=None, at=timezone.now())
        until = NOON.replace(year=NOON.year + 20)
        permission = next(str(p) for p in boss.permissions if str(p) == "registry.see_residents")
        _, twin.api_secret = make_api_client(
            name="Sistem lain", permissions=[permission], expires_at=NOON.replace(month=12), by=boss, at=NOON
        )
        from accounts.models import ApiClient

        ApiClient.objects.update(expires_at=until)
        for number in range(1, people + 1):
            _letter(twin, number, boss)
        _import(boss)
        _document(boss, paper)
        _job(boss)
    return twin


def begin_ids_again(office: Any) -> None:
    """Ids go on where an earlier test left them; both twins must begin behind their last row."""
    with current.outside(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s AND is_identity = 'YES'",
            [office.schema_name],
        )
        for table, column in cursor.fetchall():
            name = f'"{office.schema_name}"."{table}"'
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{name}', '{column}'), coalesce(max({column}), 0) + 1, false) FROM {name}"
            )


def mark_with_canary(kind: str = "village") -> list[str]:
    """Write the canary into every free text of the current office, and say which columns took it."""
    taken = []
    for model in _tenant_models(kind):
        for column in model._meta.local_concrete_fields:
            if not isinstance(column, models.CharField | models.TextField) or column.choices or column.name in NOT_TEXT:
                continue
            if isinstance(column, models.EmailField | models.SlugField) or (column.max_length or 999) < 20:
                continue
            text = f"left('{CANARY} ' || ctid::text, {column.max_length or 999})"
            with current.connection.cursor() as cursor:
                try:
                    with transaction.atomic():
                        cursor.execute(f'UPDATE "{model._meta.db_table}" SET "{column.column}" = {text}')
                        if cursor.rowcount:
                            taken.append(f"{model._meta.label}.{column.name}")
                except DatabaseError:
                    continue
    return taken


def digest(office: Any) -> dict[str, str]:
    """What every table of an office holds, in one hash each."""
    with current.outside(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [office.schema_name])
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(
                f'SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), \'\')) FROM "{office.schema_name}"."{table}" t'
            )
            found[table] = cursor.fetchone()[0]
    return found


def _tenant_models(kind: str) -> list[Any]:
    from django.conf import settings

    wanted = {import_string_or_label(name) for name in settings.TENANT_TYPES[kind]["APPS"]}
    return [model for model in apps.get_models() if model._meta.app_config.name in wanted]


def import_string_or_label(name: str) -> str:
    """An app is named by its module or by its config class."""
    return import_string(name).name if name.rpartition(".")[2][:1].isupper() else name


def _account(username: str, posts: list[str], password_hash: str) -> Any:
    account = Account.objects.create(
        username=username, name=username.title(), password=password_hash, created_at=NOON, totp_confirmed_at=NOON
    )
    Appointment.objects.bulk_create(Appointment(account=account, post=post, since=NOON.date()) for post in posts)
    return account


def _letter(twin: Twin, number: int, boss: Any) -> None:
    from modules.service import actions
    from modules.service.models import LetterKind
    from registry.models import Family, Hamlet, Resident

    nik, made = f"35291155068500{number:02d}", {"created_at": NOON, "updated_at": NOON}
    hamlet, _ = Hamlet.objects.get_or_create(name="ASAM DAJA")
    family = Family.objects.create(no_kk=f"35291112031400{number:02d}", hamlet=hamlet, **made)
    resident = Resident.objects.create(
        name=f"WARGA {number}", nik=nik, nik_status="TETAP", sex=2, birthplace="SUMENEP", born_on=date(1985, 6, 15), religion=1,
        occupation=84, marital=2, citizenship=1, relation=1, family=family, hamlet=hamlet, rt="001", rw="002", **made,
    )  # fmt: skip
    letter = actions.make_at_counter(
        key=uuid.uuid4(), kind=LetterKind.objects.get(slug="pengantar-skck"), answers={"purpose": "Melamar pekerjaan"},
        resident=resident, by=boss, at=NOON,
    )  # fmt: skip
    twin.niks.append(nik)
    twin.codes += [letter.tracking_code, letter.verification_code]


def _import(boss: Any) -> None:
    from registry.models import ImportBatch, ImportRow

    batch = ImportBatch.objects.create(
        key=uuid.uuid4(), filename="contoh.csv", size=1, uploaded_by=boss, uploaded_at=NOON
    )
    ImportRow.objects.create(batch=batch, number=2, state="ERROR")


def _document(boss: Any, paper: str) -> None:
    from archive import actions
    from archive.retention import RetentionClass

    actions.keep(
        area="surat", name="Surat.pdf", content_type="application/pdf", data=f"%PDF {paper}".encode(),
        retention=RetentionClass.STATEMENT_LETTER, basis={"title": "Surat"}, at=NOON, by=boss,
    )  # fmt: skip


def _job(boss: Any) -> None:
    from jobs.models import Job

    Job.objects.create(kind="x", title="Impor", by=boss, queued_at=NOON, beat_at=NOON, state="DONE", ended_at=NOON)
