"""Keys for other systems."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions, queries
from accounts.forms import ApiClientForm
from accounts.models import ApiClient
from accounts.permissions import AccountPermission
from walls import keys
from web import htmx, paging
from web.access import requires

SECRET = "api_client_secret"  # noqa: S105 - the name of a place, not a secret


@requires(AccountPermission.MANAGE_API_CLIENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def clients(request: HttpRequest) -> HttpResponse:
    """List the keys and make new ones; a new secret is shown once."""
    now = timezone.now()
    today = timezone.localdate(now)
    form = ApiClientForm(request.POST if request.method == "POST" else None, maker=request.user, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            _, secret = actions.make_api_client(
                name=form.cleaned_data["name"],
                permissions=form.cleaned_data["permissions"],
                expires_at=form.expires_at,
                key=form.cleaned_data["key"],
                by=request.user,
                at=now,
            )
        except actions.ClientMadeAlready:
            return redirect("accounts:clients")
        except actions.TooLong:
            form.add_error("expires_on", "Pilih hari antara besok dan satu tahun lagi.")
        else:
            request.session[SECRET] = keys.seal(SECRET, secret)
            return redirect("accounts:clients")
    sealed = request.session.pop(SECRET, "")
    context = {
        "form": form,
        "page": paging.page_of(request, queries.api_clients(at=now)),
        "secret": keys.unseal(SECRET, sealed) if sealed else "",
    }
    return render(request, "accounts/clients.html", context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


@requires(AccountPermission.MANAGE_API_CLIENTS)
@require_POST
def revoke(request: HttpRequest, client_id: int) -> HttpResponse:
    """End a key at once."""
    client = get_object_or_404(ApiClient, pk=client_id)
    actions.revoke_api_client(client=client, by=request.user, at=timezone.now())
    messages.success(request, f"Kunci {client.name} dicabut dan tidak berlaku lagi.")
    return redirect("accounts:clients")
