"""What a village says to itself about its reports (pure): an earlier day, another desk, duties of its own. No day of others moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from submissions.rules import obligations
from submissions.rules.obligations import Obligation, ObligationWrong
from submissions.rules.terms import WRITTEN

#: Days; more would lie before the period is over.
MOST_EARLIER = 30
#: Periods of which it is remembered that they were done.
MOST_DONE = 60
#: Begins the code of each duty of a village's own, so that none is taken for one of the kabupaten.
PREFIX = "desa-"


@dataclass(frozen=True)
class Refined:
    """How the village holds itself to a duty of the kabupaten: so many days earlier, prepared by this post (empty: as published)."""

    earlier: int = 0
    post: str = ""

    def inside_on(self, due_on: date) -> date:
        """The day until which it has to lie ready; never after the last day."""
        return due_on - timedelta(days=self.earlier)


AS_PUBLISHED = Refined()


def read_refined(said: Mapping[str, Any]) -> Refined:
    """:raises ObligationWrong: it would loosen something, or is no number of days."""
    try:
        found = Refined(int(said.get("earlier") or 0), str(said.get("post") or ""))
    except (TypeError, ValueError) as error:
        raise ObligationWrong("Jumlah hari tidak terbaca.") from error
    if not 0 <= found.earlier <= MOST_EARLIER:
        raise ObligationWrong(f"Tenggat dalam desa 0 sampai {MOST_EARLIER} hari lebih awal, tidak pernah lebih lambat.")
    return found


def read_own(code: str, said: Mapping[str, Any]) -> Obligation:
    """
    A duty of the village alone: nothing of it is sent to the kecamatan or counted by anybody else.

    :raises ObligationWrong: it makes no sense, or its code could be one of the kabupaten.
    """
    if not code.startswith(PREFIX):
        raise ObligationWrong("Kode kewajiban desa berawalan “desa-”.")
    return obligations.read(code, {**said, "to_district": False, "formats": ()})


def done_of(said: Mapping[str, Any]) -> dict[str, date]:
    """period -> the day on which it was done; what cannot be read was not."""
    kept = said.get("done")
    found: dict[str, date] = {}
    for term, day in (kept if isinstance(kept, Mapping) else {}).items():
        try:
            found[term] = date.fromisoformat(day)
        except (TypeError, ValueError):
            continue
    return found


def with_done(done: Mapping[str, date], term: str, day: date | None) -> dict[str, str]:
    """The same with one period done on a day, or with None not done; the oldest are forgotten."""
    changed = {key: one for key, one in done.items() if key != term}
    if day is not None and WRITTEN.fullmatch(term):
        changed[term] = day
    kept = sorted(changed.items(), key=lambda item: item[1])[-MOST_DONE:]
    return {key: one.isoformat() for key, one in kept}
