"""Whether a text would print, and in words for a clerk what keeps it from that."""

import difflib
from collections.abc import Iterator

from modules.service.rules.kind import Kind
from modules.service.rules.naskah import manners
from modules.service.rules.naskah.marks import (
    Body,
    Branch,
    Document,
    Fault,
    Heading,
    Line,
    Loop,
    Person,
    Place,
    Point,
    Rows,
    Spelling,
    Spot,
    TableOf,
    Test,
    Text,
)
from modules.service.rules.naskah.names import Name, Names, names_of
from modules.service.rules.naskah.reading import LONGEST, read
from modules.service.rules.naskah.values import Sort
from papers.refusal import PaperRefused
from papers.text import visible

_MOST = 30
_LONGEST_HINTED = 80


def check(text: str, kind: Kind, *, spelling: Spelling = Spelling.SHOWN) -> list[Fault]:
    """The first thirty things wrong with a text, in their order; none means that it prints."""
    document = read(text, spelling)
    if len(text) > LONGEST:
        return list(document.faults)
    found = _Checker(names_of(kind), spelling).faults(text, document)
    return sorted(found, key=lambda fault: (fault.is_warning, fault.line, fault.column))[:_MOST]


class _Checker:
    def __init__(self, names: Names, spelling: Spelling) -> None:
        self.names, self.spelling = names, spelling
        self.found: list[Fault] = []

    def faults(self, text: str, document: Document) -> list[Fault]:
        self.found = [*_unprintable(text), *document.faults]
        self._walk(document.body, group="", tested=())
        if not self.found and not document.body:
            self._fault(Spot(1, 1, 0, 0), "Naskah ini kosong. Tulis isi suratnya.")
        return self.found

    def _fault(self, spot: Spot, message: str, *, is_warning: bool = False) -> None:
        if len(self.found) < _MOST:
            self.found.append(Fault(spot.line, spot.column, message, is_warning))

    def _walk(self, body: Body, *, group: str, tested: tuple[str, ...]) -> None:
        for node in body:
            if len(self.found) >= _MOST:
                return
            if isinstance(node, Text):
                self._lines(node.lines, group, tested)
            elif isinstance(node, Point | Heading):
                self._lines((node.line,), group, tested)
            elif isinstance(node, Rows):
                self._lines(tuple(line for row in node.rows for line in row), group, tested)
            elif isinstance(node, Person):
                self._person(node, group)
            elif isinstance(node, Branch):
                self._branch(node, group, tested)
            else:
                self._each(node, group, tested)

    def _branch(self, node: Branch, group: str, tested: tuple[str, ...]) -> None:
        for test, arm in node.arms:
            key = self._test(test, group) if test else ""
            tested = (*tested, key)
            self._walk(arm, group=group, tested=tested)

    def _each(self, node: Loop | TableOf, group: str, tested: tuple[str, ...]) -> None:
        inner = self.names.group(node.group, self.spelling)
        if not inner:
            self._fault(node.spot, self._no_group(node.group))
        if group:
            self._fault(node.spot, "Pengulangan di dalam pengulangan tidak dapat dicetak.")
        if isinstance(node, Loop):
            self._walk(node.body, group=inner or "?", tested=tested)
        else:
            self._lines(tuple(line for column in node.columns for line in column), inner or "?", tested)
            if not node.columns:
                self._fault(node.spot, "Tabel ini belum memuat kolom. Tulis misalnya: Nama | {Nama}.")

    def _no_group(self, said: str) -> str:
        known = list(self.names.groups.values() if self.spelling == Spelling.SHOWN else self.names.groups)
        if not known:
            return "Surat ini tidak punya isian yang dapat diulang."
        return f"“{said[:40]}” bukan isian yang dapat diulang. Yang ada: {', '.join(known)}."

    def _person(self, node: Person, group: str) -> None:
        key = self.names.person(node.name, self.spelling)
        if not key:
            known = list(self.names.people.values() if self.spelling == Spelling.SHOWN else self.names.people)
            self._fault(node.spot, f"Tidak ada orang bernama “{node.name[:40]}”. Yang ada: {', '.join(known)}.")
        elif key in self.names.groups and group not in (key, "?"):
            self._fault(node.spot, f"Tulis di dalam [untuk setiap {node.name}].")

    def _lines(self, lines: tuple[Line, ...], group: str, tested: tuple[str, ...]) -> None:
        for line in lines:
            for piece in line:
                if isinstance(piece, Place):
                    self._place(piece, group, tested)

    def _place(self, place: Place, group: str, tested: tuple[str, ...]) -> None:
        name = self._known(place.name, place.spot, group)
        if name is None:
            return
        if name.sort == Sort.FACT:
            self._fault(place.spot, f"{{{place.name}}} hanya dapat dipakai di [jika …].")
        manner = manners.BY_KEY.get(place.manner)
        if place.manner and manner is None:
            self._fault(place.spot, f"Tidak ada cara tulis “{place.manner[:40]}”.")
        elif manner and not manner.fits(name.sort):
            self._fault(place.spot, f"“{manner.shown}” tidak cocok untuk {name.spelt(self.spelling)}.")
        elif name.asked and name.asked.when and not {name.key, name.asked.when.field} & set(tested):
            self._fault(
                place.spot,
                f"{name.spelt(self.spelling)} tidak selalu ditanyakan. Periksa suratnya tanpa isian itu.",
                is_warning=True,
            )

    def _known(self, said: str, spot: Spot, group: str) -> Name | None:
        name = self.names.named(said, self.spelling)
        if name is None:
            self._fault(spot, self._unknown(said))
        elif name.group and group != "?" and name.group not in (group, "*" if group else None):
            where = self.names.groups.get(name.group, "…")
            self._fault(spot, f"{{{said}}} hanya dapat dipakai di dalam [untuk setiap {where}].")
            return None
        return name

    def _unknown(self, said: str) -> str:
        if not said:
            return "Kurung {} ini kosong."
        before, colon, last = said.rpartition(":")
        if colon and self.names.named(before.strip(), self.spelling):
            near = difflib.get_close_matches(last.strip().casefold()[:_LONGEST_HINTED], manners.BY_SHOWN, n=1)
            hint = f" Maksud Anda “{near[0]}”?" if near else f" Yang ada: {', '.join(manners.BY_SHOWN)}."
            return f"Tidak ada cara tulis “{last.strip()[:40]}”.{hint}"
        known = {words.casefold(): words for words in self.names.spellings(self.spelling)}
        near = difflib.get_close_matches(said.casefold()[:_LONGEST_HINTED], known, n=1)
        hint = f" Maksud Anda {{{known[near[0]]}}}?" if near else ""
        return f"Tidak ada isian {{{said[:60]}}}.{hint}"

    def _test(self, test: Test, group: str) -> str:
        name = self._known(test.name, test.spot, group)
        if name is None:
            return ""
        for message in _test_faults(test, name, self.spelling):
            self._fault(test.spot, message)
        return name.key


def _test_faults(test: Test, name: Name, spelling: Spelling) -> Iterator[str]:
    if (name.sort == Sort.FACT) != (test.how == ""):
        example = f"[jika {test.name[:60]}]" if name.sort == Sort.FACT else f"[jika {test.name[:60]} diisi]"
        yield f"Syarat ini ditulis {example}."
    elif test.how in ("kurang dari", "paling sedikit"):
        value = test.values[0] if len(test.values) == 1 else ""
        if name.sort not in (Sort.NUMBER, Sort.MONEY) or not (value.isascii() and value.isdigit() and len(value) <= 12):
            yield f"“{test.how}” membandingkan isian angka dengan satu angka, misalnya: {test.how} 21."
    elif test.values and name.sort == Sort.CHOICE and name.asked:
        known = [key if spelling == Spelling.STORED else label for key, label in name.asked.choices]
        folded = {value.casefold() for value in known}
        strange = [value for value in test.values if value.casefold() not in folded]
        if strange:
            yield f"“{strange[0][:40]}” bukan pilihan {test.name[:60]}. Yang ada: {' | '.join(known)}."
    elif test.values and name.sort in (Sort.DATE, Sort.MONEY):
        yield f"“{test.how}” tidak cocok untuk {test.name[:60]}."


def _unprintable(text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isascii() and line.isprintable():
            continue
        try:
            visible(line, longest=LONGEST)
        except PaperRefused as error:
            yield Fault(number, _first_strange(line), str(error))


def _first_strange(line: str) -> int:
    for column, letter in enumerate(line, start=1):
        try:
            visible(letter, longest=1)
        except PaperRefused:
            return column
    return 1
