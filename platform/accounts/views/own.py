"""A person's own account: home, sessions, password, second factor."""

from typing import Any

import pyotp
import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, browsers, limits, queries
from accounts import home as homes
from accounts.forms import ChangePasswordForm, CodeForm
from accounts.permissions import AccountPermission
from accounts.views.entrance import TOO_MANY, safe_next
from accounts.views.me import me
from walls import current, keys
from web import htmx
from web.access import requires


@requires(AccountPermission.SEE_OWN_ACCOUNT)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send the person to the page of the post, or list what there is to do."""
    begin = homes.of(me(request))
    if begin and begin != request.path:
        return redirect(begin)
    return render(request, "accounts/home.html")


@requires(AccountPermission.SEE_OWN_ACCOUNT)
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Show posts, second factor, sessions, and the way to a new password."""
    return _profile_page(request, ChangePasswordForm(), 200)


@requires(AccountPermission.SEE_OWN_ACCOUNT)
@sensitive_post_parameters()
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; the other sessions end."""
    form = ChangePasswordForm(request.POST)
    if not form.is_valid():
        return _profile_page(request, form, htmx.UNPROCESSABLE)
    try:
        actions.change_password(
            account=me(request),
            old=form.cleaned_data["old"],
            new=form.cleaned_data["password"],
            keep=request.session.session_key or "",
            at=timezone.now(),
        )
    except actions.OldPasswordWrong:
        form.add_error("old", "Kata sandi sekarang salah.")
    except limits.TooManyTries:
        form.add_error("old", "Terlalu banyak percobaan. Tunggu 10 menit, lalu coba lagi.")
        return _profile_page(request, form, TOO_MANY)
    except ValidationError as weak:
        form.add_error("password", weak)
    else:
        update_session_auth_hash(request, me(request))
        messages.success(request, "Kata sandi diganti. Sesi lain sudah diakhiri.")
        return redirect("accounts:profile")
    return _profile_page(request, form, htmx.UNPROCESSABLE)


@requires(AccountPermission.SEE_OWN_ACCOUNT)
@require_POST
def end_session(request: HttpRequest, mark: str) -> HttpResponse:
    """End one session of the person; one already gone is gone."""
    session = queries.session_by_mark(me(request), mark)
    if session is not None:
        actions.end_session(account=me(request), session_key=session.session_key, at=timezone.now())
    messages.success(request, "Sesi diakhiri.")
    return redirect("accounts:profile")


@requires(AccountPermission.SEE_OWN_ACCOUNT)
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End every session but this one."""
    ended = actions.end_other_sessions(account=me(request), keep=request.session.session_key or "", at=timezone.now())
    messages.success(request, f"{ended} sesi lain diakhiri.")
    return redirect("accounts:profile")


@requires(AccountPermission.SEE_OWN_ACCOUNT)
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up the authenticator app the first time; afterwards ask for its six digits once a session."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _second_factor_page(request, form, 200)
    status = htmx.UNPROCESSABLE
    if form.is_valid():
        try:
            actions.prove_totp(account=me(request), code=form.cleaned_data["code"], at=timezone.now())
        except actions.CodeRefused:
            form.add_error("code", "Angka itu salah atau sudah dipakai. Tunggu angka berikutnya, lalu ketik lagi.")
        except limits.TooManyTries:
            form.add_error("code", "Terlalu banyak percobaan. Tunggu 10 menit, lalu coba lagi.")
            status = TOO_MANY
        else:
            request.session.pop("totp_begun", None)
            request.session["second_factor"] = True
            request.session.cycle_key()
            return redirect(safe_next(request) or "accounts:profile")
    return _second_factor_page(request, form, status)


def _profile_page(request: HttpRequest, form: ChangePasswordForm, status: int) -> HttpResponse:
    now = timezone.now()
    sessions = [
        {"session": session, "browser": browsers.name(session.browser), "is_this": session.session_key == own}
        for own in [request.session.session_key]
        for session in queries.live_sessions(me(request), at=now)
    ]
    return render(request, "accounts/profile.html", {"form": form, "sessions": sessions}, status=status)


def _second_factor_page(request: HttpRequest, form: CodeForm, status: int) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "next": safe_next(request)}
    if not me(request).has_totp:
        secret = _secret_being_set_up(request)
        uri = pyotp.TOTP(secret).provisioning_uri(name=me(request).username, issuer_name=current.office().title)
        context |= {
            "qr": _picture(uri),
            "secret": " ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
            "uri": uri,
        }
    return render(request, "accounts/second_factor.html", context, status=status)


def _secret_being_set_up(request: HttpRequest) -> str:
    """The same secret while this very session sets it up; another session never gets to see it."""
    sealed = me(request).totp_sealed
    if sealed and request.session.get("totp_begun") == keys.fingerprint("totp begun", sealed):
        return keys.unseal("totp", sealed)
    secret = actions.begin_totp(account=me(request))
    request.session["totp_begun"] = keys.fingerprint("totp begun", me(request).totp_sealed)
    return secret


def _picture(text: str) -> SafeString:
    svg = segno.make(text, error="m").svg_inline(scale=4, border=3, light="#fff", omitsize=True)
    return mark_safe(svg)  # noqa: S308 - drawn by segno from our own text, which it encodes as squares
