"""What everybody may open: telling a complaint, what was answered, and how well."""

from datetime import timedelta
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from archive.uploads import AttachmentRefused
from modules.service.complaints import actions, queries
from modules.service.complaints.forms import ComplaintForm
from modules.service.complaints.models import Complaint
from modules.service.complaints.views import proof
from modules.service.contract import texts
from papers import codes
from walls import keys
from walls.limits import LimitReached
from web import htmx, paging
from web.access import open_to_all

TOO_MANY, FULL = 429, 503
HOUR = timedelta(hours=1)
WHY_OPEN = "Anybody may complain, and nobody has to say who they are."


@open_to_all(WHY_OPEN)
@sensitive_post_parameters("name", "phone", "story")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """One page, three things to say, and a code to come back with."""
    if request.method != "POST":
        return _page(request, ComplaintForm(initial={"key": uuid4()}))
    form = ComplaintForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, htmx.UNPROCESSABLE)
    try:
        photos = actions.accept_photos(form.cleaned_data["photos"])
        count_telling(address=request.META["REMOTE_ADDR"])
        complaint = _told(form, photos)
    except AttachmentRefused as error:
        form.add_error("photos", str(error))
        return _page(request, form, htmx.UNPROCESSABLE)
    except actions.TooMuch as error:
        form.add_error("photos", f"Paling banyak {error} foto.")
        return _page(request, form, htmx.UNPROCESSABLE)
    except limits.TooManyTries:
        form.add_error(None, "Sudah banyak aduan dari sambungan ini. Coba lagi satu jam lagi; tulisan Anda masih ada.")
        return _page(request, form, TOO_MANY)
    except LimitReached:
        form.add_error("photos", "Penyimpanan desa penuh. Kirim tanpa foto, lalu beri tahu kantor desa.")
        return _page(request, form, FULL)
    return proof.remember(redirect("complaints:sent"), complaint)


@open_to_all(WHY_OPEN)
@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Code and second word to keep; shown to the browser that sent it, for half an hour."""
    complaint = proof.proven(request)
    if complaint is None:
        return redirect("complaints:find")
    code, word = codes.spell(complaint.tracking_code), actions.second_word(complaint)
    context = {
        "complaint": complaint,
        "code": code,
        "word": word,
        "had_numbers": texts.has_numbers(complaint.story),
        "share": f"Kode aduan {code}, kata kunci {word}. Lihat di {request.build_absolute_uri(proof.ADDRESS)}",
    }
    return render(request, "complaints/sent.html", context)


@open_to_all("What the village answered, where the reporter agreed; officers wrote it for everybody.")
@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """Figures, and answered complaints without anybody's name."""
    page = paging.page_of(request, queries.published(), size=10)
    answers = queries.last_answers(list(page))
    rows = [(complaint, texts.without_numbers(answers.get(complaint.pk, ""))) for complaint in page]
    return render(
        request, "complaints/answered.html", {"page": page, "rows": rows, "figures": queries.public_figures()}
    )


def _page(request: HttpRequest, form: ComplaintForm, status: int = 200) -> HttpResponse:
    return render(request, "complaints/new.html", {"form": form}, status=status)


def count_telling(*, address: str) -> None:
    """
    Count by a keyed hash of the address, which is gone with the hour: the address itself is written nowhere.

    :raises TooManyTries: of one address, or of all together.
    """
    limits.count("complaint", keys.fingerprint("complaint from", address), at_most=20, within=HOUR)
    limits.count("complaint", "all", at_most=300, within=HOUR)


def _told(form: ComplaintForm, photos: list) -> Complaint:
    said = form.cleaned_data
    kept = ("key", "category", "about", "manner", "name", "phone", "place", "happened", "may_be_public", "wants_news")
    return actions.tell_complaint(
        **{field: said[field] for field in kept}, story_told=said["story"], photos=photos, at=timezone.now()
    )
