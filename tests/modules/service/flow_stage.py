"""Where the machine of test_flow_machine plays: officers, residents and kinds, and a signer and a store that may fail at any moment."""

import itertools
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from accounts import actions as people
from accounts.models import Account
from archive.store import StoreUnavailable
from modules.service import actions
from modules.service.models import LetterEvent, LetterKind, State
from papers.signing import CannotSign, SignerAway, SignerRefused, WrongPassphrase

from .conftest import PASSPHRASE, SKCK, USAHA
from .rules.samples import ANSWERS

What = LetterEvent.What
#: From which state each step of a story leads where; None is no letter yet.
STEPS: dict[str, dict[Any, set[str]]] = {
    What.MADE: {None: {State.CHECKING}},
    What.SUBMITTED: {None: {State.CHECKING}},
    What.CHECKED: {State.CHECKING: {State.CHECKING, State.AWAITING}},
    What.INITIALED: {State.CHECKING: {State.AWAITING}},
    What.RETURNED: {State.CHECKING: {State.INCOMPLETE}, State.AWAITING: {State.INCOMPLETE}},
    What.COMPLETED: {State.INCOMPLETE: {State.CHECKING}},
    What.SIGNED: {State.AWAITING: {State.READY}},
    What.COLLECTED: {State.READY: {State.COLLECTED}},
    What.CANCELLED: {state: {State.CANCELLED} for state in State if state != State.CANCELLED},
    What.ESCALATED: {State.CHECKING: {State.CHECKING}},
}
APPROVALS = (What.CHECKED, What.INITIALED, What.SIGNED)
#: What a step may answer instead of happening; anything else is a fault.
REFUSALS = (
    actions.AnswersIncomplete, actions.AuthorityEnded, actions.AuthorityRefused, actions.DayTaken, actions.LetterClosed,
    actions.LetterNotReady, actions.LetterRepeats, actions.NoCertificate, actions.NotTheHead, actions.NotYours,
    actions.OwnLetter, actions.WrongAsker, WrongPassphrase, StoreUnavailable,
)  # fmt: skip
#: Of every post that checks, of every shape, with parties who sign, and the office's own.
KINDS = {
    "sk-usaha": USAHA,
    "pengantar-skck": SKCK,
    "sktm-umum": ANSWERS["sktm-umum"],
    "surat-kuasa": ANSWERS["surat-kuasa"],
    "sk-domisili": ANSWERS["sk-domisili"],
    "izin-keramaian": ANSWERS["izin-keramaian"],
    "surat-tugas": ANSWERS["surat-tugas"],
}
WRONG = "bukan-ini-kata-sandinya"


@dataclass
class Weather:
    """A signer that fails after so many papers, and a store that is there or not."""

    signer: str = "well"
    lasts: int = 0
    is_store_away: bool = False
    kept: dict[str, bytes] = field(default_factory=dict)
    papers: Any = field(default_factory=itertools.count)

    def sign(self, passphrase: str) -> bytes:
        """A paper like no other."""
        if passphrase != PASSPHRASE:
            raise WrongPassphrase
        if self.lasts == 0 and self.signer != "well":
            raise {"away": SignerAway("lama"), "refuses": SignerRefused("2031"), "breaks": CannotSign("x")}[self.signer]
        self.lasts -= 1
        return b"%%PDF-1.7 %d" % next(self.papers)

    def put(self, document: Any, content: bytes) -> None:
        if self.is_store_away:
            raise StoreUnavailable("lama")
        assert self.kept.setdefault(document.object_key, content) == content, "a kept paper is never written over"


def signer(weather: Weather, passphrase: str) -> Any:
    return SimpleNamespace(sign=lambda pdf, **how: weather.sign(passphrase))


def build(village, ani, make_resident, budi, gita, sari, citra, monkeypatch, at) -> SimpleNamespace:
    """The stage, in weather that can be changed: `stage.weather`."""
    weather = Weather()

    def unlock(*, certificate, passphrase, at):
        # A certificate of the village says at once that the passphrase is wrong; the authority at the first paper.
        if passphrase != PASSPHRASE:
            raise WrongPassphrase
        return signer(weather, passphrase)

    dewi = make_resident("DEWI", "3529115506850011")
    people.note_nik(account=budi, nik=ani.nik, by=citra, at=at)
    people.note_nik(account=citra, nik=dewi.nik, by=sari, at=at)
    # How a paper is set and signed is looked at elsewhere.
    monkeypatch.setattr("papers.actions.unlock", unlock)
    monkeypatch.setattr("papers.enrolment.signer", lambda account, passphrase: signer(weather, passphrase))
    monkeypatch.setattr("modules.service.actions.signing.typesetting.render_pdf", lambda paper: b"%PDF-1.7")
    monkeypatch.setattr("archive.store.put", weather.put)
    monkeypatch.setattr("accounts.limits.count", lambda *args, **kwargs: None)
    people_of = {account.username: account for account in Account.objects.prefetch_related("appointments")}
    return SimpleNamespace(
        weather=weather,
        officers=[people_of[name] for name in ("budi", "gita", "sari", "citra", "eka")],
        checkers=[people_of[name] for name in ("budi", "gita", "eka", "sari")],
        head=people_of["citra"],
        residents=[ani, dewi, make_resident("RINI", "3529115506850012")],
        niks={budi.pk: ani.nik, citra.pk: dewi.nik},
        kinds=[LetterKind.objects.get(slug=slug) for slug in KINDS],
    )
