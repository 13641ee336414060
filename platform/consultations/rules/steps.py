"""Who may take which step of a consultation, from where to where (pure). Posts decide; nobody checks or signs his own draft."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

VILLAGE, DISTRICT = "village", "district"
#: May write a question, and read all of the office's.
WRITERS = (
    "SEKDES",
    "KAUR_TU",
    "KAUR_KEUANGAN",
    "KAUR_PERENCANAAN",
    "KASI_PEMERINTAHAN",
    "KASI_KESEJAHTERAAN",
    "KASI_PELAYANAN",
)
SUBMITTERS = ("SEKDES", "KADES")
DRAFTERS = ("KASI_PMD", "SEKCAM")
CHECKERS = ("SEKCAM", "CAMAT")
SIGNERS = ("CAMAT",)


class State(StrEnum):
    """Of the matter; a question that is still being written has none."""

    SUBMITTED = "diajukan"
    TAKEN = "diterima"
    RETURNED = "perlu-perbaikan"
    ANSWERED = "dijawab"
    FOLLOWED = "ditindaklanjuti"
    CLOSED = "selesai"
    WITHDRAWN = "ditarik"


STATE_WORDS = {
    State.SUBMITTED: ("Diajukan", "info"),
    State.TAKEN: ("Diterima", "info"),
    State.RETURNED: ("Perlu perbaikan", "warn"),
    State.ANSWERED: ("Dijawab", "ok"),
    State.FOLLOWED: ("Ditindaklanjuti", "ok"),
    State.CLOSED: ("Selesai", ""),
    State.WITHDRAWN: ("Ditarik", ""),
}
OVER = (State.CLOSED, State.WITHDRAWN)


class DeskState(StrEnum):
    """Of what an office writes itself: a village its question, a kecamatan its answer."""

    WRITING = "WRITING"
    SENT = "SENT"
    CHECKING = "CHECKING"
    SIGNING = "SIGNING"
    GIVEN = "GIVEN"


class StepRefused(PermissionError):
    """This step is not open now, or not to this person; the message says why in Indonesian."""


@dataclass(frozen=True)
class Step:
    """A step of one side: who, from which states, and where it leads."""

    side: str
    posts: tuple[str, ...]
    before: tuple[State, ...]
    after: State
    done: str


STEPS = {
    "ajukan": Step(VILLAGE, SUBMITTERS, (), State.SUBMITTED, "Konsultasi diajukan"),
    "terima": Step(DISTRICT, DRAFTERS, (State.SUBMITTED,), State.TAKEN, "Berkas diterima"),
    "kembalikan": Step(DISTRICT, DRAFTERS, (State.TAKEN,), State.RETURNED, "Dikembalikan untuk diperbaiki"),
    "ajukan-lagi": Step(VILLAGE, SUBMITTERS, (State.RETURNED,), State.TAKEN, "Diajukan lagi"),
    "tarik": Step(
        VILLAGE, SUBMITTERS, (State.SUBMITTED, State.TAKEN, State.RETURNED), State.WITHDRAWN, "Ditarik oleh desa"
    ),
    "jawab": Step(DISTRICT, SIGNERS, (State.TAKEN,), State.ANSWERED, "Dijawab"),
    "tindaklanjuti": Step(VILLAGE, SUBMITTERS, (State.ANSWERED,), State.FOLLOWED, "Tindak lanjut dicatat"),
    "selesai": Step(VILLAGE, SUBMITTERS, (State.ANSWERED, State.FOLLOWED, State.TAKEN), State.CLOSED, "Selesai"),
}


@dataclass(frozen=True)
class Standing:
    """What decides beside the state: whether the answer wants mending, and whether silence has let the draft take effect."""

    state: str
    needs_fix: bool = False
    is_lapsed: bool = False


def refuse_step(verb: str, side: str, posts: Collection[str], standing: Standing) -> Step:
    """
    The step, when it may be taken now by somebody with these posts.

    :raises StepRefused: see there.
    """
    step = STEPS[verb]
    if step.side != side or not set(step.posts) & set(posts):
        raise StepRefused("Langkah ini bukan wewenang jabatan Anda.")
    if not _is_open(verb, step, standing):
        raise StepRefused(f"Konsultasi ini sudah berubah: {word(standing.state).lower()}. Tidak ada yang diubah.")
    return step


def open_steps(side: str, posts: Collection[str], standing: Standing) -> list[str]:
    """What somebody with these posts may do now."""
    return [
        verb
        for verb, step in STEPS.items()
        if step.side == side and set(step.posts) & set(posts) and _is_open(verb, step, standing)
    ]


def acting_post(verb: str, posts: Collection[str]) -> str:
    """In which of their posts somebody takes a step; empty for another system."""
    return next((post for post in STEPS[verb].posts if post in posts), "")


def word(state: str) -> str:
    return STATE_WORDS[State(state)][0] if state in set(State) else state


def _is_open(verb: str, step: Step, standing: Standing) -> bool:
    if standing.state not in step.before:
        return False
    if verb == "selesai":
        # What must be mended is closed after it was; what nobody answered in time is closed because the law lets it take effect.
        if standing.state == State.TAKEN:
            return standing.is_lapsed
        return standing.state == State.FOLLOWED or not standing.needs_fix
    return True


def refuse_desk(deed: str, posts: Collection[str], state: str, person: int, writers: Collection[int]) -> None:
    """
    Let somebody act on the kecamatan's own draft, or say why not.

    :param deed: susun, periksakan, paraf, balikkan, tanda-tangan.
    :param person: an account, as `writers`: everybody who wrote in it.
    :raises StepRefused: see there.
    """
    allowed, states = _DESK[deed]
    if not set(allowed) & set(posts):
        raise StepRefused("Langkah ini bukan wewenang jabatan Anda.")
    if state not in states:
        raise StepRefused("Konsep ini sudah berpindah meja. Tidak ada yang diubah.")
    if deed in ("paraf", "tanda-tangan") and person in writers:
        raise StepRefused("Anda ikut menyusun konsepnya. Orang lain yang memeriksanya.")


_DESK = {
    "susun": (DRAFTERS, (DeskState.WRITING,)),
    "periksakan": (DRAFTERS, (DeskState.WRITING,)),
    "paraf": (CHECKERS, (DeskState.CHECKING,)),
    "balikkan": (CHECKERS, (DeskState.CHECKING, DeskState.SIGNING)),
    "tanda-tangan": (SIGNERS, (DeskState.SIGNING,)),
}


def open_deeds(posts: Collection[str], state: str, person: int, writers: Collection[int]) -> list[str]:
    """What somebody may do with the kecamatan's own draft now."""
    found = []
    for deed in _DESK:
        try:
            refuse_desk(deed, posts, state, person, writers)
        except StepRefused:
            continue
        found.append(deed)
    return found
