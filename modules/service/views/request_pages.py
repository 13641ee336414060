"""The question pages drawn: where the visitor is, what is asked, and what was answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from modules.service import queries
from modules.service.actions import requests as asking
from modules.service.forms import AnswerForm, IdentityForm, PhoneForm
from modules.service.models import RequestDraft
from modules.service.permissions import ServicePermission
from modules.service.rules import answers, masking, repeating, wording
from modules.service.rules.kind import Field, Group
from modules.service.views import drafts
from registry.territory.entrances import post_of
from web.access import may


def identity_page(request: HttpRequest, draft: RequestDraft, form: IdentityForm, status: int = 200) -> HttpResponse:
    return render(request, "service/identity.html", {"form": form, **_progress(draft, "identitas")}, status=status)


def step_page(
    request: HttpRequest,
    draft: RequestDraft,
    group: Group,
    known: dict[str, Any],
    faults: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    asked = [field for field in repeating.shown_fields(group, known) if not field.officers_only]
    form = _form(asked, known, faults)
    context = {
        "form": form,
        "group": group,
        "purposes": _purposes(draft, group),
        **(_many(group, known, faults) if group.many else {}),
        **_progress(draft, group.key),
    }
    return render(request, "service/step.html", context, status=status)


def _form(asked: list[Field], known: dict[str, Any], faults: dict[str, str]) -> AnswerForm:
    shown = {field.key: wording.typed(field, known.get(field.key)) for field in asked}
    return AnswerForm(asked, answers=shown, faults=faults)


def _many(group: Group, known: dict[str, Any], faults: dict[str, str]) -> dict[str, Any]:
    """A form for each time the group is answered, and whether there may be one more or one less."""
    assert group.many
    count = repeating.shown(group, known)
    rows = [
        {
            "title": f"{group.short_title} {number}",
            "prefix": repeating.prefix(group, number),
            "form": _form(
                [field for field in repeating.fields_at(group, number) if not field.officers_only], known, faults
            ),
        }
        for number in range(1, count + 1)
    ]
    return {"rows": rows, "count": count, "may_add": count < group.many.most, "may_drop": count > group.many.least}


def documents_page(
    request: HttpRequest, draft: RequestDraft, form: PhoneForm, faults: dict[str, str], status: int = 200
) -> HttpResponse:
    held = {attachment.requirement: attachment for attachment in draft.attachments.defer("content")}
    wanted = [
        {"asked": asked, "held": held.get(asked.key), "fault": faults.get(asked.key, "")}
        for asked in queries.requirements_of(draft.definition)
    ]
    return render(
        request,
        "service/documents.html",
        {"form": form, "wanted": wanted, "faults": faults, **_progress(draft, "syarat")},
        status=status,
    )


def check_page(
    request: HttpRequest,
    draft: RequestDraft,
    faults: dict[str, str] | None = None,
    repeats: Any = None,
    status: int = 200,
) -> HttpResponse:
    subject = asking.subject_of_draft(draft)
    kind = draft.definition
    checked = answers.validate(kind, draft.answers, subject=subject, today=queries.today(timezone.now()))
    sections = [(group, _rows(group, draft), address(draft, group.key)) for group in drafts.groups_of(draft)]
    context = {
        "name": masking.masked_name(subject.name),
        "nik_tail": subject.nik[-4:],
        "sections": sections,
        "attachments": list(draft.attachments.defer("content").select_related("draft__kind")),
        "phone": draft.phone,
        "warnings": checked.warnings,
        "faults": [(repeating.question(kind, key), text) for key, text in (faults or {}).items()],
        "repeats": repeats,
        "documents_address": address(draft, "syarat"),
        "may_help": draft.mends is None and draft.area is None and may_help(request),
        **_progress(draft, "periksa"),
    }
    return render(request, "service/check.html", context, status=status)


def may_help(request: HttpRequest) -> bool:
    """Whether the browser is an officer's, who may type for somebody."""
    return request.user.is_authenticated and may(request, ServicePermission.MAKE_LETTERS)


def missing(draft: RequestDraft) -> str:
    """The address of the first page that is not answered yet, or "" when all are."""
    wanted = drafts.next_of(draft)
    return "" if wanted == drafts.SEND else address(draft, wanted)


def address(draft: RequestDraft, page: str) -> str:
    return f"/layanan/{draft.kind.slug}/ajukan/{page}/"


def _progress(draft: RequestDraft, page: str) -> dict[str, Any]:
    """Where the visitor is, and the way back."""
    known = draft.resident is not None or draft.mends is not None
    pages = [
        "identitas",
        *(group.key for group in (drafts.groups_of(draft) if known else draft.definition.groups)),
        "syarat",
        "periksa",
    ]
    at = pages.index(page)
    door = reverse("service:rt") if draft.area else f"/layanan/{draft.kind.slug}/"
    back = address(draft, pages[at - 1]) if at else door
    return {
        "kind": draft.kind,
        "position": at + 1,
        "total": len(pages),
        "back": back,
        "is_mending": draft.mends is not None,
        "brought": post_of(draft.area) if draft.area else "",
    }


def _purposes(draft: RequestDraft, group: Group) -> tuple[str, ...]:
    return draft.definition.purposes if any(field.type == "purpose" for field in group.fields) else ()


def _rows(group: Group, draft: RequestDraft) -> list[tuple[str, str]]:
    shown = [
        (field.full_label if group.many else field.label, wording.written(field, draft.answers.get(field.key)))
        for field in repeating.asked_fields(group, draft.answers)
        if not field.officers_only
    ]
    return [(label, text) for label, text in shown if text]
