"""All words of a paper in the order they are read, as `letters/<slug>.txt` keeps them."""

from collections.abc import Iterator

from papers.layout import Block, Identities, LetterPaper, Paragraph, Points, Table, Title


def told(paper: LetterPaper) -> str:
    return "\n".join(_lines(paper)) + "\n"


def words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case Identities():
                yield from (f"{row.label}: {row.value}" for row in block.rows)
            case Points():
                yield from block.items
            case Table():
                yield from (" | ".join(row) for row in (block.columns, *block.rows))
            case Title():
                yield block.text


def _lines(paper: LetterPaper) -> Iterator[str]:
    yield f"[{paper.shape}{'' if paper.has_letterhead else ', tanpa kop'}]"
    if paper.model:
        yield f"Model: {paper.model}"
    yield paper.title
    if paper.address:
        yield f"Sifat: {paper.address.confidentiality}; Lampiran: {paper.address.enclosures}; Hal: {paper.address.matter}"
        yield f"Kepada Yth. {' / '.join(paper.address.to)}"
    yield ""
    yield from words(paper.blocks)
    yield ""
    yield paper.closing
    if paper.signers:
        yield f"{paper.signed_as}: {', '.join(signer.name for signer in paper.signers)}{' (meterai)' if paper.needs_duty_stamp else ''}"
    if paper.witnesses:
        yield f"Saksi: {', '.join(witness.name for witness in paper.witnesses)}"
    if paper.acknowledgement:
        yield f"{paper.acknowledgement.heading} {paper.acknowledgement.post}"
    yield " ".join([*paper.signature.post_lines, paper.signature.name])
    if paper.copies:
        yield f"Tembusan: {'; '.join(paper.copies)}"
