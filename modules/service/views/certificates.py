"""A person's own means of signing: a certificate of this system, or what the national authority knows them by."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.posts import Post
from modules.service import actions, queries
from modules.service.forms.signers import SignerNikForm
from modules.service.permissions import ServicePermission, acting_post
from papers import actions as papers_actions
from papers import authority, enrolment, national
from papers import queries as papers_queries
from papers.forms import PassphraseForm
from papers.signing import CannotSign, SignerAway
from papers.statements import SignerKind
from web import htmx
from web.access import officer, requires

AWAY = "Layanan BSrE tidak menjawab. Coba lagi nanti."
NOT_SET_UP = "Layanan BSrE belum disambungkan di server ini. Hubungi admin kabupaten."


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SIGN_LETTERS)
def certificate(request: HttpRequest) -> HttpResponse:
    """What the person signs with, making and ending it, and what the authority says of it."""
    if request.method != "POST":
        return _page(request)
    wanted = {"buat": _issue, "cabut": _revoke, "nik": _enrol, "lupa": _leave, "status": _ask}
    return wanted.get(request.POST.get("apa", "buat"), _issue)(request)


def _issue(request: HttpRequest) -> HttpResponse:
    """A new certificate takes the place of the old one."""
    user: Any = request.user
    form = PassphraseForm(request.POST)
    if form.is_valid():
        try:
            papers_actions.issue_certificate(
                account=user,
                name=user.name,
                post=acting_post(user, Post.KADES),
                office_title=queries.issuer().title,
                passphrase=form.cleaned_data["passphrase"],
                at=timezone.now(),
            )
        except papers_actions.WeakPassphrase:
            form.add_error("passphrase", "Paling sedikit 8 huruf atau angka.")
        except authority.NoAuthority:
            form.add_error(None, "Otoritas sertifikat belum disiapkan di server ini. Hubungi admin kabupaten.")
        else:
            messages.success(request, "Sertifikat tanda tangan siap dipakai.")
            return redirect("service:signing_box")
    return _page(request, passphrase_form=form, status=htmx.UNPROCESSABLE)


def _revoke(request: HttpRequest) -> HttpResponse:
    """A certificate somebody else may know the passphrase of signs no more."""
    held = papers_queries.active_certificate(request.user)
    if held is not None:
        papers_actions.revoke_certificate(certificate=held, by=request.user, at=timezone.now())
        messages.success(request, "Sertifikat dicabut. Surat yang sudah ditandatangani tetap sah.")
    return redirect("service:certificate")


def _enrol(request: HttpRequest) -> HttpResponse:
    form = SignerNikForm(request.POST)
    if form.is_valid():
        try:
            enrolment.note_nik(account=officer(request), nik=form.cleaned_data["nik"], at=timezone.now())
        except enrolment.AnotherPerson:
            form.add_error("nik", "Kantor mencatat NIK lain untuk Anda. Periksa lagi, atau hubungi admin desa.")
        else:
            messages.success(request, "NIK tersimpan tersegel.")
            return redirect("service:certificate")
    return _page(request, nik_form=form, status=htmx.UNPROCESSABLE)


def _leave(request: HttpRequest) -> HttpResponse:
    enrolment.forget_nik(account=officer(request), at=timezone.now())
    messages.success(request, "NIK dihapus. Sertifikat Anda di BSrE tidak berubah.")
    return redirect("service:certificate")


def _ask(request: HttpRequest) -> HttpResponse:
    """What the authority says of the person now."""
    user: Any = request.user
    try:
        limits.count("signer-standing", str(user.pk), at_most=10, within=actions.TRIES_WITHIN)
        said = enrolment.standing(user)
    except limits.TooManyTries:
        messages.warning(request, "Sudah sering diperiksa. Coba lagi 10 menit lagi.")
    except enrolment.NotEnrolled:
        messages.warning(request, "Isi NIK Anda dahulu.")
    except national.NotSetUp:
        messages.warning(request, NOT_SET_UP)
    except (SignerAway, CannotSign):
        messages.warning(request, AWAY)
    else:
        tell = messages.success if said.may_sign else messages.warning
        tell(request, _standing(said))
    return redirect("service:certificate")


def _standing(said: national.Standing) -> str:
    if said.may_sign:
        return "BSrE: sertifikat Anda aktif dan dapat dipakai."
    words = {
        "NOT_REGISTERED": "BSrE: NIK ini belum terdaftar. Mintalah rekomendasi Dinas Kominfo.",
        "EXPIRED": "BSrE: sertifikat Anda sudah berakhir. Perpanjang lewat Dinas Kominfo.",
        "REVOKE": "BSrE: sertifikat Anda sudah dicabut.",
        "SUSPEND": "BSrE: sertifikat Anda ditangguhkan.",
        "NEW": "BSrE: pendaftaran Anda belum selesai.",
        "WAITING_FOR_VERIFICATION": "BSrE: pendaftaran Anda menunggu verifikasi.",
        "RENEW": "BSrE: sertifikat Anda sedang diperpanjang.",
    }
    return words.get(said.word, f"BSrE menjawab: {said.word[:40] or 'tanpa keterangan'}.")


def _page(request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
    user: Any = request.user
    held, now = papers_queries.active_certificate(user), timezone.now()
    context = {
        "form": forms.get("passphrase_form") or forms.get("nik_form"),
        "passphrase_form": forms.get("passphrase_form") or PassphraseForm(),
        "nik_form": forms.get("nik_form") or SignerNikForm(),
        "current": held,
        "is_over": held is not None and held.valid_until <= now,
        "ends_soon": held is not None and held.ends_soon(now),
        "is_national": queries.house_for_pages().signer_kind == SignerKind.NATIONAL,
        "is_enrolled": enrolment.is_enrolled(user),
        "is_set_up": national.is_set_up(),
    }
    return render(request, "service/certificate.html", context, status=status)
