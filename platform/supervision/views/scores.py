"""A kabupaten enters the official result of the Indeks Desa from a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from registry.incoming.sheets import FileRefused
from supervision import actions, queries, score_file
from supervision.forms import ScoresForm
from supervision.permissions import SupervisionPermission
from walls import current
from web import htmx
from web.access import officer, requires

MOST_SHOWN = 200


@requires(SupervisionPermission.SET_TARGETS)
@require_http_methods(["GET", "HEAD", "POST"])
def scores_page(request: HttpRequest) -> HttpResponse:
    """Say which years are entered; take a file in whole, or show what is wrong with its lines."""
    typed = request.POST if request.method == "POST" else None
    form = ScoresForm(typed, request.FILES or None, today=current.today(timezone.now()))
    refused: list[score_file.Line] = []
    if form.is_valid():
        try:
            done = _entered(request, form)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        except actions.LinesRefused as refusal:
            refused = list(refusal.lines)
            form.add_error("file", f"{len(refused)} baris perlu diperbaiki. Belum ada yang disimpan.")
        else:
            messages.success(request, _words(done, form.cleaned_data["year"]))
            return redirect("supervision:scores")
    context = {
        "form": form,
        "refused": refused[:MOST_SHOWN],
        "more": max(0, len(refused) - MOST_SHOWN),
        "years": queries.score_years(),
    }
    return render(request, "supervision/scores.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)


def _entered(request: HttpRequest, form: ScoresForm) -> actions.Entered:
    said = dict(form.cleaned_data)
    # One byte too many is enough to refuse; nobody reads the rest.
    content = said.pop("file").read(score_file.LARGEST_FILE + 1)
    return actions.enter_scores(content=content, **said, by=officer(request), at=timezone.now())


def _words(done: actions.Entered, year: int) -> str:
    said = [f"Nilai Indeks Desa {year} dari {done.villages} desa tersimpan."]
    if done.without_office:
        said.append(f"Belum punya kantor: {_some(done.without_office)}.")
    if done.absent:
        said.append(f"Tidak ada di berkas: {_some(done.absent)}.")
    return " ".join(said)


def _some(names: list[str]) -> str:
    return ", ".join(names[:10]) + (f", dan {len(names) - 10} lagi" if len(names) > 10 else "")
