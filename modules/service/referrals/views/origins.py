"""Where a referral comes from: a letter, a complaint, a ticket, a resident at the counter; and what is known of it."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from modules.service import contract
from modules.service.complaints import contract as complaints
from modules.service.queue import contract as queue
from modules.service.referrals.models import Referral
from registry.models import Resident
from registry.permissions import RegistryPermission

Origin = Referral.Origin
# The word in the address -> where it comes from.
WORDS = {"surat": Origin.LETTER, "aduan": Origin.COMPLAINT, "antrean": Origin.TICKET}


def known(request: HttpRequest) -> dict[str, Any]:
    """What fills in the form; what this person may not see fills in nothing."""
    user: Any = request.user
    if request.GET.get("warga", "").isdigit() and user.may(RegistryPermission.SEE_RESIDENTS):
        found = Resident.objects.filter(pk=int(request.GET["warga"][:15])).only("name").first()
        return {"name": found.name.title()} if found else {}
    for word, origin in WORDS.items():
        number = request.GET.get(word, "")[:40]
        said = {"origin": origin, "origin_id": number}
        if number and may_refer(user, said):
            return said | _of(user, origin, number)
    return {}


def may_refer(user: Any, said: dict[str, Any]) -> bool:
    """Whether this person may see what it comes from; what is about an official is handed over to nobody."""
    origin, number = said.get("origin"), said.get("origin_id", "")
    if origin == Origin.LETTER:
        return contract.letter_for(user, number) is not None
    if origin == Origin.COMPLAINT:
        return complaints.need_of(user, number) is not None
    if origin == Origin.TICKET:
        return queue.ticket_for(user, number) is not None
    return origin in ("", None, Origin.VISITOR) and not number


def address(referral: Referral) -> tuple[str, str] | None:
    """The page it comes from, and what to call it."""
    pages = {Origin.LETTER: ("service:letter", "Surat"), Origin.COMPLAINT: ("complaints:complaint", "Aduan")}
    if referral.origin == Origin.TICKET:
        return reverse("queue:desk"), "Antrean"
    if referral.origin not in pages:
        return None
    name, label = pages[Origin(referral.origin)]
    try:
        return reverse(name, args=[referral.origin_id]), label
    except NoReverseMatch:
        return None


def _of(user: Any, origin: str, number: str) -> dict[str, Any]:
    if origin == Origin.TICKET and (ticket := queue.ticket_for(user, number)):
        return _of_letter(ticket.made) | {"need": queue.need_of(ticket)}
    if origin != Origin.LETTER:
        return {}
    letter = contract.Letter.objects.select_related("kind").get(pk=number)
    return _of_letter(letter)


def _of_letter(letter: contract.Letter | None) -> dict[str, Any]:
    """The person at the desk is known by the letter they asked for, if there is one yet."""
    if letter is None:
        return {}
    return {"name": letter.subject_name.title(), "phone": letter.phone, "need": letter.kind.title}
