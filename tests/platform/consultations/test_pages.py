"""The pages of both sides: what a person sees, types, uploads and is told; each within its queries."""

import base64
from uuid import uuid4

import pytest
from conftest import NOON, office
from django.core.files.uploadedfile import SimpleUploadedFile
from samples.consultations import BUDGET, PASSPHRASE, PDF, a_book, a_pdf, checked, submitted, written

from archive import queries as archive
from consultations import actions, queries
from consultations.models import Draft
from exchange.matters import actions as matters
from exchange.matters.models import Matter, Parcel
from walls import current

pytestmark = pytest.mark.django_db
ASK = "/kantor/konsultasi/"


def file(name, data):
    return SimpleUploadedFile(name, data)


def typed(**more):
    return {
        "subject": "RAPBDes 2027",
        "text": "Mohon dievaluasi.",
        "q_tahun": "2027",
        "q_disepakati": "18-11-2026",
    } | more


@pytest.fixture
def draft(village, sari):
    return actions.begin_draft(key=uuid4(), topic="evaluasi-rapbdes", by=sari, at=NOON)


@pytest.fixture
def taken(village, district, sari, desk):
    matter = submitted(sari)
    with current.inside(district):
        actions.take_step(key=matter.key, verb="terima", by=desk.kasi, at=NOON)
    return matter


def test_a_secretary_writes_uploads_and_submits(village, district, sari, signed_in):
    page = signed_in(village, sari)
    began = page.post(f"{ASK}baru/", {"key": str(uuid4()), "topic": "evaluasi-rapbdes"})
    here = began["Location"]
    refused = page.post(here, typed(apa="ajukan"))
    assert refused.status_code == 422
    assert "Belum lengkap: Rancangan Perdes tentang APBDes (PDF), Berita acara" in refused.content.decode()
    files = {f"file_{name}": file(f"{name}.pdf", PDF) for name in ("rancangan", "kesepakatan", "rkpdes")}
    sent = page.post(here, typed(apa="ajukan", table=file("rekap.xlsx", a_book(BUDGET)), **files))

    assert sent["Location"] == f"{ASK}{Matter.objects.get().key}/"
    assert "Konsultasi diajukan ke kecamatan." in page.get(sent["Location"]).content.decode()
    assert page.get(here)["Location"] == sent["Location"]
    with current.inside(district):
        matters.hear_all(at=NOON)
        journal = queries.matters.journal(queries.consultation(Matter.objects.get().key))
        assert [line.amount for line in queries.figures_of(journal)] == [amount for _, _, amount in BUDGET]
        assert len(journal[0].files) == 3


def merged(sheet, book):
    sheet.merge_range(6, 2, 7, 2, 900_000_000)


def hollow(sheet, book):
    sheet.write_formula(6, 2, "=C8+C9", None, "")


@pytest.mark.parametrize(
    ("field", "name", "data", "words"),
    [
        ("table", "a.xlsx", lambda: a_book(BUDGET, change=merged), "sel digabung"),
        ("table", "a.xlsx", lambda: a_book(BUDGET, change=hollow), "rumusnya belum dihitung"),
        ("table", "a.xlsx", lambda: a_book([("4", "Pendapatan", "satu juta")]), "bukan rupiah bulat"),
        ("table", "a.xlsx", lambda: a_book([("4", "Gaji 3529115506850001", 5)]), "nomor seperti NIK"),
        ("table", "a.xlsx", lambda: a_book([("1.1.1", "Kas", 5)]), "bukan rekening (4, 5, 6) atau kegiatan"),
        ("table", "a.xlsx", lambda: a_book([], change=lambda sheet, book: sheet.write(1_000_000, 0, "4")), "1000001 baris"),
        ("table", "a.xlsx", lambda: b"PK\x03\x04 rusak", "Berkas rusak atau bukan"),
        ("table", "a.csv", lambda: b"4;Pendapatan;5\n" * 401, "Paling banyak 400"),
        ("table", "a.csv", lambda: b"x" * (2 * 1024 * 1024 + 1), "paling besar 2 MB"),
        ("file_rancangan", "a.pdf", lambda: b"MZ program", "JPEG, PNG, atau PDF"),
        ("file_rancangan", "a.pdf", lambda: a_pdf(script="app.alert(1)"), "program atau lampiran"),
        ("file_rancangan", "a.pdf", lambda: PDF[: len(PDF) // 2], "PDF ini rusak"),
        ("file_rancangan", "a.pdf", lambda: b"%PDF-" + bytes(40 * 1024 * 1024), "Berkas ini 40 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(draft, village, sari, signed_in, field, name, data, words):
    said = signed_in(village, sari).post(
        f"{ASK}konsep/{draft.key}/", typed(apa="simpan", **{field: file(name, data())})
    )

    assert said.status_code == 422
    assert words in said.content.decode()
    draft.refresh_from_db()
    assert (draft.words, draft.files) == ({}, [])


def test_negative_and_odd_amounts_are_read_and_told(draft, village, sari, signed_in):
    text = "4.; Pendapatan; Rp1.000.000,00\n5; ; 900000\n6; Pembiayaan; (100.000)\n4.1; PAD; -5\n5.1.2.01.03; terlalu dalam; 1"
    said = signed_in(village, sari).post(f"{ASK}konsep/{draft.key}/", typed(apa="simpan", typed=text), follow=True)
    draft.refresh_from_db()
    assert draft.words["figures"] == [
        ["4", "Pendapatan", 1_000_000], ["5", "Belanja", 900_000], ["6", "Pembiayaan", -100_000], ["4.1", "PAD", -5],
    ]  # fmt: skip
    assert "Rekening 4.1 PAD bernilai negatif." in said.content.decode()
    assert "Rekening 6 bernilai negatif." not in said.content.decode()


def test_a_draft_may_be_thrown_away_and_its_files_let_go(village, sari, signed_in):
    draft, page = written(sari), signed_in(village, sari)
    here = f"{ASK}konsep/{draft.key}/"
    page.post(here, {"apa": "lepas:rkpdes"})
    assert [one["attachment"] for one in Draft.objects.get().files] == ["rancangan", "kesepakatan", "pengantar"]
    page.post(here, {"apa": "buang"})
    assert not Draft.objects.exists()
    assert page.get(here).status_code == 404


def test_the_kecamatan_works_through_its_pages(taken, village, district, desk, signed_in):
    here = f"/konsultasi/{taken.key}/"
    kasi, sekcam = signed_in(district, desk.kasi), signed_in(district, desk.sekcam)
    answer = {"conclusion": "perbaikan", "text": "Perbaiki.", "checks": "umum", "note-5.3.5": "RAB", "note-9.9": "x"}
    answer |= {"verdict-5.3.5": "perbaiki", "verdict-4.2.1": "sesuai", "verdict-5.1": "bagus", "verdict-9.9": "sesuai"}
    kasi.post(here, answer | {"apa": "susun"})
    with current.inside(district):
        words = Draft.objects.get().words
        assert words["notes"] == {"5.3.5": "RAB"}
        assert words["verdicts"] == {"5.3.5": "perbaiki", "4.2.1": "sesuai"}
    assert kasi.get(f"{here}konsep.pdf").content.startswith(b"%PDF-")
    kasi.post(here, answer | {"apa": "periksakan"})
    assert "Lihat naskah" in kasi.get(here).content.decode()
    assert 'value="paraf"' not in kasi.get(here).content.decode()
    assert 'value="paraf"' in sekcam.get(here).content.decode()
    sekcam.post(here, {"apa": "balikkan", "reason": "Tambah dasar."})
    assert "Tambah dasar." in kasi.get(here).content.decode()
    kasi.post(here, answer | {"apa": "periksakan"})
    sekcam.post(here, {"apa": "paraf"})

    camat = signed_in(district, desk.camat, second_factor=True)
    wrong = camat.post(f"{here}tanda-tangan/", {"passphrase": "salah sekali"})
    assert (wrong.status_code, "salah" in wrong.content.decode()) == (422, True)
    signed = camat.post(f"{here}tanda-tangan/", {"passphrase": PASSPHRASE}, follow=True)
    assert "900.1.1.4/001/35.29.11/" in signed.content.decode()
    again = camat.post(f"{here}tanda-tangan/", {"passphrase": PASSPHRASE}, follow=True)
    assert "sudah berubah" in again.content.decode()
    # Without the second factor the camat is sent to prove it.
    assert "faktor-kedua" in signed_in(district, desk.camat).get(f"{here}tanda-tangan/")["Location"]


def test_without_a_certificate_the_camat_makes_one_first(taken, district, desk, signed_in):
    camat = signed_in(district, desk.camat, second_factor=True)
    camat.post("/konsultasi/sertifikat/", {"apa": "cabut"})
    assert camat.get(f"/konsultasi/{taken.key}/tanda-tangan/")["Location"] == "/konsultasi/sertifikat/"
    short = camat.post("/konsultasi/sertifikat/", {"passphrase": "pendek", "again": "pendek"})
    other = camat.post("/konsultasi/sertifikat/", {"passphrase": PASSPHRASE, "again": "lain sekali"})
    assert (short.status_code, other.status_code) == (422, 422)
    made = camat.post("/konsultasi/sertifikat/", {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    assert made["Location"] == "/konsultasi/"


def test_anybody_checks_the_paper_by_its_code(taken, district, desk, signed_in, client):
    with current.inside(district):
        checked(taken, desk)
        signed = actions.sign_answer(key=taken.key, passphrase=PASSPHRASE, by=desk.camat, at=NOON)
        pdf = archive.content_of(signed.document)
    here, host = f"/verifikasi/{signed.code.lower()}/", {"headers": {"host": district.host}}
    told = client.get(here, **host).content.decode()
    assert signed.number_text in told
    assert "RAPBDes 2027" not in told
    for data, words in ((pdf, "Asli, tidak berubah"), (pdf + b"x", "Bukan berkas yang sama")):
        assert words in client.post(here, {"file": file("k.pdf", data)}, **host).content.decode()
    assert [client.get(f"/verifikasi/{code}/", **host).status_code for code in ("ABCDEFGH", "0")] == [404, 404]


def test_files_are_opened_by_those_who_may_and_logged(
    taken, village, district, sari, budi, desk, signed_in, make_account
):
    with current.inside(district):
        waiting = Parcel.objects.filter(taken_at__isnull=True).first() or Parcel.objects.first()
    address = f"{taken.key}/berkas/{waiting.key}/"
    opened = signed_in(district, desk.kasi).get(f"/konsultasi/{address}")
    assert (opened.content, opened["Content-Disposition"][:10]) == (PDF, "attachment")
    assert signed_in(village, sari).get(f"{ASK}{address}").content == PDF
    kadus = make_account("kadus", "KADUS")
    assert signed_in(village, kadus).get(f"{ASK}{address}").status_code == 403
    other = office("35.29.10")
    with current.inside(other):
        stranger = make_account("lain", "KASI_PMD")
        answers = [
            signed_in(other, stranger).get(f"/konsultasi/{path}").status_code for path in (f"{taken.key}/", address)
        ]
    assert answers == [404, 404]
    with current.inside(district):
        opened_by = queries.Draft._meta.apps.get_model("audit", "Entry").objects.filter(action="document.open")
        assert list(opened_by.values_list("actor_id", flat=True)) == [desk.kasi.pk]


def test_lists_and_pages_stay_within_ten_queries(
    village, district, sari, desk, signed_in, django_assert_max_num_queries
):
    made = [submitted(sari, topic="bimbingan") for _ in range(4)] + [submitted(sari)]
    for here, account, prefix in ((village, sari, ASK), (district, desk.kasi, "/konsultasi/")):
        page = signed_in(here, account)
        page.get("/kantor/akun/")
        which = "?giliran=OTHER" if here is village else ""
        with django_assert_max_num_queries(10):
            listed = page.get(f"{prefix}{which}").content.decode()
        assert listed.count("RAPBDes 2027") == 5
        with django_assert_max_num_queries(10):
            page.get(f"{prefix}{made[-1].key}/")


def test_the_village_mends_and_hands_in_new_figures(taken, village, district, sari, desk, signed_in):
    with current.inside(district):
        actions.take_step(key=taken.key, verb="kembalikan", by=desk.kasi, at=NOON, text="Angka belanja keliru.")
    page, here = signed_in(village, sari), f"{ASK}{taken.key}/"
    assert "Angka belanja keliru." in page.get(here).content.decode()
    assert "Rekap anggaran baru" in page.get(f"{here}?langkah=ajukan-lagi").content.decode()
    page.post(here, {"apa": "ajukan-lagi", "text": "Sudah.", "table": file("b.csv", b"4;Pendapatan;7\n5;Belanja;7\n")})
    journal = queries.matters.journal(queries.consultation(taken.key))
    assert [(line.code, line.amount) for line in queries.figures_of(journal)] == [("4", 7), ("5", 7)]
    empty = page.post(here, {"apa": "tarik", "text": ""})
    assert (empty.status_code, queries.consultation(taken.key).state) == (422, "diterima")
    assert page.post(here, {"apa": "terima"}).status_code == 404


def test_another_system_asks_in_one_call_and_reads_what_became_of_it(village, district, sari, budi, desk, signed_in):
    page, key = signed_in(village, sari), str(uuid4())
    enclosed = [{"attachment": "permohonan", "name": "p.pdf", "content": base64.b64encode(PDF).decode()}]
    asked = {"key": key, "topic": "rekomendasi-perangkat", "subject": "Kepala Dusun", "text": "Mohon rekomendasi."}
    asked |= {"answers": {"tindakan": "Pengangkatan", "jabatan": "Kepala Dusun", "lain": "x"}, "files": enclosed}

    def post(who, **more):
        return who.post("/api/v1/konsultasi/", asked | more, content_type="application/json")

    assert post(page).json() == {"missing": ["Berita acara penjaringan, atau dasar pemberhentian (PDF)"]}
    assert not Draft.objects.exists()
    whole = [*enclosed, enclosed[0] | {"attachment": "berita-acara"}]
    assert post(page, files=[enclosed[0] | {"content": "bukan base64"}]).status_code == 400
    assert post(signed_in(village, budi), files=whole).status_code == 403
    made = [post(page, files=whole).json() for _ in range(2)]
    assert made[0] == made[1]
    with current.inside(district):
        reader = signed_in(district, desk.kasi)
        listed = reader.get("/api/v1/konsultasi/").json()["results"]
        assert [(one["key"], one["office"]) for one in listed] == [(made[0]["key"], "Desa Pragaan Laok")]
        told = reader.get(f"/api/v1/konsultasi/{made[0]['key']}/").json()
    assert (told["subject"], told["journal"][0]["files"][0]["name"]) == ("Kepala Dusun", "p.pdf")


def test_each_line_has_its_verdict_and_the_whole_agrees_with_them(taken, village, district, desk, signed_in, sari):
    here = f"/konsultasi/{taken.key}/"
    kasi = signed_in(district, desk.kasi)
    wrong = {
        "conclusion": "sesuai",
        "text": "",
        "apa": "periksakan",
        "verdict-5.3.5": "tidak-sesuai",
        "verdict-5.3": "perbaiki",
        "rest": "1",
    }
    kasi.post(here, wrong)
    said = kasi.get(here).content.decode()
    assert "Tulis catatan untuk Rekening 5.3 Belanja Modal, Rekening 5.3.5 Belanja Modal Jalan/Prasarana Jalan." in said
    assert "Kesimpulannya sesuai, tetapi 2 rekening belum." in said
    notes = {"conclusion": "perbaikan", "note-5.3.5": "Lampirkan RAB.", "note-5.3": "Ikut 5.3.5."}
    kasi.post(here, wrong | notes)
    with current.inside(district):
        draft = Draft.objects.get()
        assert draft.state == "CHECKING"
        assert len(draft.words["verdicts"]) == len(BUDGET)
        actions.check_answer(key=taken.key, by=desk.sekcam, at=NOON)
        actions.sign_answer(key=taken.key, passphrase=PASSPHRASE, by=desk.camat, at=NOON)
    with current.inside(village):
        matters.hear_all(at=NOON)
    page = signed_in(village, sari).get(f"{ASK}{taken.key}/").content.decode()
    assert ("Tidak sesuai" in page, f"{len(BUDGET) - 2} rekening sesuai." in page) == (True, True)


def test_a_budget_by_activity_is_submitted_and_judged_line_by_line(draft, village, sari, signed_in):
    rows = [
        *BUDGET,
        ("01", "Bidang Penyelenggaraan Pemerintahan Desa", 460_000_000),
        ("1.1.02 5.1", "Belanja Pegawai", 460_000_000),
    ]
    page = signed_in(village, sari).post(
        f"{ASK}konsep/{draft.key}/", typed(apa="simpan", table=file("rekap.xlsx", a_book(rows))), follow=True
    )
    assert (
        "Rekening 5 Belanja Rp1.560.000.000, menurut bidang Rp460.000.000, selisih Rp1.100.000.000."
        in page.content.decode()
    )
    draft.refresh_from_db()
    assert draft.words["figures"][-1] == ["01.01.02.5.1", "Belanja Pegawai", 460_000_000]
