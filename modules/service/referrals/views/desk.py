"""Handing over, the box of what waits, one referral, and the slip the person takes along."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from modules.service.referrals import actions, queries, rules
from modules.service.referrals.forms import DAY, OutcomeForm, RedirectForm, ReferForm, StepForm
from modules.service.referrals.models import Referral
from modules.service.referrals.permissions import ReferralPermission
from modules.service.referrals.views import origins
from papers import codes
from web import htmx, paging
from web.access import may, requires

REFER = ReferralPermission.REFER
TABS = [("MINE", "Untuk saya"), ("OPEN", "Terbuka"), ("MADE", "Saya buat"), ("DONE", "Selesai")]
# deed -> title, label, form, the word of the action for what was typed, the action, what is said afterwards
DEEDS: dict[str, tuple[str, str, Any, str, Any, str]] = {
    "jawab": (
        "Selesai, beri jawaban",
        "Apa hasilnya?",
        StepForm,
        "answer",
        actions.answer_referral,
        "Jawaban tersimpan.",
    ),
    "kembalikan": ("Kembalikan", "Mengapa?", StepForm, "reason", actions.return_referral, "Arahan dikembalikan."),
    "hasil": ("Catat hasil", "Keterangan", OutcomeForm, "note", actions.follow_up, "Hasil tersimpan."),
    "alihkan": ("Arahkan lagi", "Mengapa?", RedirectForm, "reason", actions.redirect_referral, "Arahan dialihkan."),
}


@never_cache
@require_safe
@requires(REFER)
def box(request: HttpRequest) -> HttpResponse:
    """What waits for me, the oldest on top."""
    which = request.GET.get("untuk", "MINE")
    today, off = queries.today(timezone.now()), queries.off()
    page = paging.page_of(request, queries.box(request.user, which, today))
    rows = [(one, one.is_waiting and _is_late(one, today, off)) for one in page]
    tabs = [
        {"label": label, "is_current": key == which, "href": paging.address(request, untuk=key, halaman=None)}
        for key, label in TABS
    ]
    may_keep = may(request, ReferralPermission.KEEP_AGENCIES)
    return render(request, "referrals/box.html", {"page": page, "rows": rows, "tabs": tabs, "may_keep": may_keep})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(REFER)
def new(request: HttpRequest) -> HttpResponse:
    """To whom and why; where it comes from is in the address and fills in what is known."""
    agencies, today = queries.agencies(), queries.today(timezone.now())
    if request.method != "POST":
        form = ReferForm(agencies=agencies, today=today, initial={"key": uuid4(), **origins.known(request)})
        return render(request, "referrals/new.html", {"form": form})
    form = ReferForm(request.POST, agencies=agencies, today=today)
    if form.is_valid() and not origins.may_refer(request.user, form.cleaned_data):
        raise Http404
    if form.is_valid():
        try:
            referral = actions.refer_person(**form.said, by=request.user, at=timezone.now())
            return redirect("referrals:referral", referral.pk)
        except actions.TextRefused as error:
            form.add_error(None, str(error))
        except actions.PlaceRefused:
            form.add_error("to", "Pilih tujuan lain.")
    return render(request, "referrals/new.html", {"form": form}, status=htmx.UNPROCESSABLE)


@never_cache
@require_safe
@requires(REFER)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One referral with its story and the next steps."""
    referral = _referral(request, pk)
    deeds = [(slug, deed[0]) for slug, deed in DEEDS.items() if _may(referral, slug)]
    context = {
        "referral": referral,
        "code": codes.spell(referral.code),
        "deeds": deeds,
        "bring": rules.lines(referral.bring),
        "entries": [{**line, "at": datetime.fromisoformat(line["at"])} for line in reversed(referral.story)],
        "origin": origins.address(referral),
        "whatsapp": _whatsapp(request, referral),
    }
    return render(request, "referrals/referral.html", context)


@never_cache
@require_safe
@requires(REFER)
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """A strip of 58 mm for the person, printed by the browser; no name and no NIK on it."""
    referral = _referral(request, pk)
    context = {"referral": referral, "code": codes.spell(referral.code), "bring": rules.lines(referral.bring)}
    return render(request, "referrals/slip.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(REFER)
def step(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Take it at once; answer, return and lead on with words."""
    referral = _referral(request, pk)
    if deed == "terima" and request.method == "POST":
        return _done(request, referral, actions.accept_referral, "Arahan diterima.")
    if deed not in DEEDS:
        raise Http404
    title, label, form_class, word, act, done = DEEDS[deed]
    form = form_class(request.POST if request.method == "POST" else None)
    form.fields["text"].label = label
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, word: form.cleaned_data["text"]}
        del said["text"]
        try:
            return _done(request, referral, act, done, **said)
        except actions.DayRefused:
            form.add_error("again_on", DAY)
        except (actions.TextRefused, actions.PlaceRefused):
            form.add_error(None, "Pilih jabatan lain, dan tulis alasan yang dapat dimengerti.")
    status = htmx.UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "referrals/step.html", {"referral": referral, "form": form, "title": title}, status=status)


def _done(request: HttpRequest, referral: Referral, act: Any, done: str, **said: Any) -> HttpResponse:
    try:
        act(referral=referral, by=request.user, at=timezone.now(), **said)
    except actions.NotThere:
        raise Http404 from None
    except actions.ReferralClosed:
        messages.warning(request, "Arahan ini sudah berubah. Tidak ada yang diubah.")
    else:
        messages.success(request, done)
    still = queries.visible_to(request.user).filter(pk=referral.pk).exists()
    return htmx.go(request, f"/kantor/arahan/{referral.pk}/" if still else "/kantor/arahan/")


def _referral(request: HttpRequest, pk: int) -> Referral:
    found = queries.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _is_late(referral: Referral, today: date, off: Collection[date]) -> bool:
    """Within the office after a working day; outside once the day has come to ask what became of it."""
    if referral.agency_id:
        return referral.follow_up_on is not None and referral.follow_up_on <= today
    return rules.is_late(queries.today(referral.made_at), today, off)


def _may(referral: Referral, deed: str) -> bool:
    if referral.agency_id:
        return referral.is_waiting and (deed == "hasil" or (deed == "alihkan" and referral.state == "RETURNED"))
    if deed == "hasil":
        return False
    return referral.is_waiting and not (deed == "kembalikan" and referral.state == "RETURNED")


def _whatsapp(request: HttpRequest, referral: Referral) -> str:
    """A ready message: where to go, what to bring; no NIK and no name."""
    where = referral.to
    if referral.agency:
        where = ", ".join(part for part in (where, referral.agency.address, referral.agency.hours) if part)
    bring = "; ".join(rules.lines(referral.bring))
    parts = [f"Keperluan: {referral.need}.", f"Silakan ke {where}.", f"Bawa: {bring}." if bring else ""]
    text = quote(" ".join(part for part in [*parts, f"Nomor arahan {codes.spell(referral.code)}."] if part))
    return f"https://wa.me/{'62' + referral.phone.removeprefix('0') if referral.phone else ''}?text={text}"
