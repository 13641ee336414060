"""The components of the design system as template tags; docs/design-system.md shows each with an example."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from django import template
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from web import charts, icons, paging

register = template.Library()

# A colour is never the only sign: these stand before the word.
BADGE_SIGNS = {"ok": "✓", "warn": "!", "danger": "▼", "info": "", "": ""}
BANNER_ICONS = {"info": "info", "ok": "circle-check", "warn": "alert", "danger": "alert"}


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """
    Draw one icon, hidden from screen readers because a word always stands beside it.

    :raises KeyError: no icon has this name.
    """
    look = f"icon icon-{size}" if size else "icon"
    return SafeString(
        f'<svg class="{escape(look)}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{icons.PATHS[name]}"/></svg>'
    )


@register.simple_tag
def badge(text: str, tone: str = "") -> SafeString:
    """Write a status word in its colour, with a sign for those who do not see the colour."""
    sign, look = BADGE_SIGNS[tone], f" badge-{tone}" if tone else ""
    mark = f'<span aria-hidden="true">{sign}</span>' if sign else ""
    return SafeString(f'<span class="badge{look}">{mark}{_said(text)}</span>')


@register.inclusion_tag("web/components/button.html")
def button(text: str, **options: Any) -> dict[str, Any]:
    """
    A button, or with `href` a link that looks like one.

    Options: tone (primary, danger, quiet), size (compact, full), icon, type, name, value, href, shortcut, form,
    busy, disabled.
    """
    looks = [f"button-{options[key]}" for key in ("tone", "size") if options.get(key)]
    return {"type": "submit", **options, "text": text, "looks": " ".join(looks)}


@register.inclusion_tag("web/components/banner.html")
def banner(text: str, tone: str = "info", title: str = "", href: str = "", link: str = "") -> dict[str, Any]:
    """A notice about the whole page; danger and warn are read out at once."""
    return {"text": text, "tone": tone, "title": title, "href": href, "link": link, "icon": BANNER_ICONS[tone]}


@register.inclusion_tag("web/components/empty.html")
def empty(text: str, title: str = "", action: str = "", href: str = "") -> dict[str, Any]:
    """Why there is nothing here, and the one thing to do about it."""
    return {"text": text, "title": title, "action": action, "href": href}


@register.inclusion_tag("web/components/kpi.html")
def kpi(label: str, value: str, note: str = "", href: str = "") -> dict[str, Any]:
    """One number with its name and what it is compared with; a missing value is a dash and the note says why."""
    return {"label": label, "value": value, "note": note, "href": href}


@register.inclusion_tag("web/components/bar.html")
def bar(value: Any, maximum: Any, target: Any = None, tone: str = "") -> dict[str, Any]:
    """A comparison bar; write the number itself beside it."""
    return {"bar": charts.bar(value, maximum, target), "tone": tone}


@register.simple_tag
def sparkline(values: Sequence[Any], tone: str = "") -> SafeString:
    """A row of values as a small line with a dot at the latest; nothing when nothing is known."""
    points = charts.sparkline(values)
    if not points:
        return SafeString("")
    return format_html(
        '<svg class="sparkline{}" viewBox="0 0 96 28" aria-hidden="true" focusable="false">'
        '<polyline points="{}"/><circle cx="{}" cy="{}" r="3"/></svg>',
        f" sparkline-{tone}" if tone else "",
        format_html_join(" ", "{},{}", points),
        *points[-1],
    )


@register.inclusion_tag("web/components/timeline.html")
def timeline(entries: Sequence[Any]) -> dict[str, Any]:
    """What happened: entries with `what`, and as known `at`, `who`, `note`, `state` (expected or failed)."""
    return {"entries": entries}


@register.inclusion_tag("web/components/steps.html")
def steps(labels: Sequence[Any], current: int) -> dict[str, Any]:
    """Where in a task of several pages the visitor is; labels are words or (word, address), `current` counts from 1."""
    pairs = [(label, "") if isinstance(label, str) else label for label in labels]
    numbered = [
        {"label": label, "href": href, "is_done": number < current, "is_current": number == current}
        for number, (label, href) in enumerate(pairs, start=1)
    ]
    return {"steps": numbered, "current": current, "total": len(numbered)}


@register.inclusion_tag("web/components/progress.html")
def progress(done: int, total: int, label: str, tone: str = "", note: str = "") -> dict[str, Any]:
    """How far a long task is; without a total the bar only says that something happens."""
    return {"done": done, "total": total, "label": label, "tone": tone, "note": note}


@register.inclusion_tag("web/components/resident_card.html")
def resident_card(resident: Any, href: str = "", reveal: str = "") -> dict[str, Any]:
    """Who stands at the counter: `name`, `nik`, `kk`, `role`, `address`, `badges`; `reveal` leads to the full NIK."""
    return {"resident": resident, "href": href, "reveal": reveal}


@register.inclusion_tag("web/components/copy_link.html")
def copy_link(address: str, label: str = "Salin tautan") -> dict[str, Any]:
    """An address with a button that copies it; without JavaScript the address can be marked by hand."""
    return {"address": address, "label": label}


@register.inclusion_tag("web/components/share_link.html", takes_context=True)
def share_link(context: Context, text: str, label: str = "Bagikan ke WhatsApp", here: bool = True) -> dict[str, Any]:
    """
    A link that puts a text into WhatsApp, with this page's own address behind it unless `here` says no.

    Sixteen digits in a row never leave: whoever builds the text may forget, this does not.
    """
    request: HttpRequest = context["request"]
    said = f"{text} {request.build_absolute_uri(request.path)}" if here else text
    return {"href": f"https://wa.me/?text={quote(_SIXTEEN.sub('••••', said), safe='')}", "label": label}


_SIXTEEN = re.compile(r"(?<!\d)(?:\d[ .\-]?){15}\d(?!\d)")


@register.inclusion_tag("web/components/link_card.html", takes_context=True)
def link_card(context: Context, title: str, text: str, picture: str = "", kind: str = "website") -> dict[str, Any]:
    """What a message shows of a link to this page (Open Graph), and a search engine of the page; for the block `meta`."""
    request: HttpRequest = context["request"]
    return {
        "title": title,
        "text": text,
        "kind": kind,
        "site": getattr(context.get("office"), "title", ""),
        "address": request.build_absolute_uri(request.path),
        "picture": request.build_absolute_uri(picture) if picture else "",
    }


@register.simple_tag
def options(groups: Sequence[Any]) -> SafeString:
    """The lines of a list to choose from, by group, as Django's widgets hand them over."""
    drawn = []
    for name, lines, _ in groups:
        part = "".join(_option(line) for line in lines)
        drawn.append(f'\n<optgroup label="{_said(name)}">{part}\n</optgroup>' if name else part)
    return SafeString("".join(drawn))


def _option(line: dict[str, Any]) -> str:
    marks = flatatt(line["attrs"]) if line["attrs"] else ""
    return f'\n<option value="{escape(str(line["value"]))}"{marks}>{_said(line["label"])}</option>'


def _said(text: Any) -> str:
    """Any words as they may stand in a page. `format_html` says the same, in five times the time; these are written by the hundred."""
    return str(text) if isinstance(text, SafeString) else escape(str(text))


@register.inclusion_tag("web/components/error_summary.html")
def error_summary(form: Any, takes_focus: bool = True) -> dict[str, Any]:
    """Everything wrong with a form, each with a link to its field; it takes the focus when the page opens."""
    return {"form": form, "fields": [field for field in form if field.errors], "takes_focus": takes_focus}


@register.inclusion_tag("web/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Any, noun: str = "") -> dict[str, Any]:
    """Which rows of how many are shown, and the way to the pages before and after."""
    request: HttpRequest = context["request"]
    return {
        "page": page,
        "noun": noun,
        "total": getattr(page.paginator, "total", page.paginator.count),
        "previous": paging.address(request, halaman=page.previous_page_number()) if page.has_previous() else "",
        "next": paging.address(request, halaman=page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag(takes_context=True)
def address(context: Context, **changes: Any) -> str:
    """This page's own address with some questions changed, as for a sorting link."""
    return paging.address(context["request"], **changes)


@register.filter
def initials(name: str) -> str:
    """The first letters of the first two words of a name."""
    return "".join(word[0] for word in str(name).split()[:2]).upper()
