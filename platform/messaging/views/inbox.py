"""What one officer was told."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from messaging import actions, queries
from messaging.permissions import MessagingPermission
from web import paging
from web.access import requires


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(MessagingPermission.READ_NEWS)
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first; sent back, all is read."""
    if request.method == "POST":
        actions.mark_all_read(account=request.user, at=timezone.now())
        return redirect("messaging:inbox")
    page = paging.page_of(request, queries.inbox(request.user))
    return render(request, "messaging/inbox.html", {"page": page, "has_new": any(not one.seen_at for one in page)})


@require_POST
@requires(MessagingPermission.READ_NEWS)
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one of one's own and go where it leads."""
    message = queries.inbox(request.user).filter(pk=pk).first()
    if message is None:
        raise Http404
    return redirect(actions.open_message(message=message, at=timezone.now()) or "messaging:inbox")
