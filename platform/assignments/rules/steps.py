"""Which step may be taken in which state, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

ASSIGNMENT, JOINT = "assignment", "joint"
#: Sides of a matter, as the exchange names them: who began it, who was brought in.
FROM, TO = "FROM", "TO"


class StepRefused(ValueError):
    """The step cannot be taken in this state, or not by this side; somebody else was quicker, or it is over."""


class State(StrEnum):
    """Of an assignment in one village."""

    NEW = "baru"
    DOING = "dikerjakan"
    HANDED_IN = "diajukan"
    DONE = "selesai"
    RETURNED = "dikembalikan"
    WITHDRAWN = "dibatalkan"


class JointState(StrEnum):
    """Of what two villages have to do with each other."""

    RUNNING = "berjalan"
    PROPOSED = "diusulkan"
    DONE = "selesai"


LABELS: Mapping[str, str] = MappingProxyType(
    {
        State.NEW: "Baru",
        State.DOING: "Dikerjakan",
        State.HANDED_IN: "Menunggu diperiksa",
        State.DONE: "Selesai",
        State.RETURNED: "Dikembalikan",
        State.WITHDRAWN: "Dibatalkan",
        JointState.RUNNING: "Berjalan",
        JointState.PROPOSED: "Diusulkan selesai",
    }
)
TONES: Mapping[str, str] = MappingProxyType(
    {
        State.NEW: "",
        State.DOING: "info",
        State.HANDED_IN: "warn",
        State.DONE: "ok",
        State.RETURNED: "danger",
        State.WITHDRAWN: "",
        JointState.RUNNING: "info",
        JointState.PROPOSED: "warn",
    }
)


@dataclass(frozen=True)
class Step:
    """
    One step: in which states, by which side ("" for either), to which state and whose turn it is then.

    A state or turn of None stays; a turn of "" says that nobody has to act. `in_turn` asks that the side has to act now.
    """

    states: frozenset[str]
    side: str = ""
    state: str | None = None
    turn: str | None = None
    in_turn: bool = False


_OPEN = frozenset({State.NEW, State.DOING, State.HANDED_IN, State.RETURNED})
_TO_DO = frozenset({State.NEW, State.DOING, State.RETURNED})
_JOINT = frozenset({JointState.RUNNING, JointState.PROPOSED})
#: Only the kecamatan closes an assignment; a joint matter ends when one side proposes it and the other agrees.
STEPS: Mapping[str, Mapping[str, Step]] = MappingProxyType(
    {
        ASSIGNMENT: MappingProxyType(
            {
                "ambil": Step(frozenset({State.NEW}), TO, State.DOING, TO),
                "lapor": Step(_TO_DO, TO, State.HANDED_IN, FROM),
                "terima": Step(frozenset({State.HANDED_IN}), FROM, State.DONE, ""),
                "kembalikan": Step(frozenset({State.HANDED_IN}), FROM, State.RETURNED, TO),
                "perpanjang": Step(_OPEN, FROM),
                "tarik": Step(_OPEN, FROM, State.WITHDRAWN, ""),
                "catat": Step(_OPEN),
            }
        ),
        JOINT: MappingProxyType(
            {
                "tulis": Step(_JOINT),
                "usul": Step(frozenset({JointState.RUNNING}), state=JointState.PROPOSED),
                "setuju": Step(frozenset({JointState.PROPOSED}), state=JointState.DONE, turn="", in_turn=True),
                "lanjut": Step(frozenset({JointState.PROPOSED}), state=JointState.RUNNING, in_turn=True),
            }
        ),
    }
)
#: What each verb of a journal says.
SAID: Mapping[str, str] = MappingProxyType(
    {
        "tugaskan": "Tugas diberikan",
        "ambil": "Mulai dikerjakan",
        "lapor": "Laporan dikirim",
        "terima": "Laporan diterima, tugas selesai",
        "kembalikan": "Laporan dikembalikan",
        "perpanjang": "Tenggat diubah",
        "tarik": "Tugas dibatalkan",
        "catat": "Catatan",
        "mulai": "Urusan bersama dimulai",
        "tulis": "Catatan",
        "usul": "Diusulkan selesai",
        "setuju": "Disepakati selesai",
        "lanjut": "Belum selesai",
    }
)


def step(kind: str, verb: str, *, state: str, side: str, turn: str) -> tuple[str, str]:
    """
    The state and the turn after a step.

    :param kind: ASSIGNMENT or JOINT. :param side: who takes it, FROM or TO. :param turn: whose turn it is before.
    :raises StepRefused: see there.
    """
    wanted = STEPS[kind].get(verb)
    if wanted is None or state not in wanted.states or wanted.side not in ("", side):
        raise StepRefused(f"{verb} in {state}")
    if wanted.in_turn and turn != side:
        raise StepRefused(f"{verb} is for the other side")
    return wanted.state or state, _turn_after(kind, wanted, state, side, turn)


def steps_of(kind: str, *, state: str, side: str, turn: str) -> list[str]:
    """Every verb this side may say now."""
    found = []
    for verb in STEPS[kind]:
        try:
            step(kind, verb, state=state, side=side, turn=turn)
        except StepRefused:
            continue
        found.append(verb)
    return found


def _turn_after(kind: str, wanted: Step, state: str, side: str, turn: str) -> str:
    if wanted.turn is not None:
        return wanted.turn
    # Words between villages ask for an answer; a proposal to end stays with whoever has not agreed yet.
    if (kind == JOINT and state != JointState.PROPOSED) or wanted.in_turn:
        return TO if side == FROM else FROM
    return turn
