"""Offices and the region codes they stand for."""

from zoneinfo import ZoneInfo

from django.db import models
from django_tenants.models import TenantMixin

from tenants import names
from walls import current, keys


class Region(models.Model):
    """One row of the ministry's list of regions: province, regency, district or village. Source: Kepmendagri 300.2.2-2430/2025."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_region_code_has_dotted_pairs",
                condition=models.Q(code__regex=r"^\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?$"),
            ),
        ]


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices, asked the way pages ask."""

    def standing(self) -> "OfficeQuerySet":
        """Those that have a schema: open or suspended. A closed office leaves its row and its published counts, nothing else."""
        return self.exclude(state=Office.State.CLOSED)


class Office(TenantMixin):
    """
    One tenant: a village, a district or a regency office.

    `key` never changes and names the schema, the role and every derived secret; the region code is an attribute that may change.
    """

    class Kind(models.TextChoices):
        VILLAGE = "village", "Desa"
        DISTRICT = "district", "Kecamatan"
        REGENCY = "regency", "Kabupaten"

    class State(models.TextChoices):
        OPEN = "OPEN", "Buka"
        SUSPENDED = "SUSPENDED", "Ditutup sementara"
        CLOSED = "CLOSED", "Sudah dihapus"

    class Zone(models.TextChoices):
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    auto_create_schema = False

    key = models.CharField(max_length=10, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    name = models.CharField(max_length=120)
    designation = models.CharField("sebutan", max_length=30)
    region_code = models.CharField(max_length=13)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children", db_index=False)
    timezone = models.CharField(max_length=20, choices=Zone, default=Zone.WIB)
    address_line = models.CharField("alamat", max_length=200, blank=True)
    postal_code = models.CharField("kode pos", max_length=5, blank=True)
    phone = models.CharField("telepon", max_length=20, blank=True)
    email = models.EmailField("surel", blank=True)
    opened_at = models.DateTimeField()
    #: Shown on the page of a suspended office.
    suspended_because = models.CharField("alasan", max_length=200, blank=True)
    #: The blueprint its schema equals, and the first-day content it has; compared in one query, proven by `manage.py drift`.
    level = models.CharField(max_length=64, blank=True)
    planted = models.CharField(max_length=64, blank=True)
    #: Tries every change of the schemas before the others do.
    canary = models.BooleanField(default=False)

    #: The former host a request came by, so that it is led on; filled by the middleware.
    retired_hosts: frozenset[str] = frozenset()

    objects = OfficeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code"], condition=~models.Q(state="CLOSED"), name="one_standing_office_for_a_region"
            ),
            models.CheckConstraint(
                name="an_office_key_is_ten_letters", condition=models.Q(key__regex=r"^[a-z][a-z2-7]{9}$")
            ),
            models.CheckConstraint(
                name="only_a_regency_has_no_parent",
                condition=models.Q(kind="regency", parent__isnull=True)
                | (~models.Q(kind="regency") & models.Q(parent__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_closed_office_is_no_canary", condition=~models.Q(state="CLOSED", canary=True)
            ),
        ]
        indexes = [models.Index(fields=["parent", "name"], name="offices_below_by_name")]

    #: Where the kabupaten decided otherwise than the settings, {what: value}; read along by whoever asks for the office (limits.py).
    overrides: dict[str, int]

    def get_tenant_type(self) -> str:
        return self.kind

    @property
    def role_name(self) -> str:
        """The database role that may touch this office's schema and no other."""
        return names.role_name(self.key)

    @property
    def root_key(self) -> bytes:
        """The secret everything minted in this office is derived from; `select_related("secret")` makes it cost nothing."""
        if "secret" not in self._state.fields_cache:
            with current.outside():
                return keys.unseal_root(self.secret.sealed)
        return keys.unseal_root(self.secret.sealed)

    @property
    def title(self) -> str:
        """Desa Pragaan Laok, Kecamatan Pragaan, Kabupaten Sumenep."""
        return f"{self.designation} {self.name}"

    @property
    def subtitle(self) -> str:
        """The offices above, shortest words first: Kec. Pragaan, Kab. Sumenep."""
        return ", ".join(names.short_title(above.kind, above.name) for above in self.above)

    @property
    def above(self) -> list["Office"]:
        """The parent and its parent; needs `select_related("parent__parent")` to cost nothing."""
        found, office = [], self.parent
        while office is not None:
            found.append(office)
            office = office.parent
        return found

    @property
    def address(self) -> str:
        """The full web address of the office's first domain."""
        return names.web_address(self.host)

    @property
    def host(self) -> str:
        primary = next((domain for domain in self.domains.all() if domain.is_primary), None)
        return primary.domain if primary else ""

    @property
    def tzinfo(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class OfficeSecret(models.Model):
    """
    The root secret of an office, sealed by the deployment's. No office role may read this table.

    It is drawn when the office opens and moves with it, so letters printed before a move still verify after it.
    """

    office = models.OneToOneField(Office, on_delete=models.CASCADE, primary_key=True, related_name="secret")
    sealed = models.CharField(max_length=255)


class OfficeRegion(models.Model):
    """Which region code an office had, and from when: codes change, offices stay."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="region_history")
    code = models.CharField(max_length=13)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office"], condition=models.Q(until__isnull=True), name="one_region_code_at_a_time"
            ),
            models.CheckConstraint(
                name="a_region_code_ends_after_it_begins",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
        ]
