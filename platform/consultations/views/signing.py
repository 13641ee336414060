"""Signing an answer with a passphrase, the certificate behind it, and the page by which anybody checks the paper."""

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
from papers import authority, codes, verification
from papers import queries as certificates
from papers.forms import PassphraseForm
from papers.refusal import PaperRefused
from papers.signing import CannotSign
from signatories.rules import Right
from walls import current
from walls.limits import LimitReached
from web import htmx
from web.access import open_to_all, requires

SIGN = ConsultationPermission.SIGN
TOO_MANY = 429


@never_cache
@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@requires(SIGN)
def sign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Read it once more, and sign: the camat, or whoever acts as the camat today."""
    found = shared.matter_or_404(key)
    user: Any = request.user
    right = queries.right_to_sign(user, timezone.now())
    if right is None:
        raise PermissionDenied
    if certificates.active_certificate(request.user) is None:
        messages.warning(request, "Buat dahulu sertifikat tanda tangan Anda.")
        return redirect("consultations:certificate")
    trouble, status = "", 200
    if request.method == "POST":
        status = htmx.UNPROCESSABLE
        try:
            signed = actions.sign_answer(
                key=key, passphrase=request.POST.get("passphrase", ""), by=user, at=timezone.now()
            )
        except papers.WrongPassphrase:
            trouble = "Kata sandi tanda tangan salah. Belum ada yang ditandatangani."
        except limits.TooManyTries:
            trouble, status = "Sudah terlalu sering salah. Coba lagi 10 menit lagi.", TOO_MANY
        except papers.CertificateExpired:
            messages.warning(request, "Sertifikat tanda tangan Anda sudah berakhir. Buat yang baru dahulu.")
            return redirect("consultations:certificate")
        except StepRefused as error:
            messages.warning(request, str(error))
            return redirect("consultations:matter", key)
        except (CannotSign, PaperRefused, LimitReached) as error:
            trouble = str(error) or "Berkasnya tidak dapat ditandatangani. Coba lagi."
        else:
            messages.success(request, f"Ditandatangani, nomor {signed.number_text}. Desa sudah menerimanya.")
            return redirect("consultations:matter", key)
    return _page(request, found, right, trouble, status)


def _page(request: HttpRequest, found: Any, right: Right, trouble: str, status: int) -> HttpResponse:
    user: Any = request.user
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
        "concluded": context["topic"].conclusion(words.get("conclusion", "")),
        **shared.told(context["lines"], words),
    }
    return render(request, "consultations/sign.html", context, status=status)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@requires(SIGN)
def certificate(request: HttpRequest) -> HttpResponse:
    """What the camat signs with; a new one takes the place of the old one."""
    user: Any = request.user
    form = PassphraseForm(request.POST if request.method == "POST" and request.POST.get("apa") != "cabut" else None)
    held = certificates.active_certificate(user)
    if request.method == "POST" and request.POST.get("apa") == "cabut":
        if held is not None:
            papers.revoke_certificate(certificate=held, by=user, at=timezone.now())
            messages.success(request, "Sertifikat dicabut. Yang sudah ditandatangani tetap sah.")
        return redirect("consultations:certificate")
    if form.is_bound and form.is_valid():
        try:
            papers.issue_certificate(
                account=user,
                name=user.name,
                post=Post(user.posts[0]).label if Post.CAMAT not in user.posts else Post.CAMAT.label,
                office_title=current.office().title,
                passphrase=form.cleaned_data["passphrase"],
                at=timezone.now(),
            )
        except authority.NoAuthority:
            form.add_error(None, "Otoritas sertifikat belum disiapkan di server ini. Hubungi admin kabupaten.")
        else:
            messages.success(request, "Sertifikat tanda tangan siap dipakai.")
            return redirect("consultations:list")
    status = htmx.UNPROCESSABLE if form.errors else 200
    context = {"form": form, "current": held, "is_over": held is not None and held.valid_until <= timezone.now()}
    return render(request, "consultations/certificate.html", context, status=status)


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
