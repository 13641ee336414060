"""Reading the log as a judge: is it whole?"""

from collections.abc import Iterator
from dataclasses import dataclass

from audit import chain
from audit.models import Entry, Head
from audit.writing import PURPOSE
from walls import keys


@dataclass(frozen=True)
class Verdict:
    """`fault` is empty for a whole log, else it names the first bad entry. `anchor` can be kept elsewhere and asked for later."""

    length: int
    anchor: str
    fault: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.fault


def verify(*, anchor: str = "") -> Verdict:
    """
    Recompute the whole chain of the current office.

    :param anchor: `<length>:<seal>` printed by an earlier verification; the log must still contain that state.
    """
    key, previous, count = keys.derive(PURPOSE), "", 0
    wanted_at, _, wanted_mac = anchor.partition(":")
    for entry in _entries():
        count += 1
        if entry.id != count:
            return Verdict(count, "", f"Catatan nomor {count} hilang atau disisipi: berikutnya bernomor {entry.id}.")
        if entry.mac != chain.mac_of(key, previous, entry):
            return Verdict(count, "", f"Catatan nomor {count} diubah atau disisipkan.")
        if wanted_at == str(count) and wanted_mac != entry.mac:
            return Verdict(count, "", f"Catatan nomor {count} bukan yang dijangkarkan.")
        previous = entry.mac
    head = Head.objects.filter(id=1).first()
    if head is None:
        return Verdict(count, "", "Kepala catatan hilang.")
    if (head.length, head.last_mac) != (count, previous) or head.seal != chain.seal_of(key, count, previous):
        return Verdict(count, "", f"Catatan terpotong: kepala menyebut {head.length}, ada {count}.")
    if wanted_at and int(wanted_at) > count:
        return Verdict(count, "", f"Catatan terpotong: jangkar menyebut {wanted_at}, ada {count}.")
    return Verdict(count, f"{count}:{previous}")


def _entries() -> Iterator[Entry]:
    last = 0
    while batch := list(Entry.objects.filter(id__gt=last).order_by("id")[:2000]):
        yield from batch
        last = batch[-1].id
