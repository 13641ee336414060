"""A village counted with a pencil: one record after the other, by nothing of what the product counts with."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from registry.models import Hamlet, Resident
from registry.rules import nik, people

#: Is foreign, and the sex: the order of LAMPID and of the statistics. Foreign is who has a foreign citizenship alone.
CELLS = ((False, 1), (False, 2), (True, 1), (True, 2))
Four = tuple[int, ...]


def cell(citizenship: int | None, sex: int) -> tuple[bool, int]:
    return citizenship == 2, sex


def four(counted: Counter[tuple[bool, int]]) -> Four:
    """WNI men and women, then WNA men and women."""
    return tuple(counted[one] for one in CELLS)


class Pencil:
    """Who lives here by the records as they are now."""

    def __init__(self) -> None:
        living = list(Resident.objects.filter(status=1))
        self.permanent = [one for one in living if one.residency == 1]
        self.temporary = [one for one in living if one.residency == 2]
        self.people = self._four(self.permanent)
        self.heads = self._four([one for one in self.permanent if one.relation == 1])

    def _four(self, residents: list[Resident]) -> Four:
        return four(Counter(cell(one.citizenship, one.sex) for one in residents))

    @property
    def total(self) -> int:
        return sum(self.people)

    @property
    def families(self) -> int:
        return sum(self.heads)

    @property
    def men(self) -> int:
        return self.people[0] + self.people[2]

    @property
    def women(self) -> int:
        return self.people[1] + self.people[3]

    @property
    def heads_by_sex(self) -> tuple[int, int]:
        return self.heads[0] + self.heads[2], self.heads[1] + self.heads[3]

    def by_hamlet(self) -> dict[str, tuple[Four, int]]:
        """The four numbers and the families of each hamlet anybody lives in; of no hamlet under an empty name."""
        names = dict(Hamlet.objects.values_list("pk", "name"))
        places: dict[int | None, list[Resident]] = {}
        for one in self.permanent:
            places.setdefault(one.hamlet_id, []).append(one)
        return {
            names[pk] if pk else "": (self._four(here), sum(one.relation == 1 for one in here))
            for pk, here in places.items()
        }

    def card_unrecorded(self, day: date) -> tuple[int, int]:
        """Those who must hold a card and of whom nothing says that they were recorded, among all who must."""
        due = [one for one in self.permanent if self._is_due(one, day)]
        return sum(one.recording in (None, 1, 2) for one in due), len(due)

    def _is_due(self, one: Resident, day: date) -> bool:
        return people.must_hold_card(born_on=one.born_on, marital=one.marital, citizenship=one.citizenship, on=day)

    def birth_certificates(self, day: date) -> tuple[int, int]:
        """Those under 18 with a birth certificate, among all of them."""
        children = [one for one in self.permanent if people.age_on(one.born_on, day) < 18]
        return sum(bool(one.birth_certificate) for one in children), len(children)

    def possible_niks(self) -> tuple[int, int]:
        """Those with a NIK that can be a lasting one, among all."""
        return self._share(lambda one: bool(one.nik) and nik.check_nik(one.nik).is_accepted)

    def _share(self, wanted: Callable[[Resident], bool]) -> tuple[int, int]:
        return sum(wanted(one) for one in self.permanent), len(self.permanent)
