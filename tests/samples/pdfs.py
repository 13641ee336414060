"""PDFs somebody might bring: a plain one, and those that do something by themselves, each in another hiding place."""

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter


def made(*objects: str) -> bytes:
    """A PDF with a page, and these objects beside it; `4 0 R` is the first of them, which the catalogue opens with."""
    opens = "/OpenAction 4 0 R" if objects else ""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"
    bodies = [f"<</Type/Catalog/Pages 2 0 R{opens}>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *objects]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    begin = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer\n<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{begin}\n%%EOF\n".encode()


PLAIN = made()


def _written(writer: PdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _script() -> generic.DictionaryObject:
    return generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
    )


def _packed() -> bytes:
    """The script lies in a stream of objects, unreadable to whoever only looks at the bytes."""
    writer = PdfFileWriter(stream_xrefs=True)
    content = writer.add_object(generic.StreamObject(stream_data=b"% kosong"))
    writer.insert_page(PageObject(contents=content, media_box=(0, 0, 200, 200)))
    box = writer.prepare_object_stream()
    writer.root["/OpenAction"] = writer.add_object(_script(), obj_stream=box)
    return _written(writer)


def _added_later() -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(PLAIN))
    writer.root["/OpenAction"] = writer.add_object(_script())
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _locked() -> bytes:
    writer = PdfFileWriter()
    content = writer.add_object(generic.StreamObject(stream_data=b"% kosong"))
    writer.insert_page(PageObject(contents=content, media_box=(0, 0, 200, 200)))
    writer.encrypt("rahasia", "rahasia")
    return _written(writer)


ACTIVE = {
    "a script": made("<</S/JavaScript/JS(app.alert(1))>>"),
    "a program to start": made("<</S/Launch/F(cmd.exe)>>"),
    "a script after a jump": made("<</S/GoTo/Next<</S/JavaScript/JS(x)>>>>"),
    "a list of scripts": made("[0]", "<</Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>>>"),
    "a form that is sent": made("<</S/SubmitForm/F(https://jahat.example)>>"),
    "a file elsewhere": made("<</S/GoToR/F(\\\\\\\\jahat.example\\\\x)>>"),
    "a file inside": made("[0]", "<</Names<</EmbeddedFiles<</Names[(a.exe)5 0 R]>>>>>>"),
    "a film": made("[0]", "<</Type/Annot/Subtype/RichMedia>>"),
    "a form with a program": made("[0]", "<</AcroForm<</XFA(x)>>>>"),
    "a name written in numbers": made("<</S/J#61vaScript/J#53(x)>>"),
    "a packed script": _packed(),
    "a script added later": _added_later(),
    "a nest without a floor": made("[" * 40 + "0" + "]" * 40),
}
BROKEN = {
    "cut off": PLAIN[: len(PLAIN) // 2],
    "only called so": b"%PDF-1.7 bukan pdf",
    "without pages": made().replace(b"/Pages 2 0 R", b"/Pagus 2 0 R"),
    "nothing but zeroes": b"%PDF-" + bytes(40_000),
    "locked": _locked(),
}
