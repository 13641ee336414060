"""Public information as officers keep it: the list, one line of it, and the budget in figures."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from archive import uploads
from archive.uploads import AttachmentRefused, Upload
from modules.service.contract import texts
from modules.service.site import actions, queries
from modules.service.site.forms import FIRST_YEAR, FiguresForm, PublicationForm
from modules.service.site.models import Publication
from modules.service.site.permissions import SitePermission
from modules.service.site.rules import budget
from walls.limits import LimitReached
from web import htmx, paging
from web.access import requires

EDIT = SitePermission.EDIT_SITE
FULL = 503
WRITTEN = ("title", "summary", "number", "set_on", "link", "reason", "consequence")


@never_cache
@require_safe
@requires(EDIT)
def index(request: HttpRequest) -> HttpResponse:
    """The yearly duties with what is missing, and the whole list."""
    year = timezone.localdate().year
    access, text = request.GET.get("golongan", ""), request.GET.get("q", "").strip()[:80]
    page = paging.page_of(request, queries.publications_of_office(access, text))
    missing = [duty for duty, given in queries.checklist(year) if not given]
    context = {
        "page": page, "text": text, "year": year, "missing": missing, "access": access, "classes": Publication.Access.choices,
    }  # fmt: skip
    return render(request, "site/publications.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """A new line; `?jenis=RKPDES` says of what."""
    if request.method == "POST":
        return _save(request, None)
    subject = request.GET.get("jenis", "")
    began: dict[str, Any] = {"key": uuid4(), "edition": 0, "year": timezone.localdate().year}
    if subject in Publication.Subject.values:
        began["subject"] = subject
    return _page(request, None, PublicationForm(initial=began))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT)
def edit(request: HttpRequest, publication_id: int) -> HttpResponse:
    """One line, with publishing it and taking it back."""
    one = get_object_or_404(Publication.objects.select_related("document"), pk=publication_id)
    if request.method == "POST" and request.POST.get("perbuatan") == "tarik":
        actions.take_back_publication(publication=one, by=request.user, at=timezone.now())
        messages.success(request, "Ditarik. Tidak ada lagi yang dapat membukanya dari luar kantor.")
        return redirect("site:edit_publication", publication_id=one.pk)
    if request.method == "POST":
        return _save(request, one)
    known = {name: getattr(one, name) for name in (*WRITTEN, "access", "subject", "year", "key", "edition")}
    return _page(request, one, PublicationForm(initial=known))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT)
def figures(request: HttpRequest, year: int) -> HttpResponse:
    """The budget of a year, line by line; totals are added up and compared with the decree's."""
    if not FIRST_YEAR <= year <= 2100:
        raise Http404
    found = Publication.objects.filter(year=year, figures__isnull=False).first()
    edition = found.edition if found else 0
    if request.method != "POST":
        form = FiguresForm(figures=found.figures if found else None, initial={"edition": edition})
        return render(request, "site/figures.html", {"form": form, "year": year})
    form = FiguresForm(request.POST)
    status = htmx.UNPROCESSABLE
    meanwhile = None
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.publish_figures(
                year=year, amounts=form.amounts, income=said["income"], spending=said["spending"], edition=said["edition"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
            messages.success(request, f"APBDes {year} diumumkan di halaman Transparansi.")
            return redirect("site:publications")
        except budget.BudgetRefused as error:
            form.add_error(None, str(error))
        except actions.ChangedMeanwhile as changed:
            meanwhile, status = changed.current, htmx.CONFLICT
    return render(request, "site/figures.html", {"form": form, "year": year, "meanwhile": meanwhile}, status=status)


def _save(request: HttpRequest, one: Publication | None) -> HttpResponse:
    form = PublicationForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, one, form, status=htmx.UNPROCESSABLE)
    try:
        saved = _kept(request, one, form)
    except actions.ChangedMeanwhile as changed:
        return _page(request, one, form, meanwhile=changed.current, status=htmx.CONFLICT)
    except AttachmentRefused as error:
        form.add_error("document", str(error))
        return _page(request, one, form, status=htmx.UNPROCESSABLE)
    except texts.TextRefused as error:
        form.add_error(None, str(error))
        return _page(request, one, form, status=htmx.UNPROCESSABLE)
    except actions.NothingToPublish:
        form.add_error("document", "Unggah dokumennya atau isi tautan, baru umumkan.")
        return _page(request, one, form, status=htmx.UNPROCESSABLE)
    except LimitReached:
        form.add_error("document", "Penyimpanan desa penuh. Isi tautan saja, lalu beri tahu kabupaten.")
        return _page(request, one, form, status=FULL)
    messages.success(request, "Diumumkan." if saved.is_public else "Tersimpan. Belum diumumkan.")
    return redirect("site:edit_publication", publication_id=saved.pk)


def _kept(request: HttpRequest, one: Publication | None, form: PublicationForm) -> Publication:
    said, now, by = form.cleaned_data, timezone.now(), request.user
    document = document_in(said)
    does_publish = request.POST.get("perbuatan") == "umumkan"
    has_one = document or said.get("link") or said["access"] == "EXCLUDED" or (one and (one.document_id or one.figures))
    if does_publish and not has_one:
        raise actions.NothingToPublish
    saved = actions.keep_publication(
        key=one.key if one else said["key"], access=said["access"], subject=said["subject"], year=said["year"],
        said={name: said[name] for name in WRITTEN}, edition=said["edition"] if one else 0, document=document, by=by, at=now,
    )  # fmt: skip
    return actions.publish_publication(publication=saved, by=by, at=now) if does_publish else saved


def document_in(said: dict[str, Any]) -> Upload | None:
    """
    What was sent along.

    :raises AttachmentRefused: it is no scan, damaged, or too large.
    """
    file = said.get("document")
    return uploads.accept(file.name, file.read()) if file else None


def _page(
    request: HttpRequest,
    one: Publication | None,
    form: PublicationForm,
    *,
    meanwhile: Publication | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(request, "site/publication.html", {"one": one, "form": form, "meanwhile": meanwhile}, status=status)
