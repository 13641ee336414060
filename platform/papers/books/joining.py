"""One PDF out of several parts of the same book."""

import io
from collections.abc import Sequence

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer


def joined(parts: Sequence[bytes]) -> bytes:
    """The first part with the page trees of the others hung behind its own; its title, dates and declarations stay."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(parts[0])))
    branches = [writer.root.raw_get("/Pages")]
    for part in parts[1:]:
        # The whole tree at once, so that the pages of a part go on sharing their fonts.
        branches.append(writer.import_object(PdfFileReader(io.BytesIO(part)).root.raw_get("/Pages")))
    count = sum(int(branch.get_object()["/Count"]) for branch in branches)
    trunk = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Pages"),
            pdf_name("/Kids"): ArrayObject(branches),
            pdf_name("/Count"): NumberObject(count),
        }
    )
    reference = writer.add_object(trunk)
    for branch in branches:
        branch.get_object()[pdf_name("/Parent")] = reference
    writer.root[pdf_name("/Pages")] = reference
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
