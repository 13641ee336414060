"""A person's own means of signing, at the service's address."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.posts import Post
from modules.service import queries
from modules.service.permissions import ServicePermission, acting_post
from papers import means
from papers.means import Means
from web.access import officer, requires


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SIGN_LETTERS)
def certificate(request: HttpRequest) -> HttpResponse:
    """What the person signs with; see `papers.means`."""
    here = Means(
        kind=queries.house_for_pages().signer_kind,
        frame="service/office.html",
        back="service:signing_box",
        back_words="Tanda tangan",
        here="service:certificate",
        post=acting_post(officer(request), Post.KADES),
        office_title=queries.issuer().title,
    )
    return means.page(request, here)
