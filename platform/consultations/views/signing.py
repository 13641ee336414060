"""Signing an answer with a passphrase, what it is signed with, and the page by which anybody checks the paper."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.posts import Post
from consultations import actions, catalogue, queries
from consultations.models import State
from consultations.permissions import ConsultationPermission
from consultations.rules import steps
from consultations.rules.steps import StepRefused
from consultations.views import shared
from papers import actions as papers
from papers import codes, means, national, verification
from papers.means import Means
from papers.refusal import PaperRefused
from papers.signing import CannotSign, SignerAway, SignerRefused
from papers.statements import SignerKind
from signatories import queries as signatories
from signatories.rules import CAMAT, Right
from walls import current
from walls.limits import LimitReached
from web import htmx
from web.access import officer, open_to_all, requires

SIGN = ConsultationPermission.SIGN
TOO_MANY = 429


@never_cache
@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@requires(SIGN)
def sign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Read it once more, and sign: the camat, or whoever acts as the camat today."""
    found = shared.matter_or_404(key)
    user, kind = officer(request), signatories.signer_kind()
    right = queries.right_to_sign(user, timezone.now())
    if right is None:
        raise PermissionDenied
    if not means.has_means(user, kind):
        messages.warning(request, "Siapkan dahulu sertifikat tanda tangan Anda.")
        return redirect("consultations:certificate")
    trouble, status = "", 200
    if request.method == "POST":
        status = htmx.UNPROCESSABLE
        try:
            signed = actions.sign_answer(
                key=key, passphrase=request.POST.get("passphrase", ""), by=user, at=timezone.now()
            )
        except limits.TooManyTries:
            trouble, status = "Sudah terlalu sering salah. Coba lagi 10 menit lagi.", TOO_MANY
        except papers.CertificateExpired:
            messages.warning(request, "Sertifikat tanda tangan Anda sudah berakhir. Buat yang baru dahulu.")
            return redirect("consultations:certificate")
        except StepRefused as error:
            messages.warning(request, str(error))
            return redirect("consultations:matter", key)
        except REASONS as error:
            trouble = _trouble(error, kind)
        else:
            messages.success(request, f"Ditandatangani, nomor {signed.number_text}. Desa sudah menerimanya.")
            return redirect("consultations:matter", key)
    return _page(request, found, right, kind, trouble, status)


REASONS = (papers.WrongPassphrase, national.NotSetUp, CannotSign, PaperRefused, LimitReached)


def _trouble(error: Exception, kind: SignerKind) -> str:
    """Why nothing was signed; the answer waits as it was."""
    match error:
        case papers.WrongPassphrase():
            return f"{means.passphrase_words(kind)} salah. Belum ada yang ditandatangani."
        case national.NotSetUp():
            return means.NOT_SET_UP
        case SignerAway():
            return "Layanan BSrE tidak menjawab. Jawaban tetap menunggu dan nomornya belum terpakai. Coba lagi nanti."
        case SignerRefused():
            return f"BSrE menolak: {error}. Jawaban tetap menunggu."
        case CannotSign():
            return "Berkasnya tidak dapat ditandatangani. Coba lagi; bila berulang, hubungi admin."
        case LimitReached():
            return f"{error.title} {error.advice}"
    return str(error)


def _page(request: HttpRequest, found: Any, right: Right, kind: SignerKind, trouble: str, status: int) -> HttpResponse:
    user = officer(request)
    answer = queries.answer_to(found)
    words = answer.words if answer else {"writers": []}
    is_open = found.state == steps.State.TAKEN and answer is not None and answer.state == State.SIGNING
    if not is_open or user.pk in words["writers"]:
        messages.warning(request, "Jawaban ini tidak menunggu tanda tangan Anda.")
        return redirect("consultations:matter", found.key)
    context = shared.seen(request, found)
    context |= {
        "answer": answer,
        "trouble": trouble,
        "signs_as": right.signed_as(current.office().name),
        "is_national": kind == SignerKind.NATIONAL,
        "passphrase_words": means.passphrase_words(kind),
        "concluded": context["topic"].conclusion(words.get("conclusion", "")),
        **shared.told(context["lines"], words),
    }
    return render(request, "consultations/sign.html", context, status=status)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@requires(SIGN)
def certificate(request: HttpRequest) -> HttpResponse:
    """What whoever signs for the kecamatan signs with; see `papers.means`."""
    held = officer(request).posts
    here = Means(
        kind=signatories.signer_kind(),
        frame="web/supervision.html",
        back="consultations:list",
        back_words="Konsultasi",
        here="consultations:certificate",
        # The person's own post: that somebody acts as the camat stands on the paper and not in the certificate.
        post=Post(CAMAT if CAMAT in held else held[0]).label,
        office_title=current.office().title,
    )
    return means.page(request, here)


@open_to_all("Whoever is shown a decision must be able to check it.", while_suspended=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the kecamatan's book says of a paper, and whether a file is the very one that was signed."""
    try:
        limits.count("verify", request.META["REMOTE_ADDR"], at_most=60, within=timedelta(minutes=10))
        found = queries.answer_by_code(codes.normalise_code(code))
    except limits.TooManyTries:
        return render(request, "consultations/verification.html", {"is_too_many": True}, status=TOO_MANY)
    except codes.NotACode:
        found = None
    if found is None or found.document is None or found.matter is None:
        return render(request, "consultations/verification.html", {}, status=404)
    topic = catalogue.of(queries.consultation(found.matter))
    context: dict[str, Any] = {"found": found, "topic": topic, "code": codes.spell(found.code)}
    if request.method == "POST":
        context["verdict"] = _judged(request, found.document.sha256)
    return render(request, "consultations/verification.html", context)


def _judged(request: HttpRequest, sha256: str) -> dict[str, str]:
    file = request.FILES.get("file")
    if file is None:
        return {"tone": "warn", "title": "Belum ada berkas", "text": "Pilih berkas PDF-nya dahulu."}
    is_same = (file.size or 0) <= verification.LARGEST and hashlib.sha256(file.read()).hexdigest() == sha256
    if is_same:
        return {
            "tone": "ok",
            "title": "Asli, tidak berubah",
            "text": "Berkas ini sama persis dengan yang ditandatangani.",
        }
    return {"tone": "danger", "title": "Bukan berkas yang sama", "text": "Berkas ini lain dari yang ditandatangani."}
