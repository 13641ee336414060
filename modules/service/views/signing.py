"""The signing box: read what is odd, leave the rest ticked, one passphrase, and what became of each letter."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import limits
from modules.service import actions, queries
from modules.service.models import Letter
from modules.service.permissions import ServicePermission
from modules.service.rules import authority as signing_rules
from modules.service.rules.house import House
from modules.service.views import beside, lateness
from papers import actions as papers_actions
from papers import enrolment, means, national
from papers import queries as papers_queries
from papers.statements import SignerKind
from web import htmx
from web.access import officer, requires

TOO_MANY = 429
MOST_SHOWN = 50


@never_cache
@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SIGN_LETTERS)
def box(request: HttpRequest) -> HttpResponse:
    """What waits, and signing it."""
    if request.method != "POST":
        return _box(request)
    picked = [int(number) for number in request.POST.getlist("letter") if re.fullmatch(r"[0-9]{1,17}", number)]
    if not picked:
        return _refused(request, picked, "Belum ada surat yang dicentang. Centang dahulu, lalu tanda tangani.")
    return _sign(request, picked)


def _sign(request: HttpRequest, picked: list[int]) -> HttpResponse:
    user: Any = request.user
    passphrase = request.POST.get("passphrase", "")
    try:
        results = actions.sign_letters(letter_ids=picked, passphrase=passphrase, by=user, at=timezone.now())
    except actions.NoCertificate:
        return redirect("service:certificate")
    except papers_actions.CertificateExpired:
        messages.warning(request, "Sertifikat tanda tangan Anda sudah berakhir. Buat yang baru dahulu.")
        return redirect("service:certificate")
    except national.NotSetUp:
        return _refused(request, picked, means.NOT_SET_UP)
    except papers_actions.WrongPassphrase:
        return _refused(request, picked, f"{_passphrase_words()} salah. Belum ada surat yang ditandatangani.")
    except limits.TooManyTries:
        return _refused(request, picked, "Sudah terlalu sering salah. Coba lagi 10 menit lagi.", TOO_MANY)
    failed = [one for one in results if not one.is_signed]
    context = {"results": results, "failed": failed, "signed_count": len(results) - len(failed)}
    return render(request, "service/signed.html", context)


def _passphrase_words(house: House | None = None) -> str:
    """What the person is asked for: the national authority has its own word."""
    kind = (house or queries.house_for_pages()).signer_kind
    return means.passphrase_words(kind)


def _refused(request: HttpRequest, picked: list[int], trouble: str, status: int = htmx.UNPROCESSABLE) -> HttpResponse:
    return _box(request, picked=picked, trouble=trouble, status=status)


def _box(request: HttpRequest, picked: list[int] | None = None, trouble: str = "", status: int = 200) -> HttpResponse:
    house, held = queries.house_for_pages(), papers_queries.active_certificate(request.user)
    is_national = house.signer_kind == SignerKind.NATIONAL
    if not (enrolment.is_enrolled(officer(request)) if is_national else held):
        return redirect("service:certificate")
    now = timezone.now()
    rights = queries.rights_of(officer(request), queries.today(now))
    slugs = None if queries.may_sign_most(rights) else queries.signable(rights)
    found = queries.letters_to_sign(slugs)[: MOST_SHOWN + 1]
    waiting = [letter for letter in found if signing_rules.right_for(rights, letter.definition)]
    odd = queries.oddities_of(waiting, at=now)
    for letter in waiting:
        if queries.is_own(letter, request.user):
            odd[letter.pk].append("Surat Anda sendiri; orang lain yang menandatanganinya.")
    ticked = {letter.pk for letter in waiting if not odd[letter.pk]} if picked is None else set(picked)
    rows = [
        (letter, odd[letter.pk], letter.pk in ticked, late)
        for letter, late in lateness.with_lateness(waiting[:MOST_SHOWN], now)
    ]
    shown = _shown(request, waiting)
    context = {
        "rows": rows,
        "has_more": len(waiting) > MOST_SHOWN,
        "shown": shown,
        "trouble": trouble,
        "all_ticked": all(is_ticked for _, _, is_ticked, _ in rows),
        "signs_as": _signs_as(rights),
        "told": lateness.told_to(request),
        "is_national": is_national,
        "passphrase_words": _passphrase_words(house),
        "ends_on": held.valid_until if held and not is_national and held.ends_soon(now) else None,
        "parts": beside.parts_of("signing", request),
    }
    return htmx.render(request, "service/signing_box.html", "service/_reader.html", context, status=status)


def _signs_as(rights: list[signing_rules.Right]) -> list[str]:
    """In whose name this person signs today, where it is not simply the head."""
    head = queries.issuer().head
    return [signing_rules.signed_as(right, head) for right in rights if right.manner is not None]


def _shown(request: HttpRequest, waiting: list[Letter]) -> Letter | None:
    """The letter in the reader: the one asked for, else the first."""
    wanted = request.GET.get("baca", "")
    return next((letter for letter in waiting if str(letter.pk) == wanted), waiting[0] if waiting else None)
