"""
What there is to say about one office, for its own page of addresses and for the kabupaten that looks after it.

Read as the owner of the tables, because no office role may read claims, copies or history; nothing here comes from inside an office.
"""

from dataclasses import dataclass

from tenants import certificates, dns_proof, domain_names
from tenants.models import Backup, Domain, DomainClaim, Office, OfficeRegion, RetiredName
from walls import current

LATEST_COPIES = 5


@dataclass(frozen=True)
class OwnDomain:
    """A claimed domain with what the page says of it."""

    claim: DomainClaim

    @property
    def readable(self) -> str:
        """What a person reads, when it differs from what DNS writes."""
        text = domain_names.readable(self.claim.domain)
        return "" if text == self.claim.domain else text

    @property
    def record_name(self) -> str:
        return dns_proof.record_name(self.claim.domain)

    @property
    def record_text(self) -> str:
        return f"{dns_proof.PREFIX}{self.claim.token}"

    @property
    def standing(self) -> tuple[str, str]:
        """Words and tone."""
        if self.claim.proven_at is None:
            return "menunggu bukti", "warn"
        if self.claim.certificate == DomainClaim.Certificate.FAILED:
            return "terbukti, sertifikat gagal", "danger"
        if self.claim.failure:
            return "bukti tidak ditemukan lagi", "danger"
        words = {"ASKED": ("terbukti, sertifikat diminta", "info"), "ISSUED": ("terbukti, sertifikat terbit", "ok")}
        return words.get(self.claim.certificate, ("terbukti", "ok"))

    @property
    def may_ask_for_certificate(self) -> bool:
        return bool(self.claim.proven_at) and certificates.is_set_up() and self.claim.certificate != "ASKED"


@dataclass(frozen=True)
class Hosts:
    """Everything that leads to an office."""

    primary: str
    own: list[OwnDomain]
    retired: list[RetiredName]


@dataclass(frozen=True)
class Overview:
    """One office for those who look after it."""

    hosts: Hosts
    codes: list[OfficeRegion]
    copies: list[Backup]
    copies_count: int
    #: Bytes of its tables and indexes; 0 once its schema is gone.
    database_bytes: int


def hosts_of(office_id: int) -> Hosts:
    """Three queries."""
    with current.outside():
        primary = Domain.objects.filter(tenant_id=office_id, is_primary=True).values_list("domain", flat=True).first()
        claims = DomainClaim.objects.filter(office_id=office_id).order_by("domain")
        retired = RetiredName.objects.filter(office_id=office_id).order_by("-retired_at")
        return Hosts(primary or "", [OwnDomain(claim) for claim in claims], list(retired))


def of(office: Office) -> Overview:
    """Seven queries, whatever the size of the office."""
    hosts = hosts_of(office.pk)
    with current.outside():
        copies = Backup.objects.filter(office=office).order_by("-made_at")
        return Overview(
            hosts=hosts,
            codes=list(OfficeRegion.objects.filter(office=office).order_by("-since", "-pk")),
            copies=list(copies[:LATEST_COPIES]),
            copies_count=copies.count(),
            database_bytes=_bytes_of(office.schema_name),
        )


def _bytes_of(schema: str) -> int:
    with current.connection.cursor() as cursor:
        cursor.execute(
            """SELECT COALESCE(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c
               JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'r'""",
            [schema],
        )
        return int(cursor.fetchone()[0])
