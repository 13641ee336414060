"""
A person's own means of signing, as a page: a certificate of this system, or what the national authority knows them by.

A room has the address and says who may open it; what is done there is the same in every office.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts import limits
from papers import actions, authority, enrolment, national, queries, signers
from papers.forms import PassphraseForm, SignerNikForm
from papers.signing import CannotSign
from papers.statements import SignerKind
from web import htmx
from web.access import officer

AWAY = "Layanan BSrE tidak menjawab. Coba lagi nanti."
NOT_SET_UP = "Layanan BSrE belum disambungkan di server ini. Hubungi admin kabupaten."


def passphrase_words(kind: SignerKind) -> str:
    """What the person is asked for: the national authority has its own word."""
    return "Frasa sandi BSrE" if kind == SignerKind.NATIONAL else "Kata sandi tanda tangan"


def has_means(account: Any, kind: SignerKind) -> bool:
    """Whether the person has what it takes to sign so."""
    if kind == SignerKind.NATIONAL:
        return enrolment.is_enrolled(account)
    return queries.active_certificate(account) is not None


@dataclass(frozen=True, kw_only=True)
class Means:
    """What a room says of its page."""

    kind: SignerKind
    #: The shell, and the address it leads back to; a new certificate leads there too.
    frame: str
    back: str
    back_words: str
    #: The page's own address.
    here: str
    #: In the certificate: the person's own post, and the office.
    post: str
    office_title: str


def page(request: HttpRequest, means: Means) -> HttpResponse:
    """What the person signs with, making and ending it, and what the authority says of it."""
    if request.method != "POST":
        return _shown(request, means)
    wanted = {"buat": _issue, "cabut": _revoke, "nik": _enrol, "lupa": _leave, "status": _ask}
    return wanted.get(request.POST.get("apa", "buat"), _issue)(request, means)


def _issue(request: HttpRequest, means: Means) -> HttpResponse:
    """A new certificate takes the place of the old one."""
    user, form = officer(request), PassphraseForm(request.POST)
    if form.is_valid():
        try:
            actions.issue_certificate(
                account=user,
                name=user.name,
                post=means.post,
                office_title=means.office_title,
                passphrase=form.cleaned_data["passphrase"],
                at=timezone.now(),
            )
        except actions.WeakPassphrase:
            form.add_error("passphrase", "Paling sedikit 8 huruf atau angka.")
        except authority.NoAuthority:
            form.add_error(None, "Otoritas sertifikat belum disiapkan di server ini. Hubungi admin kabupaten.")
        else:
            messages.success(request, "Sertifikat tanda tangan siap dipakai.")
            return redirect(means.back)
    return _shown(request, means, passphrase_form=form, status=htmx.UNPROCESSABLE)


def _revoke(request: HttpRequest, means: Means) -> HttpResponse:
    """A certificate somebody else may know the passphrase of signs no more."""
    held = queries.active_certificate(request.user)
    if held is not None:
        actions.revoke_certificate(certificate=held, by=request.user, at=timezone.now())
        messages.success(request, "Sertifikat dicabut. Surat yang sudah ditandatangani tetap sah.")
    return redirect(means.here)


def _enrol(request: HttpRequest, means: Means) -> HttpResponse:
    form = SignerNikForm(request.POST)
    if form.is_valid():
        try:
            enrolment.note_nik(account=officer(request), nik=form.cleaned_data["nik"], at=timezone.now())
        except enrolment.AnotherPerson:
            form.add_error("nik", "Kantor mencatat NIK lain untuk Anda. Periksa lagi, atau hubungi admin kantor.")
        else:
            messages.success(request, "NIK tersimpan tersegel.")
            return redirect(means.here)
    return _shown(request, means, nik_form=form, status=htmx.UNPROCESSABLE)


def _leave(request: HttpRequest, means: Means) -> HttpResponse:
    enrolment.forget_nik(account=officer(request), at=timezone.now())
    messages.success(request, "NIK dihapus. Sertifikat Anda di BSrE tidak berubah.")
    return redirect(means.here)


def _ask(request: HttpRequest, means: Means) -> HttpResponse:
    """What the authority says of the person now."""
    user = officer(request)
    try:
        limits.count("signer-standing", str(user.pk), at_most=10, within=signers.TRIES_WITHIN)
        said = enrolment.standing(user)
    except limits.TooManyTries:
        messages.warning(request, "Sudah sering diperiksa. Coba lagi 10 menit lagi.")
    except enrolment.NotEnrolled:
        messages.warning(request, "Isi NIK Anda dahulu.")
    except national.NotSetUp:
        messages.warning(request, NOT_SET_UP)
    except CannotSign:
        messages.warning(request, AWAY)
    else:
        tell = messages.success if said.may_sign else messages.warning
        tell(request, _standing(said))
    return redirect(means.here)


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


def _shown(request: HttpRequest, means: Means, status: int = 200, **forms: Any) -> HttpResponse:
    held, now = queries.active_certificate(request.user), timezone.now()
    context = {
        "frame": means.frame,
        "back": means.back,
        "back_words": means.back_words,
        "form": forms.get("passphrase_form") or forms.get("nik_form"),
        "passphrase_form": forms.get("passphrase_form") or PassphraseForm(),
        "nik_form": forms.get("nik_form") or SignerNikForm(),
        "current": held,
        "is_over": held is not None and held.valid_until <= now,
        "ends_soon": held is not None and held.ends_soon(now),
        "is_national": means.kind == SignerKind.NATIONAL,
        "is_enrolled": enrolment.is_enrolled(officer(request)),
        "is_set_up": national.is_set_up(),
    }
    return render(request, "papers/certificate.html", context, status=status)
