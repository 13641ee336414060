"""The kecamatan's own desk: drafting an answer, having it checked, sending it back to whoever drafted it. The village sees none of it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

import audit
from accounts.posts import Post
from consultations import catalogue, queries
from consultations.actions import news
from consultations.actions.stepping import cleaned
from consultations.models import Draft, State
from consultations.rules import budget, codes, steps
from consultations.rules.budget import Verdict
from consultations.rules.steps import StepRefused
from exchange.matters import actions as matters
from exchange.matters.models import Matter
from signatories import queries as signatories

LONGEST_NOTE = 600


@transaction.atomic
def draft_answer(
    *,
    key: uuid.UUID,
    conclusion: str,
    text: str,
    notes: Mapping[str, str],
    checks: Sequence[str],
    by: Any,
    at: datetime,
    verdicts: Mapping[str, str] = MappingProxyType({}),
) -> Draft:
    """
    Keep the answer as far as it is written.

    :param notes: by code of a line of the budget, as are `verdicts`; what is neither code nor verdict is left out.

    :raises StepRefused: not of this person's post, with another desk already, or the consultation is not with the kecamatan.
    :raises TextMissing: too long, or no such conclusion.
    """
    matter = _open(key)
    topic = catalogue.of(matter)
    draft = _held(matter) or Draft(
        key=uuid.uuid4(), matter=matter.key, topic=matter.topic, made_at=at, words={"writers": []}
    )
    steps.refuse_desk("susun", by.posts, draft.state, by.pk, ())
    draft.words = {
        "conclusion": conclusion if topic.conclusion(conclusion) else "",
        "text": cleaned(text),
        "notes": {
            code: said
            for code, words in notes.items()
            if codes.is_code(code) and (said := cleaned(words, most=LONGEST_NOTE))
        },
        "verdicts": {code: one for code, one in verdicts.items() if codes.is_code(code) and one in set(Verdict)},
        "checks": [one.key for one in topic.checklist if one.key in checks],
        "writers": sorted({*draft.words["writers"], by.pk}),
    }
    draft.drafted_by, draft.changed_at = by, at
    draft.save()
    audit.record("consultation.susun", draft, by=by, at=at, detail={"matter": str(key)})
    return draft


@transaction.atomic
def send_to_check(*, key: uuid.UUID, by: Any, at: datetime) -> Draft:
    """
    Lay the answer on the desk of whoever checks.

    :raises StepRefused: see `draft_answer`, or it has no conclusion yet, or one its lines do not bear out.
    """
    matter, draft = _on_desk(key, "periksakan", by, at)
    if not draft.words["conclusion"]:
        raise StepRefused("Pilih dahulu kesimpulannya, lalu simpan.")
    if draft.words["conclusion"] and not draft.words["text"] and not catalogue.of(matter).has_figures:
        raise StepRefused("Tulis dahulu isi jawabannya, lalu simpan.")
    concluded = catalogue.of(matter).conclusion(draft.words["conclusion"])
    is_fit = concluded is not None and not concluded.needs_fix
    faults = budget.faults_of_verdicts(draft.words.get("verdicts", {}), draft.words["notes"], is_fit=is_fit)
    if faults:
        raise StepRefused(" ".join(faults))
    draft.state, draft.reason = State.CHECKING, ""
    return _moved(matter, draft, "periksakan", "Konsep menunggu diperiksa", (Post.SEKCAM,), by=by, at=at)


@transaction.atomic
def check_answer(*, key: uuid.UUID, by: Any, at: datetime) -> Draft:
    """
    Put one's initials under the answer and lay it before the camat, and before whoever acts as the camat.

    :raises StepRefused: see `draft_answer`; nobody checks what he wrote himself.
    """
    matter, draft = _on_desk(key, "paraf", by, at)
    draft.state, draft.checked_by = State.SIGNING, by
    acting = signatories.deputy_on(queries.today(at))
    return _moved(
        matter,
        draft,
        "paraf",
        "Jawaban menunggu tanda tangan",
        (Post.CAMAT,),
        by=by,
        at=at,
        people=[acting.account] if acting else [],
    )


@transaction.atomic
def return_to_drafter(*, key: uuid.UUID, reason: str, by: Any, at: datetime) -> Draft:
    """
    Send the answer back, with the reason.

    :raises StepRefused: see `draft_answer`.
    :raises TextMissing: no reason.
    """
    matter, draft = _on_desk(key, "balikkan", by, at)
    draft.state, draft.checked_by, draft.reason = State.WRITING, None, cleaned(reason, is_needed=True, most=1_000)
    return _moved(matter, draft, "balikkan", "Konsep dikembalikan ke penyusun", steps.DRAFTERS, by=by, at=at)


def _on_desk(key: uuid.UUID, deed: str, by: Any, at: datetime) -> tuple[Matter, Draft]:
    matter = _open(key)
    draft = _held(matter)
    if draft is None:
        raise StepRefused("Belum ada konsep jawaban.")
    steps.refuse_desk(deed, queries.posts_at_desk(by, at), draft.state, by.pk, draft.words["writers"])
    return matter, draft


def _open(key: uuid.UUID) -> Matter:
    matter = matters.held(key)
    if queries.side() != steps.DISTRICT or matter.state != steps.State.TAKEN:
        raise StepRefused(f"Konsultasi ini sudah berubah: {steps.word(matter.state).lower()}. Tidak ada yang diubah.")
    return matter


def _held(matter: Matter) -> Draft | None:
    return Draft.objects.select_for_update(of=("self",)).filter(matter=matter.key).first()


def _moved(
    matter: Matter,
    draft: Draft,
    deed: str,
    words: str,
    posts: Any,
    *,
    by: Any,
    at: datetime,
    people: Sequence[Any] = (),
) -> Draft:
    draft.changed_at = at
    draft.save()
    audit.record(f"consultation.{deed}", draft, by=by, at=at, detail={"matter": str(matter.key)})
    title = catalogue.of(matter).title
    mark = f"{deed}:{at:%m%d%H%M%S}"
    news.tell(news.DESK, matter, posts, words, title=title, mark=mark, at=at, people=people)
    return draft
