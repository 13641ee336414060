"""From a tree and values to the blocks of a paper. A value is put in as it is: no mark in it means anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from modules.service.rules.naskah import manners
from modules.service.rules.naskah.marks import (
    Body,
    Branch,
    Heading,
    Line,
    Loop,
    Person,
    Place,
    Point,
    Rows,
    Spelling,
    TableOf,
    Test,
    Text,
)
from modules.service.rules.naskah.reading import ROW_NUMBER, read
from modules.service.rules.naskah.values import EMPTY, Sort, Value
from papers.layout import Block, Identities, Identity, Paragraph, Points, Table, Title

Values = Mapping[str, Value]
_AFTER_NOTHING = (",", ".", ";", ":", ")")
_COUNTER = ROW_NUMBER[Spelling.STORED]


@dataclass(frozen=True)
class Sources:
    """
    What a letter is printed from.

    :param values: key -> value.
    :param rows: repeatable group -> the values of each time it was answered, under the keys of its questions.
    :param people: person -> the lines of their particulars as label and place, the first of them their name.
    """

    values: Values
    rows: Mapping[str, tuple[Values, ...]] = field(default_factory=dict)
    people: Mapping[str, tuple[tuple[str, Line], ...]] = field(default_factory=dict)


def printed(text: str, sources: Sources) -> tuple[Block, ...]:
    """The blocks of a stored text that was checked; what has no value leaves no trace."""
    return tuple(_joined(_blocks(read(text).body, sources.values, sources)))


def fill(text: str, values: Values) -> str:
    """One stored line with its places filled."""
    pieces = [piece for node in read(text).body if isinstance(node, Text) for line in node.lines for piece in line]
    return _filled(tuple(pieces), values)


def _blocks(body: Body, values: Values, sources: Sources) -> Iterator[Block]:
    for node in body:
        if isinstance(node, Text):
            yield from _paragraph(node, values)
        elif isinstance(node, Point):
            if said := _filled(node.line, values):
                yield Points((said,), numbered=node.numbered)
        elif isinstance(node, Heading):
            if said := _filled(node.line, values):
                yield Title(said)
        elif isinstance(node, Person):
            yield from _identities(_rows(sources.people[node.name], values), numbered=False)
        elif isinstance(node, Rows):
            found = tuple((_filled(label, values), line) for label, line in node.rows)
            yield from _identities(_rows(found, values, keeps_empty=node.numbered), numbered=node.numbered)
        elif isinstance(node, TableOf):
            yield from _table(node, values, sources)
        elif isinstance(node, Loop):
            for row in _each(node.group, values, sources):
                yield from _blocks(node.body, row, sources)
        else:
            yield from _blocks(_arm(node, values), values, sources)


def _paragraph(node: Text, values: Values) -> Iterator[Paragraph]:
    said = "\n".join(line for line in (_filled(line, values) for line in node.lines) if line)
    if said:
        first = node.lines[0][0]
        # What begins small goes on from what stands above it.
        yield Paragraph(said, indented=not (isinstance(first, str) and first[:1].islower()))


def _rows(rows: tuple[tuple[str, Line], ...], values: Values, *, keeps_empty: bool = False) -> Iterator[Identity]:
    """Lines without a value go; those of a numbered form keep their number and say a dash."""
    for label, line in rows:
        places = [piece for piece in line if isinstance(piece, Place)]
        if places and not any(_written(place, values) for place in places):
            if keeps_empty:
                yield Identity(label, "-")
            continue
        said = _filled(line, values).strip(" ,")
        if said:
            yield Identity(label, said, strong=any(place.manner == "upper" for place in places))


def _identities(rows: Iterator[Identity], *, numbered: bool) -> Iterator[Identities]:
    found = tuple(rows)
    if found:
        yield Identities(found, numbered=numbered)


def _table(node: TableOf, values: Values, sources: Sources) -> Iterator[Table]:
    rows = tuple(tuple(_filled(line, row) for _, line in node.columns) for row in _each(node.group, values, sources))
    if rows:
        yield Table(tuple(_filled(label, values) for label, _ in node.columns), rows)


def _each(group: str, values: Values, sources: Sources) -> Iterator[Values]:
    for number, row in enumerate(sources.rows.get(group, ()), start=1):
        yield {**values, **row, _COUNTER: Value(str(number), number, Sort.NUMBER)}


def _arm(node: Branch, values: Values) -> Body:
    return next((body for test, body in node.arms if test is None or holds(test, values)), ())


def holds(test: Test, values: Values) -> bool:
    """Whether a condition is true of these values."""
    value = values.get(test.name, EMPTY)
    said = str(value.text if value.answer is None else value.answer)
    match test.how:
        case "":
            return value.answer is True
        case "diisi":
            return bool(value.text)
        case "tidak diisi":
            return not value.text
        case "adalah":
            return said in test.values
        case "bukan":
            return said not in test.values
    number = value.answer if isinstance(value.answer, int) else None
    if number is None:
        return False
    return number < int(test.values[0]) if test.how == "kurang dari" else number >= int(test.values[0])


def _filled(line: Line, values: Values) -> str:
    """The line as one text, without the spaces, commas and brackets that stood round an empty place."""
    said, is_open = "", False
    for piece in line:
        if isinstance(piece, Place):
            written = _written(piece, values)
            is_open = is_open or not written
            if written:
                said, is_open = said + written, False
        elif is_open:
            said, is_open = _without_gap(said, piece), False
        else:
            said += piece
    return (said.rstrip(" ,(") if is_open else said).strip()


def _without_gap(before: str, after: str) -> str:
    """Two pieces of a text that met because nothing stood between them."""
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1].rstrip(" "), after[1:]
    if after.startswith(",") and (not before or before.endswith(", ")):
        after = after[1:]
    elif before.endswith(", ") and after.startswith((".", ";", ":", ")")):
        before = before[:-2]
    if not before or before.endswith(" "):
        after = after.lstrip(" ")
    return before.rstrip(" ") + after if after.startswith(_AFTER_NOTHING) else before + after


def _written(place: Place, values: Values) -> str:
    return manners.written(values.get(place.name, EMPTY), place.manner)


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Points that follow each other are one list."""
    held: Points | None = None
    for block in blocks:
        if held and isinstance(block, Points) and block.numbered == held.numbered:
            held = Points(held.items + block.items, numbered=held.numbered)
            continue
        if held:
            yield held
        held = block if isinstance(block, Points) else None
        if held is None:
            yield block
    if held:
        yield held
