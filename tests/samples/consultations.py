"""Consultations in every state: what a village asks, what a kecamatan answers, and a budget that is right."""

import io
from uuid import uuid4

import xlsxwriter
from conftest import NOON
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from consultations import actions, catalogue
from consultations.rules import figures
from exchange.matters.actions import File
from papers import actions as papers

PASSPHRASE = "kenari di pagar 9"
BUDGET = [
    ("4", "Pendapatan", 1_500_000_000), ("4.2", "Pendapatan Transfer", 1_500_000_000),
    ("4.2.1", "Dana Desa", 900_000_000), ("4.2.3", "Alokasi Dana Desa", 600_000_000),
    ("5", "Belanja", 1_560_000_000), ("5.1", "Belanja Pegawai", 460_000_000),
    ("5.1.1", "Penghasilan Tetap dan Tunjangan Kepala Desa", 60_000_000),
    ("5.1.2", "Penghasilan Tetap dan Tunjangan Perangkat Desa", 370_000_000), ("5.1.4", "Tunjangan BPD", 30_000_000),
    ("5.3", "Belanja Modal", 1_100_000_000), ("5.3.5", "Belanja Modal Jalan/Prasarana Jalan", 1_100_000_000),
    ("6", "Pembiayaan", 60_000_000), ("6.1", "Penerimaan Pembiayaan", 60_000_000), ("6.1.1", "SILPA Tahun Sebelumnya", 60_000_000),
]  # fmt: skip
RIGHT = figures.read([("Kode Rekening", "Uraian", "Anggaran"), *BUDGET])


def a_book(rows, *, change=None):
    """A workbook with these rows below the usual head; `change(sheet)` does more to it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rekap")
        sheet.write_row(0, 0, ("Rekap RAPBDes 2027",))
        for number, row in enumerate([("Kode Rekening", "Uraian", "Anggaran"), *rows], start=2):
            sheet.write_row(number, 0, row)
        if change:
            change(sheet, book)
    return out.getvalue()


def a_pdf(words="rancangan", *, script=""):
    """A small whole PDF; with a script it runs that when it is opened."""
    writer = PdfFileWriter()
    content = writer.add_object(generic.StreamObject(stream_data=b"% " + words.encode()))
    writer.insert_page(PageObject(contents=content, media_box=(0, 0, 200, 200)))
    if script:
        kind, code = generic.NameObject("/JavaScript"), generic.pdf_string(script)
        writer.root["/OpenAction"] = generic.DictionaryObject({pdf_name("/S"): kind, pdf_name("/JS"): code})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


PDF = a_pdf()


def certify(account, office):
    papers.issue_certificate(
        account=account, name=account.name, post="Camat", office_title=office.title, passphrase=PASSPHRASE, at=NOON
    )


def written(by, *, topic="evaluasi-rapbdes", at=NOON, figures=RIGHT, answers=None, files=True):
    """A complete question that nobody has submitted yet."""
    key = uuid4()
    draft = actions.begin_draft(key=key, topic=topic, by=by, at=at)
    known = {"tahun": "2027", "disepakati": "18 November 2026", "tindakan": "Pengangkatan", "jabatan": "Kepala Dusun",
             "bidang": "BPD", "tahap": "Tahap I", "jenis": "Peraturan Desa", "materi": "Pungutan"}  # fmt: skip
    draft = actions.keep_draft(
        key=key,
        subject="RAPBDes 2027",
        text="Mohon dievaluasi.",
        answers=answers or known,
        figures=figures,
        by=by,
        at=at,
    )
    asked = catalogue.named(topic).asked(draft.words["answers"]) if files else []
    for one in asked:
        actions.attach_file(
            key=key, attachment=one.key, file=File(f"{one.key}.pdf", "application/pdf", PDF), by=by, at=at
        )
    return draft


def submitted(by, *, at=NOON, **more):
    return actions.submit_draft(key=written(by, at=at, **more).key, by=by, at=at)


def drafted(matter, desk, *, at=NOON, conclusion="perbaikan", notes=None):
    """In the kecamatan: an answer ready to be checked."""
    actions.draft_answer(
        key=matter.key, conclusion=conclusion, text="Perbaiki rincian jalan.", notes=notes or {"5.3.5": "Lampirkan RAB."},
        checks=["rkpdes"], by=desk.kasi, at=at,
    )  # fmt: skip
    return actions.send_to_check(key=matter.key, by=desk.kasi, at=at)


def checked(matter, desk, *, at=NOON, **more):
    drafted(matter, desk, at=at, **more)
    return actions.check_answer(key=matter.key, by=desk.sekcam, at=at)
