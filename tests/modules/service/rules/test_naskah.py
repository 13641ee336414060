"""The language of letters: what it prints, what it refuses, and that no answer is ever obeyed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.service import kinds
from modules.service.rules import naskah
from modules.service.rules.naskah.marks import Place, Spot
from modules.service.rules.naskah.values import DOTS, Sort, Value
from papers.layout import Identities, Paragraph, Points, Table, Title

SOURCE = '''
slug = "uji"
title = "Surat Uji"
short_title = "Uji"
summary = "Untuk menguji."
category = "keterangan"
code_2022 = "1"
code_2012 = "2"
handler = "KASI_PELAYANAN"
order = 1
validity_days = 30
minutes = 30
requirements = []
text = """
Isi.
"""

[[groups]]
key = "shop"
title = "Usaha apa?"
short_title = "Usaha"
fields = [
  { key = "business_kind", label = "Jenis usaha" },
  { key = "business_name", label = "Nama usaha", required = false },
  { key = "income", label = "Penghasilan", type = "rupiah", most = 1000000000 },
  { key = "since", label = "Sejak", type = "date" },
  { key = "relation", label = "Hubungan", type = "choice", choices = [["AYAH", "Ayah"], ["LAIN", "Kakek, nenek, atau lainnya"]] },
  { key = "other", label = "Hubungan lainnya", when = { field = "relation", among = ["LAIN"] } },
  { key = "decile", label = "Desil", type = "number", officers_only = true, required = false },
]

[[groups]]
key = "heirs"
title = "Siapa ahli warisnya?"
short_title = "Ahli waris"
person = ["name", "nik", "relation"]
many = { least = 1, most = 5 }
'''
KIND = kinds.read_kind(SOURCE)
NAMES = naskah.names_of(KIND)
VALUES = {
    "business_kind": Value("Warung kelontong"),
    "business_name": Value(""),
    "income": Value("Rp1.250.000", 1250000, Sort.MONEY),
    "since": Value("18 November 2026", "2026-11-18", Sort.DATE, date(2026, 11, 20)),
    "relation": Value("Ayah", "AYAH", Sort.CHOICE),
    "other": Value(""),
    "subject.resident": Value("", True, Sort.FACT),
    "subject.age": Value("20", 20, Sort.NUMBER),
}
HEIRS = tuple(
    {"heirs.name": Value(name), "heirs.nik": Value(nik), "heirs.relation": Value(relation)}
    for name, nik, relation in (("Budi", "1", "anak"), ("Citra", "2", ""))
)
PEOPLE = {who: (("Nama", (Place(f"{who}.name", "upper", Spot(1, 1, 0, 0)),)),) for who in ("subject", "heirs")}
SOURCES = naskah.Sources(VALUES, {"heirs": HEIRS}, PEOPLE)


def paragraphs(text, values=VALUES):
    return [block.text for block in naskah.printed(text, naskah.Sources(values, {"heirs": HEIRS}))]


def faults(text, spelling=naskah.Spelling.SHOWN):
    return [(fault.line, fault.column, fault.message) for fault in naskah.check(text, KIND, spelling=spelling)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Usaha {business_kind:upper} berjalan.", "Usaha WARUNG KELONTONG berjalan."),
        ("Usaha {business_kind:inline} berjalan.", "Usaha warung kelontong berjalan."),
        ("{income} ({income:words})", "Rp1.250.000 (satu juta dua ratus lima puluh ribu rupiah)"),
        ("{since:day_and_date}", "Rabu, 18 November 2026"),
        ("{since:numeric}, hari {since:day}", "18-11-2026, hari Rabu"),
        ("{since:date_words}", "delapan belas bulan November tahun dua ribu dua puluh enam"),
        ("Usaha {business_name} itu.", "Usaha itu."),
        ("Usaha, {business_name}, itu.", "Usaha, itu."),
        ("Usaha ({business_name}) itu.", "Usaha itu."),
        ("Usaha {business_name}.", "Usaha."),
        ("{business_name}, itu", "itu"),
        ("di {business_kind}, {business_name}", "di Warung kelontong"),
        ("dua baris\n{business_name}\nsaja", "dua baris\nsaja"),
    ],
)
def test_a_line_is_filled_without_gaps(text, printed):
    assert paragraphs(text) == [printed]


def test_a_paragraph_without_words_is_none():
    assert paragraphs("{business_name}\n\nIsi.") == ["Isi."]


def test_what_begins_small_is_not_indented():
    first, second = naskah.printed("Anak dari:\n\ndan seorang ibu:", SOURCES)

    assert (first.indented, second.indented) == (True, False)


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ("subject.resident", True), ("business_name diisi", False), ("business_name tidak diisi", True),
        ("relation adalah AYAH | LAIN", True), ("relation bukan AYAH", False), ("subject.age kurang dari 21", True),
        ("subject.age paling sedikit 21", False), ("income paling sedikit 1000000", True),
    ],
)  # fmt: skip
def test_conditions(test, holds):
    assert paragraphs(f"[jika {test}]\nya\n[selain itu]\ntidak\n[selesai]") == ["ya" if holds else "tidak"]


def test_the_first_arm_that_holds_is_printed():
    text = "[jika business_name diisi]\nsatu\n[atau jika relation adalah AYAH]\ndua\n[atau jika subject.resident]\ntiga\n[selesai]"

    assert paragraphs(text) == ["dua"]


def test_rows_lists_tables_and_titles():
    text = (
        "[judul MEMERINTAHKAN]\n[rincian bernomor]\nNama usaha | {business_name}\nJenis | {business_kind:upper}\n[selesai]\n"
        "[untuk setiap heirs]\n{row_number}. {heirs.name}, {heirs.relation}\n[selesai]\n- satu\n"
        "[tabel setiap heirs]\nNo. | {row_number}\nNama | {heirs.name:upper}\n[selesai]"
    )

    title, rows, listed, dashes, table = naskah.printed(text, SOURCES)

    assert title == Title("MEMERINTAHKAN")
    assert isinstance(rows, Identities)
    assert rows.numbered
    assert [(row.label, row.value, row.strong) for row in rows.rows] == [
        ("Nama usaha", "-", False),
        ("Jenis", "WARUNG KELONTONG", True),
    ]
    assert listed == Points(("Budi, anak", "Citra"))
    assert dashes == Points(("satu",), numbered=False)
    assert table == Table(("No.", "Nama"), (("1", "BUDI"), ("2", "CITRA")))


def test_dots_of_a_draft_stay_dots_in_every_manner():
    dotted = {key: Value(DOTS, sort=value.sort) for key, value in VALUES.items()}

    assert paragraphs("{income:words} {since:day_and_date} {business_kind:upper}", dotted) == [f"{DOTS} {DOTS} {DOTS}"]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("Isi.\nUsaha {Jenis usah} ini.", 2, 7, "Tidak ada isian {Jenis usah}. Maksud Anda {Jenis usaha}?"),
        ("{Penghasilan: terbilng}", 1, 1, "Tidak ada cara tulis “terbilng”. Maksud Anda “terbilang”?"),
        ("{Jenis usaha: terbilang}", 1, 1, "“terbilang” tidak cocok untuk Jenis usaha."),
        ("{Desil}", 1, 1, "Tidak ada isian {Desil}."),
        ("{Pemohon: warga desa}", 1, 1, "{Pemohon: warga desa} hanya dapat dipakai di [jika …]."),
        ("{Ahli waris: NIK}", 1, 1, "{Ahli waris: NIK} hanya dapat dipakai di dalam [untuk setiap Ahli waris]."),
        ("Satu { dua", 1, 6, "Kurung { tidak berpasangan. Tulis seperti {Nama}."),
        ("Satu } dua", 1, 6, "Kurung } tidak berpasangan. Tulis seperti {Nama}."),
        ("[jika Nama usaha diisi]\nIsi.", 1, 1, "[jika] belum ditutup. Tambahkan baris [selesai]."),
        ("Isi.\n[selesai]", 2, 1, "[selesai] ini tidak menutup apa pun."),
        ("Isi.\n[selain itu]", 2, 1, "[selain itu] harus berada di antara [jika …] dan [selesai]."),
        ("[identitas Nenek]", 1, 1, "Tidak ada orang bernama “Nenek”. Yang ada: Pemohon, Ahli waris."),
        ("[identitas Ahli waris]", 1, 1, "Tulis di dalam [untuk setiap Ahli waris]."),
        ("[untuk setiap Usaha]\nIsi.\n[selesai]", 1, 1, "“Usaha” bukan isian yang dapat diulang. Yang ada: Ahli waris."),
        (
            "[jika Hubungan adalah Paman]\nIsi.\n[selesai]", 1, 1,
            "“Paman” bukan pilihan Hubungan. Yang ada: Ayah | Kakek, nenek, atau lainnya.",
        ),
        (
            "[jika Jenis usaha kurang dari 3]\nIsi.\n[selesai]", 1, 1,
            "“kurang dari” membandingkan isian angka dengan satu angka, misalnya: kurang dari 21.",
        ),
        ("[jika Nama usaha]\nIsi.\n[selesai]", 1, 1, "Syarat ini ditulis [jika Nama usaha diisi]."),
        ("[rincian]\nTanpa garis\n[selesai]", 2, 1, "Baris ini ditulis dengan garis tegak, misalnya: Nama | isi."),
        ("  \n", 1, 1, "Naskah ini kosong. Tulis isi suratnya."),
        ("Isi 😀.", 1, 5, "Ada huruf atau lambang yang tidak dapat dicetak: “😀” (U+1F600). Hapus atau ganti dahulu."),
        ("{Hubungan lainnya}", 1, 1, "Hubungan lainnya tidak selalu ditanyakan. Periksa suratnya tanpa isian itu."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_where_it_stands(text, line, column, words):
    assert (line, column, words) in faults(text)


def test_a_question_asked_under_a_condition_may_be_named_under_it():
    assert faults("[jika Hubungan adalah Kakek, nenek, atau lainnya]\n{Hubungan lainnya}\n[selesai]") == []


def test_an_unknown_mark_and_too_deep_a_nest_are_refused():
    deep = "[jika Pemohon: warga desa]\n" * 4 + "Isi.\n" + "[selesai]\n" * 4

    assert faults("[kalau hujan]\nIsi.")[0][2].startswith("Tanda [kalau hujan] tidak dikenal.")
    assert faults(deep) == [(4, 1, "Tanda di dalam tanda paling banyak 3 lapis.")]


def test_a_text_of_brackets_is_refused_and_not_read():
    assert faults("[{" * 50_000) == [(1, 1, "Naskah terlalu panjang: 100000 huruf, paling banyak 20000.")]
    assert len(faults("{a}" * 6_000)) <= 30
    assert len(faults("[jika x]\n" * 2_000)) <= 30


SHOWN = """Usaha {Jenis usaha: huruf kecil di depan}, {Pemohon: tempat, tanggal lahir}.

[identitas Pemohon]
[jika Hubungan adalah Kakek, nenek, atau lainnya | Ayah]
[untuk setiap Ahli waris]
{nomor}. {Ahli waris: nama lengkap: huruf besar}, {Ahli waris: hubungan keluarga}
[selesai]
[atau jika Pemohon: usia kurang dari 21]
[tabel setiap Ahli waris]
Nama | {Ahli waris: nama lengkap}
[selesai]
[selain itu]
Gaji | {Penghasilan: terbilang}
[selesai]"""


def test_a_clerks_text_is_stored_by_keys_and_comes_back_in_words():
    stored = naskah.to_stored(SHOWN, NAMES)

    assert faults(SHOWN) == []
    assert "{business_kind:inline}" in stored
    assert "[jika relation adalah LAIN | AYAH]" in stored
    assert "{heirs.name:upper}" in stored
    assert "[untuk setiap heirs]" in stored
    assert naskah.to_shown(stored, NAMES) == SHOWN


def test_a_renamed_question_breaks_no_stored_text():
    renamed = kinds.read_kind(SOURCE.replace('label = "Jenis usaha"', 'label = "Macam usaha"'))

    assert naskah.to_shown("{business_kind}", naskah.names_of(renamed)) == "{Macam usaha}"


plain = st.text(st.characters(codec="utf-8", exclude_characters="{}[]|\n\r", exclude_categories=("Cs",)), max_size=12)
keys = st.sampled_from([name.key for name in NAMES.all])
manner_keys = st.sampled_from(["", *(f":{key}" for key in naskah.manners.BY_KEY)])
places = st.builds(lambda key, manner: f"{{{key}{manner}}}", keys, manner_keys)
line = (
    st.lists(st.one_of(plain, places), max_size=4).map("".join).filter(lambda said: not said.lstrip().startswith("["))
)
heads = st.sampled_from(
    ["[identitas subject]", "[jika subject.resident]", "[jika relation adalah AYAH | LAIN]", "[jika business_name tidak diisi]",
     "[atau jika subject.age kurang dari 21]", "[selain itu]", "[selesai]", "[rincian]", "[rincian bernomor]",
     "[untuk setiap heirs]", "[tabel setiap heirs]", "[judul X]", "[apa ini]", "["]
)  # fmt: skip
texts = st.lists(st.one_of(line, heads), max_size=25).map("\n".join)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_words_and_keys_say_the_same(text):
    shown = naskah.to_shown(text, NAMES)

    assert naskah.to_stored(shown, NAMES) == text


@given(st.one_of(texts, st.text(max_size=200), st.text("[]{}|:\n ajik", max_size=300)))
@settings(max_examples=150, deadline=None)
def test_nothing_a_clerk_types_crashes(text):
    for spelling in naskah.Spelling:
        found = naskah.check(text, KIND, spelling=spelling)
        naskah.to_stored(text, NAMES)
        if spelling == naskah.Spelling.STORED and not [fault for fault in found if not fault.is_warning]:
            assert naskah.printed(text, SOURCES) is not None


@given(
    st.text("{}[]|:#$\\ \nabcjikselaitu.", min_size=1, max_size=60).filter(lambda said: said.strip() == said and said)
)
@settings(max_examples=150, deadline=None)
def test_no_answer_is_ever_a_mark(answer):
    values = {**VALUES, "business_kind": Value(answer)}
    text = "[jika business_kind diisi]\n[rincian]\nJenis | {business_kind}\n[selesai]\n[selesai]\nUsaha {business_kind} itu."

    rows, paragraph = naskah.printed(text, naskah.Sources(values))

    assert rows.rows[0].value == answer.strip(" ,")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == f"Usaha {answer} itu."
