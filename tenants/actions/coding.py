"""Another region code: what it may be, and the codes of the villages, which go with that of their kecamatan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from tenants import queries
from tenants.models import Office, OfficeRegion, Region
from walls import current
from walls.current import connection

#: Names told of a list; the rest is a number.
TOLD = 3
_LOCK = "region codes of offices"


class CodeRefused(ValueError):
    """The office cannot have this region code; the text says why."""


@dataclass(frozen=True)
class Change:
    """One office and the code it would get."""

    office: Office
    before: str
    code: str


def proposed(*, office: Office, code: str) -> list[Change]:
    """
    What would change: the office, and if it is a kecamatan each of its villages, by code. Nothing is changed.

    :raises CodeRefused: see `life.recode_office`.
    """
    with current.outside():
        parent_for(office, code)
        return [Change(office, office.region_code, code), *carried(office, code)]


def carried(office: Office, code: str) -> list[Change]:
    """
    The villages of a kecamatan with the codes they get: 35.29.01.2001 for 35.29.11.2001.

    :raises CodeRefused: one of those codes is in no list, or of another office.
    """
    if office.kind != Office.Kind.DISTRICT:
        return []
    below = Office.objects.standing().select_related("parent__parent").filter(parent=office).order_by("region_code")
    found = [Change(one, one.region_code, f"{code}{one.region_code[len(office.region_code) :]}") for one in below]
    wanted = {one.code for one in found}
    if unknown := sorted(wanted - set(Region.objects.filter(code__in=wanted).values_list("code", flat=True))):
        raise CodeRefused(f"Kode desanya tidak ada dalam daftar wilayah: {_some(unknown)}.")
    standing = Office.objects.standing().filter(region_code__in=wanted)
    if taken := sorted(standing.values_list("region_code", flat=True)):
        raise CodeRefused(f"Kode desanya sudah dipakai kantor lain: {_some(taken)}.")
    return found


def put(changes: Sequence[Change], parent: Office, *, since: date, at: datetime) -> None:
    """
    Write the codes and their history; the first change is of the office that was asked for, which gets this parent.

    :raises CodeRefused: the day is not between the day of a present code and today, or somebody else was quicker.
    """
    first, ids = changes[0].office, [one.office.pk for one in changes]
    _end_codes(first, ids, since, at)
    for one in changes:
        one.office.region_code = one.code
    first.parent = parent
    try:
        with transaction.atomic():
            Office.objects.bulk_update([one.office for one in changes], ["region_code", "parent"])
    except IntegrityError as taken:
        raise CodeRefused("Kode ini sudah dipakai kantor lain.") from taken
    OfficeRegion.objects.bulk_create([OfficeRegion(office=one.office, code=one.code, since=since) for one in changes])


def parent_for(office: Office, code: str) -> Office:
    """
    :raises CodeRefused: see `life.recode_office`.
    """
    if office.parent is None:
        raise CodeRefused("Kode kabupaten tidak dapat diganti dari sini.")
    if queries.kind_of_code(code) != office.kind:
        raise CodeRefused(f"Kode ini bukan kode {Office.Kind(office.kind).label.lower()}.")
    if code == office.region_code:
        raise CodeRefused("Kode ini sudah dipakai kantor itu.")
    if not code.startswith(f"{office.above[-1].region_code}."):
        raise CodeRefused("Kode ini di luar kabupaten.")
    if not Region.objects.filter(code=code).exists():
        raise CodeRefused("Kode ini tidak ada dalam daftar wilayah.")
    if Office.objects.standing().filter(region_code=code).exists():
        raise CodeRefused("Kode ini sudah dipakai kantor lain.")
    parent = Office.objects.standing().filter(region_code=code.rpartition(".")[0]).first()
    if parent is None:
        raise CodeRefused("Kantor kecamatan untuk kode ini belum dibuka.")
    return parent


def hold_still(*, shared: bool) -> None:
    """
    Until the transaction ends no kecamatan's code changes; with `shared` false no office opens either.

    An opening reads the code of its kecamatan first and writes its own at the end: in between it must stay what it is.
    """
    how = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(hashtext(%s))", [_LOCK])


def _end_codes(first: Office, ids: Sequence[int], since: date, at: datetime) -> None:
    """
    :raises CodeRefused: see `put`.
    """
    present = list(
        OfficeRegion.objects.select_for_update(of=("self",))
        .select_related("office")
        .filter(office__in=ids, until__isnull=True)
    )
    newest = max(present, key=lambda one: one.since)
    if not newest.since <= since <= at.astimezone(first.tzinfo).date():
        whose = "" if newest.office_id == first.pk else f" Kode {newest.office.title} berlaku sejak hari itu."
        raise CodeRefused(f"Tanggalnya harus antara {newest.since:%d-%m-%Y} dan hari ini.{whose}")
    OfficeRegion.objects.filter(pk__in=[one.pk for one in present]).update(until=since)


def _some(codes: Sequence[str]) -> str:
    more = len(codes) - TOLD
    return ", ".join(codes[:TOLD]) + (f" dan {more} lagi" if more > 0 else "")
