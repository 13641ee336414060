"""Which address each office of a list gets: what was typed, when it can be had, else a proposal (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tenants import names

#: Of the candidates of one office; the opening itself knows more, which nobody needs to read.
PROPOSED = 3


@dataclass(frozen=True)
class Ground:
    """
    What is known of the codes a list names.

    `hosts` are the subdomains among those asked for or proposed that nobody may have; True where one rests.
    """

    own_code: str
    names: Mapping[str, str]
    opened: frozenset[str]
    hosts: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of a list: its number as the spreadsheet shows it, its cells by heading, and what is wrong with it."""

    number: int
    cells: dict[str, str]
    problems: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.cells.get("kode", "")

    @property
    def label(self) -> str:
        """The subdomain that was typed."""
        return self.cells.get("alamat", "")

    @property
    def problem(self) -> str:
        return " ".join(self.problems)[:500]


def candidates(code: str, kind: str, known: Mapping[str, str]) -> list[str]:
    """The subdomains to propose for a region, best first; none while its name is unknown."""
    if code not in known:
        return []
    above = [code.rpartition(".")[0], code[:5]] if kind == "village" else [code[:5]]
    bare = [names.bare("regency" if len(one) == 5 else "", known.get(one, "")) for one in above]
    return names.host_candidates(kind, known[code], bare, code)[:PROPOSED]


def settle(lines: Sequence[Line], kinds: Mapping[str, str], ground: Ground) -> Iterator[Line]:
    """Give each good line its address, or say what is wrong with the one it asked for and which is free."""
    given: dict[str, Line] = {}
    for line in lines:
        if line.label and not line.problems and not _trouble(line, kinds, ground, given):
            given[line.label] = line
    for line in lines:
        if line.problems or given.get(line.label) is line:
            yield line
            continue
        offered = candidates(line.code, kinds[line.code], ground.names)
        free = next((label for label in offered if label not in ground.hosts and label not in given), "")
        if line.label:
            words = f"Alamat {_trouble(line, kinds, ground, given)}"
            yield replace(line, problems=(f"{words} Usul: {free}." if free else words,))
        else:
            given |= {free: line} if free else {}
            yield replace(line, cells=line.cells | {"usul": free})


def _trouble(line: Line, kinds: Mapping[str, str], ground: Ground, given: Mapping[str, Line]) -> str:
    label = line.label
    if trouble := names.label_trouble(label, kinds[line.code]):
        return trouble
    if label in ground.hosts:
        resting = "masih diistirahatkan; dulu dipakai kantor yang berganti nama atau dihapus."
        return f"{label} {resting if ground.hosts[label] else 'sudah dipakai kantor lain.'}"
    return f"{label} sudah diminta baris {given[label].number}." if label in given else ""
