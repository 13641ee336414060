"""The people of the office: inviting, posts, closing, lost passwords and lost phones."""

import re
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, links, queries
from accounts.forms import EmployeeNumberForm, InviteForm, NikForm, PostsForm
from accounts.models import Account
from accounts.permissions import AccountPermission
from walls import current, keys
from web import htmx, paging
from web.access import requires

LINK = "one_time_link"


@requires(AccountPermission.MANAGE_ACCOUNTS)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """List everybody with posts and state."""
    return render(request, "accounts/people.html", {"page": paging.page_of(request, queries.people())})


@requires(AccountPermission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Make an account and go to its page, where the one-time link is shown once."""
    form = InviteForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            account, secret = actions.invite(**form.cleaned_data, by=request.user, at=timezone.now())
        except actions.InvitedAlready as again:
            return redirect("accounts:person", again.account.pk)
        except actions.UsernameTaken:
            form.add_error("username", "Nama pengguna ini sudah dipakai. Pilih yang lain.")
        else:
            return _show_link_once(request, account, secret)
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "accounts/invite.html", {"form": form}, status=status)


@requires(AccountPermission.MANAGE_ACCOUNTS)
@require_safe
def person(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show one person with all that can be changed, and a fresh one-time link if there is one."""
    return _person_page(request, _account(account_id))


@requires(AccountPermission.MANAGE_ACCOUNTS)
@require_POST
def posts(request: HttpRequest, account_id: int) -> HttpResponse:
    """Give and take posts."""
    account, form = _account(account_id), PostsForm(request.POST)
    if not form.is_valid():
        return _person_page(request, account, form=form, status=htmx.UNPROCESSABLE)
    try:
        actions.change_posts(account=account, posts=form.cleaned_data["posts"], by=request.user, at=timezone.now())
    except (actions.OwnAccount, actions.LastManager) as refusal:
        return _refused(request, account, refusal)
    messages.success(request, f"Jabatan {account.name} tersimpan.")
    return redirect("accounts:person", account.pk)


@requires(AccountPermission.MANAGE_ACCOUNTS)
@sensitive_post_parameters("nik")
@require_POST
def note_nik(request: HttpRequest, account_id: int) -> HttpResponse:
    """Say which resident this official is, so that nobody decides about his own request."""
    account, form = _account(account_id), NikForm(request.POST)
    if not form.is_valid():
        return _person_page(request, account, nik_form=form, status=htmx.UNPROCESSABLE)
    try:
        actions.note_nik(account=account, nik=form.cleaned_data["nik"], by=request.user, at=timezone.now())
    except actions.OwnAccount as refusal:
        return _refused(request, account, refusal)
    messages.success(request, f"NIK {account.name} {'tercatat' if form.cleaned_data['nik'] else 'dihapus'}.")
    return redirect("accounts:person", account.pk)


@requires(AccountPermission.MANAGE_ACCOUNTS)
@require_POST
def note_employee_number(request: HttpRequest, account_id: int) -> HttpResponse:
    """The NIP of a civil servant, for what this person signs."""
    account, form = _account(account_id), EmployeeNumberForm(request.POST)
    if not form.is_valid():
        return _person_page(request, account, number_form=form, status=htmx.UNPROCESSABLE)
    number = form.cleaned_data["number"]
    try:
        actions.note_employee_number(account=account, number=number, by=request.user, at=timezone.now())
    except actions.OwnAccount as refusal:
        return _refused(request, account, refusal)
    messages.success(request, f"NIP {account.name} {'tercatat' if number else 'dihapus'}.")
    return redirect("accounts:person", account.pk)


@requires(AccountPermission.MANAGE_ACCOUNTS)
@require_POST
def close(request: HttpRequest, account_id: int) -> HttpResponse:
    """Close an account: its sessions end at once."""
    return _set_active(request, account_id, active=False, words="Akun {name} ditutup. Semua sesinya berakhir.")


@requires(AccountPermission.MANAGE_ACCOUNTS)
@require_POST
def reopen(request: HttpRequest, account_id: int) -> HttpResponse:
    """Open a closed account again."""
    return _set_active(request, account_id, active=True, words="Akun {name} dibuka kembali.")


@requires(AccountPermission.MANAGE_ACCOUNTS)
@require_POST
def offer_reset(request: HttpRequest, account_id: int) -> HttpResponse:
    """Make a one-time link for somebody who forgot the password, or whose invitation was not used in time."""
    account = _account(account_id)
    try:
        secret = actions.offer_reset(account=account, by=request.user, at=timezone.now())
    except actions.OwnAccount as refusal:
        return _refused(request, account, refusal)
    return _show_link_once(request, account, secret)


@requires(AccountPermission.MANAGE_ACCOUNTS)
@require_POST
def reset_totp(request: HttpRequest, account_id: int) -> HttpResponse:
    """Forget the authenticator app of somebody who lost the phone."""
    account = _account(account_id)
    try:
        actions.reset_totp(account=account, by=request.user, at=timezone.now())
    except actions.OwnAccount as refusal:
        return _refused(request, account, refusal)
    messages.success(request, f"Faktor kedua {account.name} dihapus. Saat masuk berikutnya ia memasang yang baru.")
    return redirect("accounts:person", account.pk)


def _account(account_id: int) -> Account:
    return get_object_or_404(queries.people(), pk=account_id)


def _set_active(request: HttpRequest, account_id: int, *, active: bool, words: str) -> HttpResponse:
    account = _account(account_id)
    try:
        actions.set_active(account=account, active=active, by=request.user, at=timezone.now())
    except (actions.OwnAccount, actions.LastManager) as refusal:
        return _refused(request, account, refusal)
    messages.success(request, words.format(name=account.name))
    return redirect("accounts:person", account.pk)


def _show_link_once(request: HttpRequest, account: Account, secret: str) -> HttpResponse:
    # The session is kept in the database, where the link must not be readable.
    request.session[LINK] = {"account": account.pk, "sealed": keys.seal(LINK, links.invitation(secret))}
    return redirect("accounts:person", account.pk)


def _take_link(request: HttpRequest, account: Account) -> str:
    kept = request.session.get(LINK)
    if not kept or kept["account"] != account.pk:
        return ""
    del request.session[LINK]
    return keys.unseal(LINK, kept["sealed"])


def _refused(request: HttpRequest, account: Account, refusal: Exception) -> HttpResponse:
    words = {
        actions.OwnAccount: "Ini akun Anda sendiri. Minta pengelola lain mengubahnya.",
        actions.LastManager: "Tidak bisa: tidak akan ada lagi yang mengelola akun kantor ini. Tunjuk pengelola lain dahulu.",
    }
    messages.error(request, words[type(refusal)])
    return _person_page(request, account, status=htmx.CONFLICT)


def _person_page(
    request: HttpRequest,
    account: Account,
    *,
    form: PostsForm | None = None,
    nik_form: NikForm | None = None,
    number_form: EmployeeNumberForm | None = None,
    status: int = 200,
) -> HttpResponse:
    link = _take_link(request, account)
    context: dict[str, Any] = {
        "person": account,
        "form": form or PostsForm(initial={"posts": account.posts}),
        "nik_form": nik_form or NikForm(),
        "number_form": number_form or EmployeeNumberForm(initial={"number": account.employee_number}),
        "is_own": account.pk == request.user.pk,
        "link": link,
        "share": _share(account, link) if link else "",
    }
    return render(request, "accounts/person.html", context, status=status)


def _share(account: Account, link: str) -> str:
    """A message ready to be sent by WhatsApp; it names office and link, nothing about the person."""
    text = f"Tautan masuk {current.office().title}: {link} (sekali pakai, jangan diteruskan)."
    number = re.sub(r"\D", "", account.phone)
    number = f"62{number[1:]}" if number.startswith("0") else number
    return f"https://wa.me/{number}?text={quote(text)}"
