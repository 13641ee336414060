"""What every office publishes of itself, whatever its modules."""

from datetime import timedelta

from django.db.models import Count, Q

from accounts.models import Account
from accounts.posts import Post
from exchange.indicators import Figure, indicator
from exchange.periods import Period
from exchange.today import Moment

ACTIVE = timedelta(days=30)


@indicator(
    "officers_active",
    name="Perangkat yang memakai sistem",
    unit="%",
    direction="context",
    counted="Perangkat dengan akun yang masuk dalam 30 hari terakhir, dibagi semua perangkat dengan akun aktif, dihitung hari ini. "
    "Anggota BPD tidak dihitung. Hanya keterangan: jabatan yang kosong tidak terlihat di sini.",
    legal_basis="",
    number="H04",
    numerator="perangkat yang masuk 30 hari terakhir",
    denominator="perangkat dengan akun",
    source="Catatan masuk kantor desa",
    is_stock=True,
    moves_with_time=True,
    unmarked="perangkat yang masuk",
)
def officers_active(period: Period) -> Figure | None:
    """Officers who signed in within thirty days, among all who hold a post and an account; None where nobody does."""
    held = Q(appointments__until__isnull=True) & ~Q(appointments__post=Post.BPD)
    officers = Account.objects.filter(held, appointments__isnull=False, is_active=True)
    recent = Q(last_login__gte=Moment() - ACTIVE)
    found = officers.aggregate(active=Count("pk", filter=recent, distinct=True), officers=Count("pk", distinct=True))
    return Figure(found["active"], found["officers"]) if found["officers"] else None
