"""The territory: its list and map, one area, and what becomes of areas."""

import uuid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from registry import saying
from registry.actions import territory as actions
from registry.ledger.months import today
from registry.models import Area, Resident
from registry.permissions import RegistryPermission
from registry.queries import residents_for
from registry.queries import territory as queries
from registry.territory import drawing, maps, outlines
from registry.territory.entrances import entrance_of
from registry.territory.forms import (
    AddForm,
    BoundaryForm,
    DescribeForm,
    MapForm,
    OutlineForm,
)
from registry.territory.geometry import BoundaryRefused, square_metres
from registry.territory.history import history_of
from registry.territory.naming import name_of
from registry.territory.parting import LOOKING
from registry.territory.steps import STEPS, TITLES, form_for, take
from web import htmx
from web.access import requires
from web.security import CONTENT_SECURITY_POLICY

Level = Area.Level


@requires(RegistryPermission.SEE_RESIDENTS)
def territory(request: HttpRequest) -> HttpResponse:
    """This will show hamlets, RW and RT with how many live in each, and the map."""
    areas = list(queries.drawable())
    board = drawing.draw(areas)
    names = {area.pk: area for area in areas}
    context = {
        "places": _lines(queries.territory(request.user), 0),
        "board": board,
        "drawn": [(place, names[place.pk], name_of(names[place.pk])) for place in board.places],
        "outline": outlines.standing(),
        **_rights(request),
    }
    return render(request, "registry/territory.html", context)


@requires(RegistryPermission.CHANGE_TERRITORY)
def add(request: HttpRequest) -> HttpResponse:
    """This will add a hamlet, RW or RT."""
    form = AddForm(_typed(request), initial={"above": request.GET.get("di"), "level": request.GET.get("tingkat")})
    if request.method == "POST" and form.is_valid():
        try:
            area = actions.add_area(**form.place(), by=request.user, at=timezone.now())
        except actions.AreaImpossible as problem:
            _complain(form, problem)
        else:
            messages.success(request, f"{name_of(area)} ditambahkan.")
            return redirect("territory:area", area.pk)
    return _page(request, "registry/territory_form.html", {"form": form, "title": "Tambah wilayah", "verb": "Tambah"})


@requires(RegistryPermission.SEE_RESIDENTS)
def area(request: HttpRequest, pk: int) -> HttpResponse:
    """This will show one area: who heads it, how many live there, its boundary and its history."""
    found = area_named(pk, request.user)
    board = drawing.draw([found])
    context = {
        "area": found,
        "name": name_of(found),
        "board": board,
        "drawn": [(place, found, name_of(found)) for place in board.places],
        "hectares": square_metres(found.boundary) / 10_000 if found.boundary else None,
        "place": place_of_area(found, request.user),
        "entrance": entrance_of(found, at=timezone.now()),
        "history": history_of(found, account=request.user),
        "steps": [] if found.closed_on else TITLES.items(),
        **_rights(request),
    }
    return render(request, "registry/area.html", context)


@requires(RegistryPermission.CHANGE_TERRITORY)
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """This will ask who heads an area and answers for it, and where its office is."""
    found = area_named(pk, request.user)
    head = _head(request, found)
    start = {"keeper": found.keeper_id, "latitude": found.latitude, "longitude": found.longitude}
    form = DescribeForm(_typed(request), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_area(area=found, head=head, **form.cleaned_data, by=request.user, at=timezone.now())
        except actions.AreaImpossible as problem:
            _complain(form, problem)
        else:
            messages.success(request, "Keterangan wilayah tersimpan.")
            return redirect("territory:area", pk)
    return _page(
        request, "registry/area_describe.html", {"form": form, "area": found, "name": name_of(found), "head": head}
    )


@requires(RegistryPermission.CHANGE_TERRITORY)
def boundary(request: HttpRequest, pk: int) -> HttpResponse:
    """This will take a boundary drawn on the map or brought in a file and the office put on it, or let the boundary go."""
    found = area_named(pk, request.user)
    form = BoundaryForm(_typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = drawn_on(found, request.POST, form, by=request.user)
        except BoundaryRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("territory:area", pk)
    around = queries.feature_collection(queries.drawable().exclude(pk=pk))
    own = queries.feature_collection(Area.objects.filter(pk=pk))
    context = {"form": form, "area": found, "name": name_of(found), "around": around, "own": own}
    context |= {"tiles": settings.MAP_TILES_URL, "credit": settings.MAP_TILES_CREDIT}
    response = _page(request, "registry/area_boundary.html", context)
    if settings.MAP_TILES_URL:
        # Only this page may show pictures of another host: those of the map the deployment has chosen.
        host = "{0.scheme}://{0.netloc}".format(urlsplit(settings.MAP_TILES_URL))
        response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace("img-src", f"img-src {host}")
    return response


def drawn_on(found: Area, said: Any, form: BoundaryForm, *, by: Any) -> str:
    """
    Do what a valid form of the map says, and tell what was done.

    :raises BoundaryRefused: see `maps.draw`.
    """
    if said.get("act") == "hapus":
        actions.set_boundary(area=found, shape=None, by=by, at=timezone.now())
        return "Batas wilayah dihapus."
    maps.draw(area=found, **form.cleaned_data, by=by, at=timezone.now())
    return "Peta wilayah tersimpan."


@requires(RegistryPermission.CHANGE_TERRITORY)
def change(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """This will rename an area, join it with another, part it or close it, from a day on."""
    found = area_named(pk, request.user)
    if step not in STEPS:
        raise Http404
    act = request.POST.get("act", "") if step == "bagi" else ""
    looks = {"act": act} if act in LOOKING else {}
    form = form_for(step, found, _typed(request), initial={"key": uuid.uuid4(), "day": today(timezone.now())}, **looks)
    if request.method == "POST" and form.is_valid():
        try:
            take(step, found, form.cleaned_data, by=request.user, at=timezone.now())
        except actions.AreaImpossible as problem:
            _complain(form, problem)
        except actions.AreaInhabited as inhabited:
            form.add_error(None, saying.why(inhabited))
        else:
            messages.success(request, f"{TITLES[step]}: selesai. Data warga ikut diperbarui.")
            return redirect("territory:territory")
    context = {"form": form, "title": f"{TITLES[step]}: {name_of(found)}", "verb": "Simpan", "area": found}
    template = "registry/area_part.html" if step == "bagi" else "registry/territory_form.html"
    return _page(request, template, context)


@requires(RegistryPermission.CHANGE_TERRITORY)
def load_map(request: HttpRequest) -> HttpResponse:
    """This will read the boundaries and offices of many areas from one file."""
    form = MapForm(_typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = maps.load(form.cleaned_data["file"].read(), by=request.user, at=timezone.now())
        except BoundaryRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"{done.boundaries} batas dan {done.offices} kantor wilayah tersimpan.")
            return redirect("territory:territory")
    context = {"form": form, "title": "Masukkan peta", "verb": "Masukkan", "is_upload": True}
    return _page(request, "registry/territory_form.html", context)


@requires(RegistryPermission.CHANGE_TERRITORY)
def outline(request: HttpRequest) -> HttpResponse:
    """This will take back the line the village sent in a file, for a reason."""
    form = OutlineForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            outlines.take_back_outline(**form.cleaned_data, by=request.user, at=timezone.now())
        except outlines.NothingGiven as problem:
            form.add_error(None, saying.why(problem))
        else:
            messages.success(request, "Garis dari berkas ditarik. Garis luar kembali mengikuti batas dusun.")
            return redirect("territory:territory")
    context = {"form": form, "title": "Tarik garis luar dari berkas", "verb": "Tarik garis"}
    return _page(request, "registry/territory_form.html", context)


@requires(RegistryPermission.SEE_RESIDENTS)
def geojson(request: HttpRequest) -> HttpResponse:
    """This will give every boundary and office as one GeoJSON file."""
    return map_file()


def map_file() -> JsonResponse:
    """Every boundary and office, as a file."""
    response = JsonResponse(
        queries.feature_collection(queries.drawable()),
        content_type="application/geo+json",
        json_dumps_params={"indent": 1},
    )
    response["Content-Disposition"] = 'attachment; filename="wilayah.geojson"'
    return response


def _head(request: HttpRequest, found: Area) -> Resident | None:
    """Whoever was picked, else whoever heads it now; an empty pick says that nobody does."""
    picked = request.POST.get("head") if request.method == "POST" else request.GET.get("kepala")
    if picked is None:
        return found.head
    return (
        get_object_or_404(residents_for(request.user), pk=int(picked))
        if picked.isdigit() and len(picked) < 19
        else None
    )


def _lines(places: list[queries.Place], depth: int) -> list[tuple[queries.Place, str, int]]:
    lines = []
    for place in places:
        lines.append((place, name_of(place.area), depth))
        lines += _lines(place.below, depth + 1)
    return lines


def place_of_area(found: Area, account: Any) -> queries.Place:
    """An area with how many live there; a closed one has nobody."""
    pks = {place.area.pk: place for place, _, _ in _lines(queries.territory(account), 0)}
    return pks.get(found.pk, queries.Place(found))


def area_named(pk: int, account: Any) -> Area:
    """:raises Http404: there is none, or not for this account."""
    return get_object_or_404(queries.areas_for(account), pk=pk)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _rights(request: HttpRequest) -> dict[str, bool]:
    user: Any = request.user
    return {"may_change": user.may(RegistryPermission.CHANGE_TERRITORY)}


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    status = htmx.UNPROCESSABLE if context["form"].errors else 200
    return render(request, template, context, status=status)


def _complain(form: Any, problem: actions.AreaImpossible) -> None:
    form.add_error(problem.field if problem.field in form.fields else None, problem.message)
