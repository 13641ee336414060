"""
Signing an answer: number, paper, signature, and handing it to the village are one transaction, or nothing of it.

A paper carries its number, so the number must stand before the signature; a signature that does not come leaves no gap.
"""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

import audit
from accounts import links
from accounts.models import Account
from archive import actions as archive
from archive.models import Document
from archive.retention import RetentionClass
from consultations import catalogue, facts, queries
from consultations.actions.asking import AREA
from consultations.models import Draft, State
from consultations.rules import clock, number, steps
from consultations.rules import paper as papering
from consultations.rules.paper import Answer, Issue
from consultations.rules.steps import StepRefused
from exchange import holidays
from exchange.matters import actions as matters
from exchange.matters import queries as reading
from exchange.matters.actions import File, Said
from exchange.matters.models import Matter
from papers import codes, signers, typesetting
from papers.layout import Acting, Letterhead, LetterPaper, Verification
from papers.statements import SignerKind, statement
from signatories import queries as signatories
from signatories.rules import CAMAT, Right
from walls import current
from walls.current import connection
from web import badges


def sign_answer(*, key: uuid.UUID, passphrase: str, by: Account, at: datetime) -> Draft:
    """
    Number the checked answer, sign it and hand it to the village.

    The signature is asked of the national authority where the kecamatan chose that; the book is locked meanwhile, so that one that
    does not come leaves no gap (record 31).

    :raises StepRefused: not this person's to sign, already signed, sent back, or withdrawn by the village.
    :raises NoCertificate, NotSetUp, WrongPassphrase, CertificateExpired, TooManyTries: nothing was numbered.
    :raises SignerAway, SignerRefused, CannotSign, PaperRefused, LimitReached: as above.
    """
    kind = signatories.signer_kind()
    signer = signers.ready(account=by, passphrase=passphrase, kind=kind, at=at)
    with transaction.atomic():
        matter = matters.held(key)
        standing = queries.standing_of(matter, queries.today(at))
        right = queries.held_right_to_sign(by, at)
        # Whoever acts as the camat signs as the camat does; an appointment that is over opens nothing.
        posts = [*by.posts, *steps.SIGNERS] if right else by.posts
        steps.refuse_step("jawab", queries.side(), posts, standing)
        draft = Draft.objects.select_for_update(of=("self",)).filter(matter=key).first()
        if draft is None:
            raise StepRefused("Belum ada konsep jawaban.")
        steps.refuse_desk("tanda-tangan", posts, draft.state, by.pk, draft.words["writers"])
        _number(matter, draft, at)
        assert right
        draft.signed_as, draft.signed_with = right.signed_as(current.office().name), kind.value
        draft.signed_by, draft.signed_at, draft.changed_at, draft.state = by, at, at, State.GIVEN
        pdf = typesetting.render_pdf(paper_of(matter, draft, signer=by.name, acting=right.acting, at=at))
        reason = f"{catalogue.of(matter).outcome_words}, {draft.signed_as}"
        pdf = signer.sign(pdf, reason=reason, location=current.office().title, at=at)
        draft.document = _keep(matter, draft, pdf, by=by, at=at)
        draft.save()
        _hand_over(matter, draft, pdf, right, by=by, at=at)
        detail = {
            "matter": str(key),
            "number": draft.number_text,
            "sha256": draft.document.sha256,
            "signed_as": draft.signed_as,
            "deputy": right.deputy_id,
            "signed_with": draft.signed_with,
        }
        audit.record("consultation.jawab", draft, by=by, at=at, detail=detail)
        facts.mark(matter, at=at)
        badges.changed("consultations")
    return draft


def paper_of(matter: Matter, draft: Draft, *, signer: str, at: datetime, acting: Acting = Acting.NOT) -> LetterPaper:
    """The answer as its paper; a draft until it has a number and a code."""
    office: Any = current.office()
    above = {parent.kind: parent for parent in office.above}
    regency = above["regency"].title if "regency" in above else ""
    contact = " · ".join(
        part
        for part in (f"Telepon {office.phone}" if office.phone else "", office.email and f"Surel {office.email}")
        if part
    )
    verification = None
    if draft.code:
        address = links.address("consultations:verification", draft.code)
        kind = SignerKind.NATIONAL if draft.is_national else SignerKind.LOCAL
        verification = Verification(draft.code, address, statement(kind))
    issue = Issue(
        subject=reading.subject(matter),
        village=matter.from_office.title,
        asked_on=queries.today(matter.opened_at),
        period=matter.period,
        district=office.name,
        letterhead=Letterhead(regency=regency, office=office.title, address=office.address_line, contact=contact),
        signer=signer,
        acting=acting,
        on=queries.today(at),
        at=at,
        number=draft.number_text,
        verification=verification,
    )
    words = draft.words
    answer = Answer(
        conclusion=words["conclusion"],
        text=words["text"],
        notes=words["notes"],
        verdicts=words.get("verdicts", {}),
        checks=words["checks"],
    )
    lines = queries.figures_of(reading.journal(matter))
    return papering.paper(catalogue.of(matter), answer, lines, issue)


def _number(matter: Matter, draft: Draft, at: datetime) -> None:
    """The next number of the year; whoever numbers holds the series until the commit."""
    office: Any = current.office()
    day = queries.today(at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [f"consultations {office.key}", day.year])
    highest = Draft.objects.filter(number_year=day.year).aggregate(highest=Max("number"))["highest"] or 0
    draft.number_year, draft.number, draft.code = day.year, highest + 1, codes.new_code()
    draft.number_text = number.number_text(
        archive_code=catalogue.of(matter).archive_code,
        number=draft.number,
        region_code=office.region_code,
        on=day,
    )


def _keep(matter: Matter, draft: Draft, pdf: bytes, *, by: Account, at: datetime) -> Document:
    return archive.keep(
        area=AREA,
        name=f"{draft.number_text.replace('/', '-')}.pdf",
        content_type="application/pdf",
        data=pdf,
        retention=RetentionClass.REGISTER,
        basis={"matter": str(matter.key), "topic": draft.topic, "number": draft.number_text},
        at=at,
        by=by,
        is_act=True,
    )


def _hand_over(matter: Matter, draft: Draft, pdf: bytes, right: Right, *, by: Account, at: datetime) -> None:
    """Say the answer in the matter, and start the village's clock where it must mend something."""
    topic, off, today = catalogue.of(matter), holidays.off(), queries.today(at)
    concluded = topic.conclusion(draft.words["conclusion"])
    assert concluded
    assert draft.document
    details = matter.details | {"needs_fix": int(concluded.needs_fix)}
    if matter.taken_at and details.get("days") is not None:
        pauses = queries.read_pauses(details)
        due_on = clock.due(queries.today(matter.taken_at), details["days"], pauses, off)
        details["answer_due"] = due_on.isoformat()
    due_at = None
    if concluded.needs_fix:
        fix_due = clock.due(today, topic.fix_days, (), off)
        details["fix_due"], due_at = fix_due.isoformat(), clock.end_of(fix_due, queries.zone())
    file = File(draft.document.name, draft.document.content_type, pdf, draft.document)
    data: dict[str, Any] = {
        "conclusion": concluded.key,
        "number": draft.number_text,
        "code": draft.code,
        "notes": draft.words["notes"],
        "verdicts": draft.words.get("verdicts", {}),
        "checks": draft.words["checks"],
    }
    if right.manner:
        data["acting"] = right.acting.value
    said = Said(CAMAT, "jawab", steps.State.ANSWERED, draft.words["text"], data, (file,))
    matters.say(matter, said, by=by, at=at, turn=Matter.Turn.FROM, answered_at=at, due_at=due_at, details=details)
