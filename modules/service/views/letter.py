"""One letter with its story, and each step on its way."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import links
from messaging.permissions import MessagingPermission
from messaging.queries import about as messages_about
from modules.service import actions, queries
from modules.service.actions import news
from modules.service.forms import ReasonForm
from modules.service.models import Letter, State
from modules.service.permissions import ServicePermission, may_check
from modules.service.queries import timelines
from modules.service.rules import answers, repeating
from modules.service.rules.house import RT_LETTER
from modules.service.rules.kind import Requirement
from modules.service.rules.sheets import FORMS, OF_KIND
from modules.service.views import lateness, numbers
from modules.service.views.previewing import as_it_would_be_printed
from papers import codes, typesetting
from registry.forms import RevealForm
from registry.permissions import RegistryPermission
from web import htmx
from web.access import may, officer, requires


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SEE_LETTERS)
def detail(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One letter whole, with what this person may do about it; a POST with a reason shows the numbers in its answers once."""
    letter = _letter(letter_id)
    if request.method != "POST":
        return _detail(request, letter)
    form = RevealForm(request.POST)
    if not may(request, RegistryPermission.REVEAL_NIK):
        raise PermissionDenied
    if not form.is_valid():
        return _detail(request, letter, form, status=htmx.UNPROCESSABLE)
    actions.reveal_answers(letter=letter, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    return _detail(request, letter, is_revealed=True)


@never_cache
@require_safe
@requires(ServicePermission.SEE_LETTERS)
def preview(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The paper as a picture, as it would be signed today."""
    made = as_it_would_be_printed(_letter(letter_id), officer(request), timezone.now())
    return HttpResponse(typesetting.render_svg(made)[0], content_type="image/svg+xml")


@require_POST
@requires(ServicePermission.CHECK_LETTERS)
def check(request: HttpRequest, letter_id: int) -> HttpResponse:
    """In order."""
    return _step(request, letter_id, actions.check_by_kasi, "Surat sudah diperiksa.")


@require_POST
@requires(ServicePermission.INITIAL_LETTERS)
def initial(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The secretary's initials."""
    return _step(request, letter_id, actions.check_by_sekdes, "Surat diparaf dan menunggu tanda tangan Kepala Desa.")


@require_POST
@requires(ServicePermission.HAND_OVER_LETTERS)
def hand_over(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The resident has it."""
    return _step(request, letter_id, actions.mark_collected, "Surat ditandai sudah diambil.")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SEE_LETTERS)
def send_back(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Back to the resident, with what is missing."""
    return _with_reason(request, letter_id, actions.return_incomplete, _WORDS_OF_RETURN)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.CANCEL_LETTERS)
def cancel(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Cancelled for good; the number stays in the book."""
    return _with_reason(request, letter_id, actions.cancel_letter, _WORDS_OF_CANCEL)


_WORDS_OF_RETURN = {
    "title": "Kembalikan untuk dilengkapi",
    "hint": "Tulis apa yang kurang. Kalimat ini dibaca pemohon; jangan tulis NIK.",
    "verb": "Kembalikan ke pemohon",
    "done": "Permohonan dikembalikan ke pemohon.",
}
_WORDS_OF_CANCEL = {
    "title": "Batalkan surat",
    "hint": "Nomornya tetap tercatat, dan siapa pun yang memverifikasi surat ini akan membaca bahwa surat ini dibatalkan.",
    "verb": "Batalkan surat",
    "done": "Surat dibatalkan.",
    "tone": "danger",
}


def _step(request: HttpRequest, letter_id: int, act: Callable[..., Letter], done: str, **said: Any) -> HttpResponse:
    letter = _letter(letter_id)
    try:
        act(letter=letter, by=request.user, at=timezone.now(), **said)
    except actions.NotYours:
        messages.error(request, "Jenis surat ini diperiksa jabatan lain.")
    except actions.OwnLetter as refusal:
        messages.error(request, str(refusal))
    except (actions.LetterClosed, actions.LetterNotReady):
        letter.refresh_from_db()
        messages.warning(
            request, f"Surat ini sudah berubah: {letter.get_state_display().lower()}. Tidak ada yang diubah."
        )
    else:
        messages.success(request, done)
    return htmx.go(request, f"/kantor/surat/{letter.pk}/")


def _with_reason(
    request: HttpRequest, letter_id: int, act: Callable[..., Letter], words: dict[str, str]
) -> HttpResponse:
    letter = _letter(letter_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _step(request, letter_id, act, words["done"], reason=form.cleaned_data["reason"])
    form.fields["reason"].help_text = words["hint"]
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "service/reason.html", {"letter": letter, "form": form, "words": words}, status=status)


def _letter(letter_id: int) -> Letter:
    people = ("kind", "resident", "kasi", "sekdes", "signed_by", "made_by", "document", "authority")
    return get_object_or_404(Letter.objects.select_related(*people).defer("document__waiting_bytes"), pk=letter_id)


def _detail(
    request: HttpRequest,
    letter: Letter,
    reveal: RevealForm | None = None,
    *,
    is_revealed: bool = False,
    status: int = 200,
) -> HttpResponse:
    kind, subject = letter.definition, letter.person
    attachments = list(letter.attachments.select_related("letter__kind"))
    held = {attachment.requirement for attachment in attachments}
    sections = [
        (
            group,
            [
                (asked, numbers.written(asked, letter.answers.get(asked.key), is_revealed))
                for asked in repeating.asked_fields(group, letter.answers)
            ],
        )
        for group in answers.asked_groups(kind, letter.answers, subject=subject)
    ]
    context = {
        "letter": letter,
        "subject": subject,
        "sections": [(group, [(asked, text) for asked, text in rows if text]) for group, rows in sections],
        "attachments": attachments,
        "forms": [(code, FORMS[code][0]) for code in OF_KIND.get(letter.kind.slug, ())],
        "requirements": _requirements(letter, held),
        "reveal": (reveal or RevealForm()) if numbers.are_told(letter) and not is_revealed else None,
        "may_reveal": may(request, RegistryPermission.REVEAL_NIK),
        "entries": _entries(letter),
        "may": _rights(request, letter),
        "code": codes.spell(letter.tracking_code),
        "held": held,
        "late": lateness.how_late(letter, timezone.now()),
        "whatsapp": _whatsapp(letter),
        "told": messages_about(news.subject_of(letter)) if letter.phone else [],
        "may_send": may(request, MessagingPermission.SEND_MESSAGES),
    }
    return render(request, "service/letter.html", context, status=status)


def _requirements(letter: Letter, held: set[str]) -> tuple[Requirement, ...]:
    """What is asked for while it is open; afterwards what the kind asked, and the letter of the RT where one was brought."""
    if letter.is_open:
        return queries.requirements_of(letter.definition)
    return (*((RT_LETTER,) if RT_LETTER.key in held else ()), *letter.definition.requirements)


def _entries(letter: Letter) -> list[dict[str, Any]]:
    told = [
        {
            "what": event.get_what_display(),
            "at": event.at,
            "who": ", ".join(part for part in (event.by_name, event.by_post) if part),
            "note": event.note,
        }
        for event in letter.events.order_by("-at", "-pk")
    ]
    return timelines.merged(told, "surat", letter.pk)


def _rights(request: HttpRequest, letter: Letter) -> dict[str, bool]:
    user: Any = request.user
    checks, is_own = may_check(user, letter.definition), queries.is_own(letter, user)
    is_open = letter.state in (State.CHECKING, State.AWAITING)
    signs = is_open and queries.right_to_sign(user, letter.definition, queries.today(timezone.now())) is not None
    return {
        "is_own": is_own and is_open,
        "check": checks and letter.needs_kasi and not is_own,
        "initial": user.may(ServicePermission.INITIAL_LETTERS) and letter.needs_sekdes and not is_own,
        "return": (checks or signs) and is_open,
        "sign": signs and letter.is_waiting and not is_own,
        "cancel": user.may(ServicePermission.CANCEL_LETTERS) and not letter.is_cancelled,
        "hand_over": user.may(ServicePermission.HAND_OVER_LETTERS) and letter.is_ready,
        "download": letter.document is not None,
    }


def _whatsapp(letter: Letter) -> str:
    """A ready message to the resident; it names neither NIK nor content, only where to look."""
    if not letter.phone:
        return ""
    where = links.address("service:track", codes.spell(letter.tracking_code))
    text = f"{letter.kind.title}: {letter.get_state_display().lower()}. Lihat di {where}"
    return f"https://wa.me/62{letter.phone.removeprefix('0')}?text={quote(text)}"
