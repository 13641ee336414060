"""People other villages offer, and those this village offers: the list, one offer, accepting and refusing it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from exchange import handovers
from exchange.models import Handover
from registry import codes, ledger, queries, saying
from registry.actions.happenings import HappeningImpossible, offering
from registry.happenings import recording
from registry.happenings.arrivals import ACCEPT
from registry.models import Event
from registry.permissions import RegistryPermission
from registry.views.happenings import STEPS, complain
from web import htmx
from web.access import requires
from web.indonesian import masked_nik, parse_date
from web.paging import page_of


@requires(RegistryPermission.SEE_RESIDENTS)
def offers(request: HttpRequest) -> HttpResponse:
    """This will list the offers that wait for an answer, or with `?bagian=kita` what became of those this village made."""
    is_ours = request.GET.get("bagian") == "kita"
    page = page_of(request, queries.offers_by(request.user) if is_ours else handovers.incoming())
    made = dict(Event.objects.filter(key__in=[offer.key for offer in page]).values_list("key", "pk")) if is_ours else {}
    rows = [(offer, made.get(offer.key), handovers.reason_of(offer) if is_ours else "") for offer in page]
    context = {"is_ours": is_ours, "page": page, "rows": rows}
    return render(request, "registry/offers.html", context)


@requires(RegistryPermission.RECORD_EVENTS)
def offer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """This will open one offer: who comes, and from where. The log says who looked."""
    found = _to_us(key)
    said, problem = _opened(request, found)
    context = {"offer": found, "problem": problem, **(shown(said) if said else {})}
    return _private(render(request, "registry/offer.html", context))


@requires(RegistryPermission.RECORD_EVENTS)
def refuse(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """This will refuse an offer, with the reason the other village reads."""
    found, problem = _to_us(key), ""
    if request.method == "POST":
        try:
            offering.refuse_offer(key=key, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now())
        except HappeningImpossible as refusal:
            problem = refusal.message
        except handovers.OfferAnswered as answered:
            return _answered(request, answered)
        else:
            messages.success(request, f"Tawaran {found.from_office.title} ditolak.")
            return redirect("registry:offers")
    context = {"offer": found, "problem": problem, "reason": request.POST.get("reason", "")}
    return render(request, "registry/offer_refuse.html", context, status=htmx.UNPROCESSABLE if problem else 200)


@requires(RegistryPermission.RECORD_EVENTS)
def accept(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """This will ask where those who are offered will live, show what would change, and accept them."""
    found = _to_us(key)
    said, problem = _opened(request, found)
    if said is None:
        return render(request, "registry/offer.html", {"offer": found, "problem": problem})
    typed, now = request.POST if request.method == "POST" else None, timezone.now()
    first = {"key": uuid.uuid4(), "happened_on": offering.move_of(said).happened_on or ledger.today(now)}
    form = ACCEPT.form(
        typed, people={}, today=ledger.today(now), initial=first, offered=said["people"], offer=found.key
    )
    if typed is not None and form.is_valid() and typed.get("step") != "ubah":
        answer = _checked(request, form)
        if answer is not None:
            return answer
    context = {"kind": ACCEPT, "form": form, "people": {}, "steps": STEPS}
    status = htmx.UNPROCESSABLE if form.errors else 200
    return _private(render(request, "registry/happening_form.html", context, status=status))


def _checked(request: HttpRequest, form: Any) -> HttpResponse | None:
    """Record or show the check page; None when the form has to be shown again with what cannot be."""
    confirmed, is_asked = request.POST.getlist("confirmed"), request.POST.get("step") == "catat"
    try:
        if is_asked:
            made = recording.record(ACCEPT, form, confirmed=confirmed, by=request.user, at=timezone.now())
            return redirect(f"{made.get_absolute_url()}?tercatat=1")
        rehearsed = recording.rehearse(ACCEPT, form, by=request.user, at=timezone.now())
    except recording.NotConfirmed:
        rehearsed = recording.rehearse(ACCEPT, form, by=request.user, at=timezone.now())
    except HappeningImpossible as problem:
        complain(form, problem)
        return None
    except handovers.OfferAnswered as answered:
        return _answered(request, answered)
    context = {
        "kind": ACCEPT,
        "rehearsed": rehearsed,
        "sent": list(form.sent()),
        "confirmed": confirmed,
        "is_unconfirmed": is_asked,
        "people": {},
        "steps": STEPS,
    }
    status = htmx.UNPROCESSABLE if is_asked else 200
    return _private(render(request, "registry/happening_check.html", context, status=status))


def _to_us(key: uuid.UUID) -> Handover:
    try:
        return offering.to_us(handovers.named(key))
    except handovers.OfferUnknown as unknown:
        raise Http404(str(key)) from unknown


def _opened(request: HttpRequest, found: Handover) -> tuple[dict[str, Any] | None, str]:
    """What an offer says, or why it cannot be read."""
    try:
        return offering.look_into(key=found.key, by=request.user, at=timezone.now()), ""
    except (handovers.OfferAnswered, handovers.OfferUnreadable) as problem:
        return None, saying.why(problem)


def shown(said: dict[str, Any]) -> dict[str, Any]:
    """The people of an offer as the page shows them, and the move; numbers are masked."""
    people = []
    for person in said["people"]:
        nik, relation = str(person.get("nik") or ""), person.get("relation")
        people.append(
            {
                "name": person.get("name", ""),
                "nik": masked_nik(nik) if nik else "",
                "sex": dict(codes.Sex.choices).get(person.get("sex"), ""),
                "born_on": parse_date(person["born_on"]) if person.get("born_on") else None,
                "relation": dict(codes.Relation.choices).get(relation, ""),
            }
        )
    move = offering.move_of(said)
    return {"people": people, "move": move, "reason": dict(codes.MoveReason.choices).get(move.reason or 0, "")}


def _answered(request: HttpRequest, answered: handovers.OfferAnswered) -> HttpResponse:
    messages.error(request, saying.why(answered))
    return redirect("registry:offers")


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
