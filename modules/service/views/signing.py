"""The signing box: read what is odd, leave the rest ticked, one passphrase, and what became of each letter."""

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
from modules.service.forms import PassphraseForm
from modules.service.models import Letter
from modules.service.permissions import ServicePermission, acting_post
from papers import actions as papers_actions
from papers import authority
from papers import queries as papers_queries
from web import htmx
from web.access import requires

TOO_MANY = 429
MOST_SHOWN = 50


@never_cache
@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SIGN_LETTERS)
def box(request: HttpRequest) -> HttpResponse:
    """What waits, and signing it."""
    if request.method != "POST":
        return _box(request)
    picked = [
        int(number)
        for number in request.POST.getlist("letter")
        if number.isascii() and number.isdigit() and len(number) < 18
    ]
    if not picked:
        return _box(
            request,
            trouble="Belum ada surat yang dicentang. Centang dahulu, lalu tanda tangani.",
            status=htmx.UNPROCESSABLE,
        )
    try:
        results = actions.sign_letters(
            letter_ids=picked, passphrase=request.POST.get("passphrase", ""), by=request.user, at=timezone.now()
        )  # type: ignore[arg-type]
    except actions.NoCertificate:
        return redirect("service:certificate")
    except papers_actions.CertificateExpired:
        messages.warning(request, "Sertifikat tanda tangan Anda sudah berakhir. Buat yang baru dahulu.")
        return redirect("service:certificate")
    except papers_actions.WrongPassphrase:
        return _box(
            request,
            picked=picked,
            trouble="Kata sandi tanda tangan salah. Belum ada surat yang ditandatangani.",
            status=htmx.UNPROCESSABLE,
        )
    except limits.TooManyTries:
        return _box(
            request, picked=picked, trouble="Sudah terlalu sering salah. Coba lagi 10 menit lagi.", status=TOO_MANY
        )
    return render(
        request,
        "service/signed.html",
        {
            "results": results,
            "signed": [one for one in results if one.is_signed],
            "failed": [one for one in results if not one.is_signed],
        },
    )


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SIGN_LETTERS)
def certificate(request: HttpRequest) -> HttpResponse:
    """Choose the passphrase that opens the signing key; a new certificate takes the place of the old one."""
    user: Any = request.user
    form = PassphraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _issue(user, form.cleaned_data["passphrase"])
        except papers_actions.WeakPassphrase:
            form.add_error("passphrase", "Paling sedikit 8 huruf atau angka.")
        except authority.NoAuthority:
            form.add_error(None, "Otoritas sertifikat belum disiapkan di server ini. Hubungi admin kabupaten.")
        else:
            messages.success(request, "Sertifikat tanda tangan siap dipakai.")
            return redirect("service:signing_box")
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(
        request,
        "service/certificate.html",
        {"form": form, "current": papers_queries.active_certificate(user)},
        status=status,
    )


def _issue(user: Any, passphrase: str) -> None:
    papers_actions.issue_certificate(
        account=user,
        name=user.name,
        post=acting_post(user, Post.KADES),
        office_title=queries.issuer().title,
        passphrase=passphrase,
        at=timezone.now(),
    )


def _box(request: HttpRequest, picked: list[int] | None = None, trouble: str = "", status: int = 200) -> HttpResponse:
    if papers_queries.active_certificate(request.user) is None:
        return redirect("service:certificate")
    now = timezone.now()
    waiting = list(queries.letters_to_sign()[: MOST_SHOWN + 1])
    odd = queries.oddities_of(waiting, at=now)
    rows = [
        {
            "letter": letter,
            "reasons": odd[letter.pk],
            "is_ticked": letter.pk in picked if picked is not None else not odd[letter.pk],
        }
        for letter in waiting[:MOST_SHOWN]
    ]
    shown = _shown(request, waiting)
    context = {
        "rows": rows,
        "has_more": len(waiting) > MOST_SHOWN,
        "shown": shown,
        "trouble": trouble,
        "now": now,
        "ticked": sum(row["is_ticked"] for row in rows),
    }
    return htmx.render(request, "service/signing_box.html", "service/_reader.html", context, status=status)


def _shown(request: HttpRequest, waiting: list[Letter]) -> Letter | None:
    """The letter in the reader: the one asked for, else the first."""
    wanted = request.GET.get("baca", "")
    return next((letter for letter in waiting if str(letter.pk) == wanted), waiting[0] if waiting else None)
