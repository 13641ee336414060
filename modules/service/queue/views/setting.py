"""What the office decides about its queue, and how long people really waited."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from modules.service.contract import KINDS
from modules.service.queue import actions, queries
from modules.service.queue.forms import ArrangementForm
from modules.service.queue.permissions import QueuePermission
from modules.service.queue.views import kiosk
from web import htmx
from web.access import officer, requires


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(QueuePermission.SET_UP_QUEUE)
def arrangement(request: HttpRequest) -> HttpResponse:
    """Services, desks, phones, sound; and the address of the device at the door."""
    settings = queries.queue_settings()
    if request.method == "POST":
        form = ArrangementForm(request.POST)
        if form.is_valid():
            try:
                actions.change_settings(**form.said, by=officer(request), at=timezone.now())
            except actions.ArrangementRefused as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, "Pengaturan antrean disimpan.")
                return redirect("queue:settings")
    else:
        form = ArrangementForm(initial=ArrangementForm.initial_of(settings))
    context = {"form": form, "kiosk": kiosk.address(settings)}
    return render(request, "queue/settings.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)


@require_POST
@requires(QueuePermission.SET_UP_QUEUE)
def renew_kiosk(request: HttpRequest) -> HttpResponse:
    """Shut the old device out."""
    actions.renew_kiosk(by=officer(request), at=timezone.now())
    messages.success(request, "Alamat mesin antrean diganti. Buka alamat baru di perangkat itu.")
    return redirect("queue:settings")


@never_cache
@require_safe
@requires(QueuePermission.SEE_WAITING_TIMES)
def times(request: HttpRequest) -> HttpResponse:
    """Waiting and serving of the last 90 days, by service, by letter and by hour."""
    now = timezone.now()
    names = {group.letter: f"{group.letter} · {group.name}" for group in queries.queue_settings().all_groups}
    by_group, by_kind, by_hour = queries.times_by_group(now), queries.times_by_kind(now), queries.times_by_hour(now)
    tables = [
        ("Menurut layanan", "Layanan", [(names.get(letter, letter), one) for letter, one in by_group.items()]),
        (
            "Menurut surat yang dibuat",
            "Surat",
            [(KINDS[slug].title, one) for slug, one in by_kind.items() if slug in KINDS],
        ),
        ("Menurut jam datang", "Jam", [(f"{hour:02d}.00–{hour:02d}.59", one) for hour, one in by_hour.items()]),
    ]
    return render(request, "queue/times.html", {"tables": tables, "has_any": bool(by_group)})
