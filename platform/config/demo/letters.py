"""Sample letters in every state, made by the actions the officers use."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import papers.actions
import papers.queries
from accounts.models import Account
from accounts.posts import Post
from modules.service import actions
from modules.service.models import Letter, LetterKind
from registry.models import Resident
from walls import current

# Slug, answers, and how far the letter comes.
STORIES: list[tuple[str, dict[str, Any], str]] = [
    ("sk-usaha", {"business_kind": "Warung kelontong", "since_year": "2019", "purpose": "Pengajuan KUR"}, "signed"),
    ("sktm-umum", {"purpose": "Keringanan biaya sekolah", "dependants": "3", "income": "900000"}, "signed"),
    ("pengantar-skck", {"purpose": "Melamar pekerjaan"}, "collected"),
    (
        "sk-usaha",
        {"business_kind": "Bengkel motor", "since_year": "2021", "purpose": "Pembukaan rekening bank"},
        "initialed",
    ),
    ("pengantar-skck", {"purpose": "Melamar pekerjaan"}, "initialed"),
    ("sktm-umum", {"purpose": "Keringanan biaya rumah sakit", "dependants": "2", "income": "750000"}, "checked"),
    ("sk-usaha", {"business_kind": "Ternak ayam", "since_year": "2023", "purpose": "Pengajuan KUR"}, "made"),
    ("pengantar-skck", {"purpose": "Melamar pekerjaan"}, "returned"),
]


def make(space: uuid.UUID, *, few: bool, passphrase: str, at: datetime) -> int:
    """Write the sample letters of the current village once. Returns how many there are now."""
    people = officers()
    head = people[Post.KADES]
    if papers.queries.active_certificate(head) is None:
        certify(head, passphrase, at=at)
    grown = list(
        Resident.objects.select_related("hamlet")
        .filter(born_on__lt=at.date() - timedelta(days=9000))
        .order_by("pk")[: len(STORIES)]
    )
    for number, (resident, (slug, answers, end)) in enumerate(zip(grown, STORIES, strict=False)):
        key = uuid.uuid5(space, f"{current.office_key()}/{number}")
        if (few and number > 3) or Letter.objects.filter(key=key).exists():
            continue
        tell(key, resident, slug, answers, end, people, passphrase, at=at)
    return Letter.objects.count()


def officers() -> dict[str, Account]:
    """Who holds which post here."""
    return {post: account for account in Account.objects.with_posts() for post in account.posts}


def certify(head: Account, passphrase: str, *, at: datetime) -> None:
    papers.actions.issue_certificate(
        account=head,
        name=head.name,
        post="Kepala Desa",
        office_title=current.office().title,
        passphrase=passphrase,
        at=at,
    )


def tell(
    key: uuid.UUID,
    resident: Resident,
    slug: str,
    answers: dict[str, Any],
    end: str,
    people: dict[str, Account],
    passphrase: str,
    *,
    at: datetime,
) -> None:
    """Carry one letter as far as its story goes."""
    kind = LetterKind.objects.get(slug=slug)
    counter = people[Post.KASI_PELAYANAN]
    if slug == "sk-usaha":
        answers = {**answers, "business_address": f"Dusun {resident.hamlet.name}" if resident.hamlet else "Balai desa"}
    letter = actions.make_at_counter(key=key, kind=kind, answers=answers, resident=resident, by=counter, at=at)
    if end == "made":
        return
    if end == "returned":
        actions.return_incomplete(letter=letter, reason="Foto KTP tidak terbaca.", by=counter, at=at)
        return
    letter = actions.check_by_kasi(letter=letter, by=people[kind.definition.handler], at=at)
    if end == "checked":
        return
    letter = actions.check_by_sekdes(letter=letter, by=people[Post.SEKDES], at=at)
    if end == "initialed":
        return
    actions.sign_letters(letter_ids=[letter.pk], passphrase=passphrase, by=people[Post.KADES], at=at)
    if end == "collected":
        actions.mark_collected(letter=Letter.objects.get(pk=letter.pk), by=counter, at=at)
