"""The list of public information, the yearly duties, and the budget in figures."""

from datetime import date

from django.db.models import Q, QuerySet

from modules.service.site.models import Publication
from modules.service.site.rules import budget, duties
from modules.service.site.rules.duties import DUTIES, Duty

#: What counts as law of the village.
LAW = ("PERDES", "PERKADES", "DECREE")


def publications_public() -> QuerySet[Publication]:
    """What the list shows everybody; excluded information is named in it, and has nothing to give."""
    return Publication.objects.filter(published_at__isnull=False)


def listed(*, access: str = "", subject: str = "", year: str = "", text: str = "") -> QuerySet[Publication]:
    """The list narrowed; empty values narrow nothing, `subject` may be LAW."""
    found = publications_public().select_related("document")
    if access in Publication.Access.values:
        found = found.filter(access=access)
    if subject == "LAW":
        found = found.filter(subject__in=LAW)
    elif subject in Publication.Subject.values:
        found = found.filter(subject=subject)
    if year.isdecimal() and len(year) == 4:
        found = found.filter(year=int(year))
    if text := _asked(text):
        found = found.filter(Q(title__icontains=text) | Q(summary__icontains=text) | Q(number__icontains=text))
    return found.order_by("-year", "subject", "-set_on", "-pk")


def years(this_year: int) -> list[int]:
    """The years something is published of, newest first, with this one."""
    found = set(publications_public().values_list("year", flat=True).distinct())
    return sorted(found | {this_year}, reverse=True)


def checklist(year: int) -> list[tuple[Duty, list[Publication]]]:
    """Each duty of a year with what is published for it; one query."""
    given = publications_public().exclude(access=Publication.Access.EXCLUDED).select_related("document")
    found = [one for one in given.order_by("-year", "title") if _gives(one)]
    rows = []
    for duty in DUTIES:
        fitting = [one for one in found if duties.is_met(duty, year, {(said, one.year) for said in _said_by(one)})]
        rows.append((duty, fitting[:6]))
    return rows


def is_published_for(subject: str, year: int) -> bool:
    """Whether everybody can read something of this subject and year."""
    given = publications_public().filter(subject=subject, year=year).exclude(access=Publication.Access.EXCLUDED)
    return any(_gives(one) for one in given)


def budget_of(year: int) -> tuple[Publication, budget.Budget] | None:
    """The published figures of a year."""
    found = publications_public().filter(subject="APBDES", year=year, figures__isnull=False).first()
    return (found, budget.read(found.figures)) if found and found.figures else None


def budget_set_on(year: int) -> date | None:
    """The day on which the budget of a year was first set, where a published line says it with its number."""
    told = publications_public().filter(year=year, set_on__isnull=False).exclude(number="")
    told = told.filter(subject__in=budget.DECREES).exclude(access=Publication.Access.EXCLUDED)
    lines = told.values_list("subject", "title", "set_on")
    days = [day for subject, title, day in lines if day and budget.sets_the_budget(subject, title)]
    return min(days, default=None)


def budget_years() -> list[int]:
    """The years whose figures are published, newest first."""
    found = publications_public().filter(figures__isnull=False)
    return list(found.order_by("-year").values_list("year", flat=True))


def publications_of_office(access: str = "", text: str = "") -> QuerySet[Publication]:
    """All of them for officers, prepared ones too."""
    found = Publication.objects.select_related("document")
    if access in Publication.Access.values:
        found = found.filter(access=access)
    if text := _asked(text):
        found = found.filter(title__icontains=text)
    return found.order_by("-year", "subject", "-pk")


def _asked(text: str) -> str:
    """What was typed into an address, without what no text of the database can hold."""
    return text.replace("\0", "").strip()[:80]


def _said_by(one: Publication) -> tuple[str, ...]:
    """What a line speaks of: figures that say what was realised are the realisation too."""
    if one.figures and budget.read(one.figures).has_realisation:
        return one.subject, Publication.Subject.REALISATION
    return (one.subject,)


def _gives(one: Publication) -> bool:
    return bool(one.document_id or one.link or one.figures)
