"""Signing in and out, invitations, forgotten passwords."""

from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, home, limits
from accounts.forms import ForgottenForm, NewPasswordForm, SignInForm
from accounts.models import Account
from accounts.watching import watchers_may
from web import htmx, indonesian
from web.access import open_to_all

BACKEND = "accounts.backend.AccountBackend"
GONE, TOO_MANY = 410, 429


@open_to_all("Whoever is not in yet must be able to come in.")
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; what is wrong with them is not told apart."""
    if request.user.is_authenticated and request.method != "POST":
        return redirect(_onward(request, request.user))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _sign_in_page(request, form, 200)
    if not form.is_valid():
        return _sign_in_page(request, form, htmx.UNPROCESSABLE)
    now = timezone.now()
    try:
        account = actions.check_sign_in(**form.cleaned_data, address=request.META["REMOTE_ADDR"], at=now)
    except actions.SignInRefused:
        return _refused(request, form, "Nama pengguna atau kata sandi salah. Periksa keduanya, lalu coba lagi.")
    except actions.AccountLocked as lock:
        until = indonesian.clock(timezone.localtime(lock.until))
        return _refused(
            request,
            form,
            f"Terlalu banyak kata sandi yang salah. Akun ini terkunci sampai pukul {until}. "
            "Bila lupa, pilih “Lupa kata sandi”.",
        )
    except limits.TooManyTries as limit:
        return _too_many(_refused(request, form, _wait_words(limit), TOO_MANY), limit)
    _open_session(request, account)
    return redirect(_onward(request, account))


@open_to_all("It says nothing but who asks, and to them alone; pages that were open before need it to go on.")
@never_cache
@require_safe
def standing(request: HttpRequest) -> JsonResponse:
    """Who is signed in here by now, and the proof of origin that goes with it, for a page that was opened before."""
    return JsonResponse({"account": request.user.pk, "token": get_token(request)})


@watchers_may
@open_to_all("Leaving twice harms nobody.")
@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session and go to the door."""
    if request.user.is_authenticated:
        actions.sign_out(account=request.user, at=timezone.now())
    logout(request)
    messages.success(request, "Anda sudah keluar.")
    return redirect("accounts:sign_in")


@open_to_all("The secret in the address is the key; it works once and in this office only.")
@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Let the owner of a one-time link set a password; opening the page uses nothing up, because messengers look at links first."""
    now = timezone.now()
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    try:
        invited = actions.open_invitation(secret=secret, at=now)
        if request.method == "POST" and form.is_valid():
            actions.accept_invitation(secret=secret, password=form.cleaned_data["password"], at=now)
            logout(request)
            messages.success(request, "Kata sandi tersimpan. Silakan masuk.")
            return redirect("accounts:sign_in")
    except actions.InvitationRefused:
        return render(request, "accounts/invitation_gone.html", status=GONE)
    except ValidationError as weak:
        form.add_error("password", weak)
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "accounts/invitation.html", {"form": form, "invitation": invited}, status=status)


@open_to_all("Whoever forgot the password cannot sign in.")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Take a name; the answer is the same whether or not anybody has it."""
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "accounts/forgotten.html", {"form": form, "was_sent": "terkirim" in request.GET})
    if not form.is_valid():
        return render(request, "accounts/forgotten.html", {"form": form}, status=htmx.UNPROCESSABLE)
    try:
        actions.ask_for_reset(name=form.cleaned_data["name"], address=request.META["REMOTE_ADDR"])
    except limits.TooManyTries as limit:
        form.add_error(None, _wait_words(limit))
        return _too_many(render(request, "accounts/forgotten.html", {"form": form}, status=TOO_MANY), limit)
    return redirect(f"{request.path}?terkirim=1")


def safe_next(request: HttpRequest) -> str:
    """The page asked for before, if it is one of this very host, else ""."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if is_ours else ""


def _onward(request: HttpRequest, account: Account) -> str:
    return safe_next(request) or home.of(account) or "/kantor/"


def _open_session(request: HttpRequest, account: Account) -> None:
    # Nothing of what was there before survives: no planted key, no second factor of somebody else.
    request.session.flush()
    login(request, account, backend=BACKEND)
    request.session["_created"] = timezone.now().isoformat()
    # The address is the peer's own; headers that claim another one are not read.
    request.session["_address"] = request.META["REMOTE_ADDR"]
    request.session["_browser"] = request.headers.get("User-Agent", "")[:200]


def _refused(request: HttpRequest, form: SignInForm, words: str, status: int = htmx.UNPROCESSABLE) -> HttpResponse:
    form.add_error(None, words)
    return _sign_in_page(request, form, status)


def _sign_in_page(request: HttpRequest, form: SignInForm, status: int) -> HttpResponse:
    return render(request, "accounts/sign_in.html", {"form": form, "next": safe_next(request)}, status=status)


def _wait_words(limit: limits.TooManyTries) -> str:
    minutes = max(1, int(limit.wait.total_seconds() // 60))
    return f"Terlalu banyak percobaan dari tempat ini. Tunggu {minutes} menit, lalu coba lagi."


def _too_many(response: HttpResponse, limit: limits.TooManyTries) -> HttpResponse:
    response["Retry-After"] = str(int(limit.wait.total_seconds()))
    return response
