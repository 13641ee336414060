"""
From lines to a tree, in one pass over the lines; what cannot be understood becomes a fault and is left out.

A mark stands in brackets on a line of its own, a place in braces within a line. Nothing else means anything.
"""

import re
from functools import lru_cache

from modules.service.rules.naskah import manners
from modules.service.rules.naskah.marks import (
    Body,
    Branch,
    Document,
    Fault,
    Head,
    Heading,
    Line,
    Loop,
    Node,
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

LONGEST = 20_000
DEEPEST = 3
_MOST_FAULTS = 30
ROW_NUMBER = {Spelling.STORED: "row_number", Spelling.SHOWN: "nomor"}
_NUMBERED = re.compile(r"[0-9]{1,2}[.)] +")
_TEST = re.compile(
    r"(?P<name>.+?) (?:(?P<how>adalah|bukan|kurang dari|paling sedikit) (?P<values>.+)|(?P<said>tidak diisi|diisi))", re.IGNORECASE
)  # fmt: skip
_HEADS = (
    "selesai", "selain itu", "rincian bernomor", "rincian",
    "identitas", "atau jika", "jika", "untuk setiap", "tabel setiap", "judul",
)  # fmt: skip
_ALONE = {"selesai", "selain itu", "rincian bernomor", "rincian"}


@lru_cache(maxsize=512)
def read(text: str, spelling: Spelling = Spelling.STORED) -> Document:
    """The tree of a text; a text of more than LONGEST characters is not read at all."""
    if len(text) > LONGEST:
        return Document((), (), (Fault(1, 1, f"Naskah terlalu panjang: {len(text)} huruf, paling banyak {LONGEST}."),))
    return _Reader(text, spelling).read()


class _Open:
    """A block that is not finished yet."""

    def __init__(self, head: Head, *, is_kept: bool) -> None:
        self.head, self.is_kept = head, is_kept
        self.nodes: list[Node] = []
        self.rows: list[tuple[Line, Line]] = []
        self.arms: list[tuple[Test | None, Body]] = []
        self.test: Test | None = head.test

    @property
    def takes_rows(self) -> bool:
        return self.head.words in ("rincian", "rincian bernomor", "tabel setiap")

    def end_arm(self) -> None:
        self.arms.append((self.test, tuple(self.nodes)))
        self.nodes = []

    def closed(self) -> Node:
        if self.head.words == "tabel setiap":
            return TableOf(self.head.name, tuple(self.rows), self.head.spot)
        if self.takes_rows:
            return Rows(tuple(self.rows), numbered=self.head.words == "rincian bernomor")
        if self.head.words == "untuk setiap":
            return Loop(self.head.name, tuple(self.nodes), self.head.spot)
        self.end_arm()
        return Branch(tuple(self.arms))


class _Reader:
    def __init__(self, text: str, spelling: Spelling) -> None:
        self.text, self.spelling = text, spelling
        self.marks: list[Place | Head] = []
        self.faults: list[Fault] = []
        self.open: list[_Open] = []
        self.top: list[Node] = []
        self.paragraph: list[Line] = []
        self.number = self.offset = 0

    def read(self) -> Document:
        for line in self.text.split("\n"):
            self.number += 1
            self._take(line)
            self.offset += len(line) + 1
        self._end_paragraph()
        for block in reversed(self.open):
            spot = block.head.spot
            self._fault(spot.line, spot.column, f"[{block.head.words}] belum ditutup. Tambahkan baris [selesai].")
        return Document(tuple(self.top), tuple(self.marks), tuple(self.faults))

    def _fault(self, line: int, column: int, message: str) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(line, column, message))

    @property
    def _nodes(self) -> list[Node]:
        return self.open[-1].nodes if self.open else self.top

    def _end_paragraph(self) -> None:
        if self.paragraph:
            self._nodes.append(Text(tuple(self.paragraph)))
            self.paragraph = []

    def _take(self, line: str) -> None:
        bare = line.strip()
        if not bare:
            self._end_paragraph()
        elif bare.startswith("["):
            self._end_paragraph()
            self._take_head(line, bare)
        elif self.open and self.open[-1].takes_rows:
            self._take_row(line)
        else:
            self._take_text(line, bare)

    def _take_row(self, line: str) -> None:
        start = len(line) - len(line.lstrip())
        bar = _bar_outside_places(line)
        if bar < 0:
            self._fault(self.number, start + 1, "Baris ini ditulis dengan garis tegak, misalnya: Nama | isi.")
            return
        self.open[-1].rows.append((self._line(line, start, bar), self._line(line, bar + 1, len(line))))

    def _take_text(self, line: str, bare: str) -> None:
        start = line.index(bare)
        found = _NUMBERED.match(bare)
        counted = f"{{{ROW_NUMBER[self.spelling]}}}. "
        if found or bare.startswith(("- ", counted)):
            self._end_paragraph()
            if bare.startswith(counted):
                # It counts by being there; a place it is only to the translation.
                spot = Spot(self.number, start + 1, self.offset + start, self.offset + start + len(counted) - 2)
                self.marks.append(Place(ROW_NUMBER[self.spelling], "", spot))
            skipped = found.end() if found else len(counted) if bare.startswith(counted) else 2
            self._nodes.append(Point(self._line(line, start + skipped, len(line)), numbered=not bare.startswith("- ")))
            return
        self.paragraph.append(self._line(line, start, len(line)))

    def _line(self, line: str, start: int, end: int) -> Line:
        """The pieces of a line: words as they are, and places."""
        while end > start and line[end - 1] in " \t\r":
            end -= 1
        while start < end and line[start] in " \t":
            start += 1
        pieces: list[str | Place] = []
        at = start
        while at < end:
            brace = _first(line, "{}", at, end)
            if brace > at:
                pieces.append(line[at:brace])
            if brace == end:
                break
            at = self._take_brace(line, brace, end, pieces)
        return tuple(pieces)

    def _take_brace(self, line: str, brace: int, end: int, pieces: list[str | Place]) -> int:
        close = _first(line, "{}", brace + 1, end)
        if line[brace] == "}" or close == end or line[close] == "{":
            what = "{" if line[brace] == "{" else "}"
            self._fault(self.number, brace + 1, f"Kurung {what} tidak berpasangan. Tulis seperti {{Nama}}.")
            return brace + 1
        spot = Spot(self.number, brace + 1, self.offset + brace, self.offset + close + 1)
        name, manner = self._name_and_manner(line[brace + 1 : close])
        place = Place(name, manner, spot)
        pieces.append(place)
        self.marks.append(place)
        return close + 1

    def _name_and_manner(self, inner: str) -> tuple[str, str]:
        squeezed = " ".join(inner.split())
        if self.spelling == Spelling.STORED:
            name, _, manner = squeezed.partition(":")
            return name.strip(), manner.strip()
        name, colon, last = squeezed.rpartition(":")
        known = manners.BY_SHOWN.get(last.strip().casefold())
        return (name.strip(), known.key) if colon and known else (squeezed, "")

    def _take_head(self, line: str, bare: str) -> None:
        start = line.index("[")
        spot = Spot(self.number, start + 1, self.offset + start, self.offset + start + len(bare))
        inner = " ".join(bare[1:-1].split()) if bare.endswith("]") else ""
        words = next((words for words in _HEADS if _begins(inner, words)), "")
        rest = inner[len(words) :].strip()
        if not words or bool(rest) == (words in _ALONE):
            known = "jika, selain itu, rincian, identitas, untuk setiap, tabel setiap, judul, selesai"
            self._fault(self.number, start + 1, f"Tanda {bare[:40]} tidak dikenal. Yang ada: {known}.")
            return
        if words == "judul":
            closing = line.rindex("]")
            self._nodes.append(Heading(self._line(line, start + 1 + len("judul"), closing)))
            return
        test = _test(rest, spot) if words in ("jika", "atau jika") else None
        head = Head(words, "" if test else rest, test, spot)
        self.marks.append(head)
        self._place_head(head)

    def _place_head(self, head: Head) -> None:
        spot = head.spot
        if self.open and self.open[-1].takes_rows and head.words != "selesai":
            self._fault(
                spot.line,
                spot.column,
                f"[{self.open[-1].head.words}] hanya memuat baris. Tutup dahulu dengan [selesai].",
            )
        elif head.words in ("selain itu", "atau jika"):
            self._next_arm(head)
        elif head.words == "selesai":
            if self.open:
                self._close()
            else:
                self._fault(spot.line, spot.column, "[selesai] ini tidak menutup apa pun.")
        elif head.words == "identitas":
            self._nodes.append(Person(head.name, spot))
        else:
            # One too deep is opened all the same, so that its [selesai] closes no other; but nothing of it is kept.
            is_kept = len(self.open) < DEEPEST
            if not is_kept:
                self._fault(spot.line, spot.column, f"Tanda di dalam tanda paling banyak {DEEPEST} lapis.")
            self.open.append(_Open(head, is_kept=is_kept))

    def _close(self) -> None:
        block = self.open.pop()
        if block.is_kept:
            self._nodes.append(block.closed())

    def _next_arm(self, head: Head) -> None:
        block = self.open[-1] if self.open else None
        if block is None or block.head.words != "jika":
            self._fault(
                head.spot.line, head.spot.column, f"[{head.words}] harus berada di antara [jika …] dan [selesai]."
            )
        elif block.test is None:
            self._fault(head.spot.line, head.spot.column, f"[{head.words}] tidak boleh sesudah [selain itu].")
        else:
            block.end_arm()
            block.test = head.test


def _begins(inner: str, words: str) -> bool:
    return inner.casefold() == words or inner.casefold().startswith(f"{words} ")


def _test(said: str, spot: Spot) -> Test:
    found = _TEST.fullmatch(said)
    if not found:
        return Test(said, "", (), spot)
    if found["said"]:
        return Test(found["name"], found["said"].casefold(), (), spot)
    values = tuple(value.strip() for value in found["values"].split("|"))
    return Test(found["name"], found["how"].casefold(), values, spot)


def _bar_outside_places(line: str) -> int:
    inside = False
    for at, letter in enumerate(line):
        if letter == "{":
            inside = True
        elif letter == "}":
            inside = False
        elif letter == "|" and not inside:
            return at
    return -1


def _first(line: str, letters: str, start: int, end: int) -> int:
    found = [at for at in (line.find(letter, start, end) for letter in letters) if at >= 0]
    return min(found, default=end)
