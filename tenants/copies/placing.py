"""The rows an office has in the public schema, made from what its copy says of it."""

from datetime import date, datetime

from django.conf import settings

from tenants import queries
from tenants.copies import present
from tenants.copies.manifest import Manifest
from tenants.copies.refusals import OfficeStands, ParentAbsent
from tenants.copies.writing import FIELDS
from tenants.models import Domain, Office, OfficeRegion, OfficeSecret, RetiredName
from walls import current, keys


def refuse_standing(said: Manifest) -> None:
    standing = Office.objects.standing()
    if (
        found := standing.filter(key=said.key).first()
        or standing.filter(region_code=said.office["region_code"]).first()
    ):
        raise OfficeStands(f"{found.title} ({found.region_code}) sudah ada di sini.")
    if present.schema_exists(said.schema_name):
        raise OfficeStands(f"Skema {said.schema_name} masih ada tanpa kantornya.")
    if (
        said.office["kind"] != Office.Kind.REGENCY
        and not standing.filter(region_code=said.office["parent_code"]).exists()
    ):
        raise ParentAbsent(f"Kantor di atasnya ({said.office['parent_code']}) belum ada di sini.")


def make_rows(said: Manifest, root: bytes, *, at: datetime) -> Office:
    """The office's rows in the public schema; a closed office's own row stands up again."""
    office = Office.objects.select_for_update().filter(key=said.key).first() or Office(schema_name=said.schema_name)
    for name in FIELDS:
        setattr(office, name, said.office[name])
    office.parent = (
        Office.objects.standing().select_related("parent").filter(region_code=said.office["parent_code"]).first()
    )
    office.opened_at = datetime.fromisoformat(said.office["opened_at"])
    office.state, office.suspended_because = Office.State.SUSPENDED, present.BECAUSE
    office.save()
    secret, _ = OfficeSecret.objects.update_or_create(office=office, defaults={"sealed": keys.seal_root(root)})
    office.secret = secret
    OfficeRegion.objects.filter(office=office).delete()
    OfficeRegion.objects.bulk_create(
        OfficeRegion(
            office=office,
            code=one["code"],
            since=date.fromisoformat(one["since"]),
            until=one["until"] and date.fromisoformat(one["until"]),
        )
        for one in said.regions
    )
    _make_hosts(said, office)
    return office


def _make_hosts(said: Manifest, office: Office) -> None:
    ours = [
        one for one in said.hosts if one["domain"].endswith(f".{settings.DOMAIN}") and said.domain == settings.DOMAIN
    ]
    RetiredName.objects.filter(office=office, host__in=[one["domain"] for one in ours]).delete()
    taken = {
        *Domain.objects.filter(domain__in=[one["domain"] for one in ours]).values_list("domain", flat=True),
        *RetiredName.objects.resting().filter(host__in=[one["domain"] for one in ours]).values_list("host", flat=True),
    }
    free = [one["domain"] for one in sorted(ours, key=lambda one: not one["is_primary"]) if one["domain"] not in taken]
    if not free:
        above = [one.name for one in office.above]
        free = [queries.free_host(office.kind, office.name, above, office.region_code, settings.DOMAIN)]
    for number, host in enumerate(free):
        Domain.objects.create(tenant=office, domain=host, is_primary=number == 0)


def open(office: Office) -> None:
    with current.outside():
        Office.objects.filter(pk=office.pk).update(state=Office.State.OPEN, suspended_because="")
    office.state, office.suspended_because = Office.State.OPEN, ""
