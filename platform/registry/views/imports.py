"""The four steps of an import: upload, columns, check, result."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from jobs import progress
from registry import actions, queries, saying
from registry.forms import UploadForm
from registry.importing import telling
from registry.incoming import formats, sheets
from registry.incoming.columns import BY_HEADING, COLUMNS, Kind
from registry.ledger import MonthClosed, months
from registry.models import ImportBatch, ImportRow
from registry.permissions import RegistryPermission
from walls.limits import LimitReached
from web import htmx, indonesian
from web.access import requires
from web.paging import page_of

ANSWERS = ("leave_errors", "make_hamlets", "take_headless")
STEPS = ("Unggah", "Cocokkan kolom", "Periksa", "Simpan")
TABS = (
    ("ERROR", "galat", "Galat", "error_count"),
    ("WARNING", "peringatan", "Peringatan", "warning_count"),
    ("NEW", "baru", "Baru", "new_count"),
    ("CHANGED", "berubah", "Berubah", "changed_count"),
    ("SAME", "sama", "Sama", "same_count"),
)


@requires(RegistryPermission.IMPORT_RESIDENTS)
def upload(request: HttpRequest) -> HttpResponse:
    """This will take in a file, or say why it cannot be one of residents."""
    form = UploadForm(_typed(request), request.FILES or None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            batch = taken_in(form, by=request.user)
        except sheets.FileRefused as refusal:
            form.add_error("file", str(refusal))
        except LimitReached as refusal:
            form.add_error("file", f"{refusal.title} {refusal.advice}")
        else:
            return redirect("registry:import_batch", batch.pk)
    context = {"form": form, "steps": STEPS, "page": page_of(request, queries.imports_newest_first())}
    return render(request, "registry/import_upload.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)


def _typed(request: HttpRequest) -> Any:
    """What was sent, even when nothing was filled in; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def taken_in(form: UploadForm, *, by: Any) -> ImportBatch:
    """
    Hand a file to its action before it is read whole.

    :raises FileRefused, LimitReached: see `actions.upload_file`.
    """
    file = form.cleaned_data["file"]
    if file.size > sheets.LARGEST_FILE:
        raise sheets.FileRefused(
            f"Berkas lebih dari 20 MB ({file.size / 1_048_576:.0f} MB). Bagi menjadi beberapa berkas."
        )
    key = form.cleaned_data["key"]
    return actions.upload_file(key=key, filename=file.name, content=file.read(), by=by, at=timezone.now())


@requires(RegistryPermission.IMPORT_RESIDENTS)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show where an import stands: its columns, its rows, or its result."""
    found = batch_named(pk)
    if found.is_waiting:
        return render(request, "registry/import_check.html", _check_context(request, found))
    if found.state == ImportBatch.State.UPLOADED or found.state == ImportBatch.State.FAILED:
        return render(request, "registry/import_columns.html", _columns_context(found))
    return render(request, "registry/import_result.html", _result_context(found))


@requires(RegistryPermission.IMPORT_RESIDENTS)
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show how far the background work of an import has come; when it is over the page opens anew."""
    found = batch_named(pk)
    if not found.is_under_way or found.is_stuck:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return htmx.render(
        request, "registry/import_columns.html", "registry/_import_standing.html", _columns_context(found)
    )


@require_POST
@requires(RegistryPermission.IMPORT_RESIDENTS)
def mend(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    """This will correct one cell and judge its row again."""
    row = get_object_or_404(ImportRow.objects.select_related("batch"), pk=row_pk, batch_id=pk)
    heading, text = request.POST.get("heading", ""), request.POST.get("text", "")
    if heading not in BY_HEADING:
        return HttpResponse("Kolom tidak dikenal.", status=400)
    try:
        row = actions.mend_row(row=row, heading=heading, text=text, by=request.user, at=timezone.now())
    except actions.BatchNotChecked as problem:
        messages.warning(request, saying.why(problem))
        return htmx.go(request, _address(pk))
    if not htmx.is_fragment(request):
        return redirect("registry:import_batch", pk)
    found = batch_named(pk)
    context = {
        "batch": found,
        "is_stuck": found.is_stuck,
        "row": shown(row),
        "tabs": _tabs(found, "ERROR"),
        "is_swap": True,
    }
    return render(request, "registry/_import_mended.html", context)


@requires(RegistryPermission.IMPORT_RESIDENTS)
def errors(request: HttpRequest, pk: int) -> HttpResponse:
    """This will give the rows with errors as a spreadsheet to mend and upload again; with `?juga=peringatan` all with remarks."""
    return errors_file(batch_named(pk), request.GET.get("juga", ""), by=request.user)


def errors_file(found: ImportBatch, also: str, *, by: Any) -> HttpResponse:
    """Rows with errors as a file, or all with remarks; see `actions.export_errors`."""
    is_all = also == "peringatan"
    content = actions.export_errors(batch=found, with_warnings=is_all, by=by, at=timezone.now())
    response = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    name = "catatan" if is_all else "baris-galat"
    response["Content-Disposition"] = f'attachment; filename="{name}-{found.pk}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@requires(RegistryPermission.IMPORT_RESIDENTS)
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """This will start storing a checked file."""
    answers = {name: request.POST.get(name) == "ya" for name in ANSWERS}
    try:
        actions.start_commit(
            batch=batch_named(pk),
            **answers,
            valid_on=_day(request.POST.get("valid_on", "")),
            by=request.user,
            at=timezone.now(),
        )
    except indonesian.NotADate:
        messages.warning(request, saying.why(actions.DayImpossible()))
    except (
        actions.DayImpossible,
        actions.ErrorsNotAccepted,
        actions.HamletsNotAccepted,
        actions.HeadlessNotAccepted,
        actions.NothingToStore,
    ) as problem:
        messages.warning(request, saying.why(problem))
    except LimitReached as refusal:
        messages.warning(request, f"{refusal.title} {refusal.advice}")
    except actions.BatchNotChecked:
        # A second click: the first one is already at work, and the page shows how far.
        pass
    return redirect("registry:import_batch", pk)


@require_POST
@requires(RegistryPermission.IMPORT_RESIDENTS)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """This will take a stored import back out of the register."""
    try:
        actions.undo_import(batch=batch_named(pk), by=request.user, at=timezone.now())
    except (actions.ImportTouched, actions.UndoTooLate, MonthClosed) as problem:
        messages.error(request, saying.why(problem))
    except actions.BatchNotStored as problem:
        messages.warning(request, saying.why(problem))
    else:
        messages.success(request, "Impor dibatalkan. Data penduduk kembali seperti sebelumnya.")
    return redirect("registry:import_batch", pk)


def batch_named(pk: int) -> ImportBatch:
    """:raises Http404: there is none."""
    return get_object_or_404(ImportBatch.objects.select_related("job", "uploaded_by").defer("content"), pk=pk)


def _address(pk: int) -> str:
    return reverse("registry:import_batch", args=[pk])


def _columns_context(found: ImportBatch) -> dict[str, Any]:
    at = progress.standing(found.job_id) if found.job_id else progress.Standing()
    written = _written(found)
    columns = [(column, found.letters.get(column.heading, ""), written.get(column.heading, "")) for column in COLUMNS]
    return {
        "batch": found,
        "steps": STEPS,
        "standing": at,
        "is_stuck": found.is_stuck,
        "columns": columns,
        "found_count": len(found.letters),
        "list": formats.BY_SLUG.get(found.headings.get("format", ""), formats.PLAIN),
    }


def _written(found: ImportBatch) -> dict[str, str]:
    """How the file itself calls each column we know."""
    line = found.headings.get("written", [])
    known = formats.BY_SLUG.get(found.headings.get("format", ""), formats.PLAIN)
    return {heading: line[place] for heading, place in formats.understand(line, known).places.items()}


def _check_context(request: HttpRequest, found: ImportBatch) -> dict[str, Any]:
    kind = kind_asked(request.GET.get("daftar"), found)
    page = page_of(request, queries.batch_rows(found, kind))
    page.object_list = [shown(row) for row in page.object_list]
    if kind == ImportRow.State.CHANGED:
        for row in page.object_list:
            row.changes = telling.changes_of(row)
    return {
        **_columns_context(found),
        "page": page,
        "kind": kind,
        "tabs": _tabs(found, kind),
        "asks_for_day": months.asks_for_day(timezone.now()),
    }


def kind_asked(slug: str | None, found: ImportBatch) -> str:
    """Which lines are meant by a tab's word; else the first tab that has any."""
    kind = next((kind for kind, word, *_ in TABS if word == slug), None)
    return kind or next((kind for kind, _, _, count in TABS if getattr(found, count)), "SAME")


def _day(text: str) -> date | None:
    """:raises indonesian.NotADate: it names no day."""
    return indonesian.parse_date(text) if text.strip() else None


def _tabs(found: ImportBatch, kind: str) -> list[dict[str, Any]]:
    return [
        {"slug": slug, "label": label, "count": getattr(found, count), "is_current": name == kind}
        for name, slug, label, count in TABS
    ]


def _result_context(found: ImportBatch) -> dict[str, Any]:
    return {**_columns_context(found), "may_undo": queries.may_be_undone(found)}


def shown(row: ImportRow) -> ImportRow:
    """Make a row fit to be seen: full numbers are masked, and a fitting number is not put into the field to be mended."""
    for problem in [*row.errors, *row.warnings]:
        column = BY_HEADING[problem["heading"]]
        problem["label"] = column.label
        problem["shown"], problem["typed"] = problem["value"], problem["value"]
        if column.kind in (Kind.NIK, Kind.KK, Kind.OTHERS_NIK) and len(problem["value"]) >= 16:
            problem["shown"], problem["typed"] = indonesian.masked_nik(problem["value"][:16]), ""
            problem["is_masked"] = True
    row.person = row.values.get("name") or row.cells.get("nama", "")  # type: ignore[attr-defined]
    return row
