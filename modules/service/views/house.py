"""How letters look and who vouches for signatures: a village's page and a kabupaten's, each with the sample beside it."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from exchange import notices
from modules.service import actions, kinds, queries
from modules.service.forms.house import HouseForm, RegencyHouseForm
from modules.service.models import ServiceSettings
from modules.service.permissions import ServicePermission
from modules.service.rules import house, samples
from modules.service.rules.house import LOGO, House, HouseRefused
from modules.service.rules.paper import Issuer
from modules.service.views.counter import as_picture
from papers import national, typesetting
from papers.layout import LetterPaper, Verification
from papers.refusal import PaperRefused
from papers.statements import SignerKind, statement
from web import htmx
from web.access import requires

SAMPLE = "sk-usaha"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SET_UP_SERVICE)
def own(request: HttpRequest) -> HttpResponse:
    """What the village decides of it."""
    if request.method != "POST":
        actions.follow_house(at=timezone.now())
    settings = ServiceSettings.objects.filter(id=1).first() or ServiceSettings(id=1)
    form = HouseForm(*_said(request), now=settings.house, free=settings.left_open, has_logo=bool(settings.own_logo))
    dressed = Dressed(queries.paper_issuer(settings), settings.logo, settings.statement)
    if answer := _shown(request, form, dressed):
        return answer
    if request.method == "POST" and form.is_valid():
        drops: Any = form.cleaned_data.get("hapus_lambang", False)
        said: Any = {"values": form.values, "logo": form.picture(), "drops_logo": drops}
        try:
            actions.change_house(**said, by=request.user, at=timezone.now())
        except PaperRefused as refused:
            form.add_error("logo", str(refused))
        else:
            messages.success(request, "Tata naskah disimpan. Surat yang sudah ditandatangani tidak berubah.")
            return redirect("service:house")
    prescribed = bool(settings.regency_house)
    return _page(request, "service/house.html", form, settings.house, {"prescribed": prescribed})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.PUBLISH_KINDS)
def regency(request: HttpRequest) -> HttpResponse:
    """What the kabupaten prescribes to all its villages."""
    notice = notices.house()
    said = _believed(notice.changes) if notice else {}
    logo = base64.b64decode(said[LOGO]) if said.get(LOGO) else None
    form = RegencyHouseForm(*_said(request), said=said, has_logo=bool(logo))
    dressed = Dressed(samples.ISSUER, logo)
    if answer := _shown(request, form, dressed):
        return answer
    if request.POST.get("apa") == "tarik":
        return _withdraw(request)
    if request.method == "POST" and form.is_valid():
        kept = None if form.cleaned_data.get("hapus_lambang") else logo
        try:
            actions.publish_house(
                values=form.values, logo=form.picture() or kept, note=form.cleaned_data["note"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except PaperRefused as refused:
            form.add_error("logo", str(refused))
        else:
            messages.success(request, "Diterbitkan. Desa mengikutinya dalam satu jam.")
            return redirect("publishing:house")
    earlier = notices.earlier(notices.HOUSE)
    return _page(
        request, "service/house_regency.html", form, house.house_of(said, {}),
        {"notice": notice, "earlier": earlier},
    )  # fmt: skip


def _withdraw(request: HttpRequest) -> HttpResponse:
    try:
        actions.withdraw_house(by=request.user, at=timezone.now())
    except actions.NothingPublished:
        messages.warning(request, "Tidak ada ketentuan yang berlaku.")
    else:
        messages.success(request, "Ketentuan ditarik. Desa menentukan sendiri.")
    return redirect("publishing:house")


def _believed(changes: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return house.read(changes) | ({LOGO: changes[LOGO]} if LOGO in changes else {})
    except HouseRefused:
        return {}


def _said(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


class Dressed:
    """An office in the dress a sample is printed in."""

    def __init__(self, issuer: Issuer, logo: bytes | None, own_statement: str = "") -> None:
        self.issuer, self.logo, self.own_statement = issuer, logo, own_statement

    def sample(self, rules: House, logo: bytes | None = None) -> LetterPaper:
        """
        :param logo: another emblem than the office's.
        :raises PaperRefused: the emblem cannot be printed.
        """
        letterhead = replace(self.issuer.letterhead, logo=logo or self.logo)
        issuer = replace(
            self.issuer, letterhead=letterhead, size=rules.paper_size, typeface=rules.face, margins=rules.margins,
            signed_words=rules.signed_words,
        )  # fmt: skip
        made = samples.paper_of(kinds.KINDS[SAMPLE], issuer)
        proof = Verification(
            "K7QM4XPD", "https://desa.contoh/verifikasi/K7QM4XPD/", statement(rules.signer_kind, self.own_statement)
        )
        return replace(made, number="500.3/012/00.00.00.0000/XI/2026", verification=proof, draft=False)


def _shown(request: HttpRequest, form: HouseForm, dressed: Dressed) -> HttpResponse | None:
    """The sample as it would be with what is typed, as a picture for the page or as the PDF itself."""
    wanted = request.POST.get("apa")
    if wanted not in ("contoh", "pdf"):
        return None
    form.is_valid()
    try:
        rules = rules_in(form)
        made = dressed.sample(rules, form.picture())
        if wanted == "pdf":
            return HttpResponse(typesetting.render_pdf(made), content_type="application/pdf")
        found = {"picture": as_picture(typesetting.render_svg(made)[0])}
    except (HouseRefused, PaperRefused) as refused:
        found = {"trouble": str(refused) if isinstance(refused, PaperRefused) else "Ada isian yang belum benar."}
    return render(request, "service/_preview.html", found)


def rules_in(form: HouseForm) -> House:
    """The rules as they would be with what is typed."""
    return house.house_of(house.read(_typed(form)), {})


def _typed(form: HouseForm) -> dict[str, Any]:
    """What is right of what is typed, over what was before."""
    return {name: form.cleaned_data.get(name, form.get_initial_for_field(form.fields[name], name))
            for name in house.NAMES if name in form.fields}  # fmt: skip


def _page(request: HttpRequest, template: str, form: HouseForm, now: House, more: dict[str, Any]) -> HttpResponse:
    context = {
        "form": form,
        "needs_service": now.signer_kind == SignerKind.NATIONAL and not national.is_set_up(),
        **more,
    }
    return render(request, template, context, status=htmx.UNPROCESSABLE if form.errors else 200)
