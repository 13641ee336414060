"""What is written: what everybody may read now, and what officers work on."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Appointment
from accounts.posts import Post
from modules.service.site.models import Article
from modules.service.site.rules.addresses import SHELVES
from modules.service.site.rules.pages import Facts, Usual, usual_pages
from registry.models import Hamlet
from walls import current

#: In the order of a village's chart (Permendagri 84/2015).
_ON_THE_CHART: list[Post] = [post for post in Post if post in (
    Post.KADES, Post.SEKDES, Post.KAUR_TU, Post.KAUR_KEUANGAN, Post.KAUR_PERENCANAAN, Post.KASI_PEMERINTAHAN,
    Post.KASI_KESEJAHTERAAN, Post.KASI_PELAYANAN, Post.KADUS,
)]  # fmt: skip
_NEWS = Q(kind="NEWS") | Q(kind="NOTICE")


def public(at: datetime) -> QuerySet[Article]:
    """What everybody may read at this moment; an announcement that is over is still to be read at its address."""
    return Article.objects.filter(state=Article.State.PUBLISHED, publish_at__lte=at)


def shelf(word: str, at: datetime) -> QuerySet[Article]:
    """What lies on a shelf (rules.addresses), newest first."""
    return public(at).filter(kind__in=SHELVES[word]).select_related("picture").order_by("-publish_at", "-pk")


def programmes(at: datetime, most: int = 60) -> list[Article]:
    """The programmes everybody may read about now, the newest first; one query."""
    found = public(at).filter(kind=Article.Kind.PROGRAMME).order_by("-publish_at", "-pk")
    return list(found.only("slug", "title", "lead", "conditions", "schedule", "in_charge")[:most])


def newest(at: datetime, count: int = 3) -> list[Article]:
    """The newest news and announcements."""
    return list(shelf("berita", at)[:count])


def in_force(at: datetime) -> QuerySet[Article]:
    """Announcements whose last day has not passed."""
    today = at.astimezone(current.office().tzinfo).date()
    return public(at).filter(kind=Article.Kind.NOTICE, ends_on__gte=today).order_by("-publish_at", "-pk")


def front(at: datetime) -> tuple[list[Article], list[Article]]:
    """What stands on the front page: two announcements in force, and the three newest that are not among them; one query."""
    both = (
        in_force(at)
        .order_by("-publish_at", "-pk")[:2]
        .union(public(at).filter(_NEWS).order_by("-publish_at", "-pk")[:5])
    )
    found = sorted(both, key=lambda one: (one.publish_at, one.pk), reverse=True)
    today = at.astimezone(current.office().tzinfo).date()
    standing = [one for one in found if one.ends_on and one.ends_on >= today][:2]
    return standing, [one for one in found if one not in standing][:3]


def article_at(word: str, slug: str, at: datetime) -> Article | None:
    """What lies at an address now."""
    return shelf(word, at).filter(slug=slug).first()


def moved_from(word: str, slug: str, at: datetime) -> Article | None:
    """What lay at an address before it was renamed."""
    return shelf(word, at).filter(former_slugs__contains=[slug]).first()


def taken_slugs(*, beside: Article | None = None) -> set[str]:
    """Every address that is or was somebody's, and those of the usual pages."""
    others = Article.objects.exclude(pk=beside.pk) if beside and beside.pk else Article.objects.all()
    found = set()
    for slug, former in others.values_list("slug", "former_slugs"):
        found |= {slug, *former}
    return found


def articles_of_office(kind: str = "", state: str = "", text: str = "") -> QuerySet[Article]:
    """All of them for officers, the last touched on top."""
    found = Article.objects.all()
    if kind in Article.Kind.values:
        found = found.filter(kind=kind)
    if state in Article.State.values:
        found = found.filter(state=state)
    if text:
        found = found.filter(title__icontains=text)
    return found.order_by("-updated_at", "-pk")


def pages(at: datetime) -> list[Article | Usual]:
    """The usual pages in their order, each as the office wrote it or as the product words it, then what the office added."""
    own = {page.slug: page for page in shelf("profil", at)}
    usual = usual_pages(facts_of_office())
    return [own.pop(page.slug, page) for page in usual] + sorted(own.values(), key=lambda page: page.title)


def facts_of_office() -> Facts:
    """What the usual pages are made of; two queries."""
    office: Any = current.office()
    standing = Appointment.objects.filter(until__isnull=True, account__is_active=True, post__in=_ON_THE_CHART)
    held = sorted(
        standing.values_list("post", "account__name"), key=lambda one: (_ON_THE_CHART.index(Post(one[0])), one[1])
    )
    return Facts(
        title=office.title,
        above=", ".join(parent.title for parent in office.above),
        address=", ".join(part for part in (office.address_line, office.postal_code) if part),
        region_code=office.region_code,
        hamlets=tuple(
            Hamlet.objects.filter(closed_on__isnull=True).order_by("name").values_list("name", flat=True)[:60]
        ),
        posts=tuple((Post(post).label, name) for post, name in held),
    )
