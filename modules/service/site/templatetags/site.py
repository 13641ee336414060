"""Where the picture of an article lies, and how it is shown."""

from django import template
from django.urls import reverse

from modules.service.site.models import Article
from modules.service.site.rules import addresses

register = template.Library()


@register.filter
def picture_of(article: Article) -> str:
    """The address of its picture, which changes with the picture; empty when it has none."""
    if article.picture is None:
        return ""
    return reverse("site:picture", args=[article.pk, article.picture.sha256[:16]])


@register.filter
def place_of(article: Article) -> str:
    """Where it is read."""
    return reverse("site:article", args=[addresses.shelf_of(article.kind), article.slug])
