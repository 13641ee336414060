"""
`make smoke`: the main job, walked over HTTP against the running demo.

A kabupaten opens a village, its secretary invites the others, residents come in from a file, Ani asks for a letter, it is checked,
initialed, signed and numbered, its PDF lies in the store and is verified, an edited copy is not, and the kecamatan counts it. Each run
opens the next village that has no office yet.
"""

import io
import json
import re
import sys
import time
from datetime import date
from pathlib import Path

from tests.smoke import story
from tests.smoke.browser import Visitor

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
PASSWORD, PASSPHRASE = "gading-sore-melintas-42", "pena-biru-di-balai-desa"
ANSWERS = {
    "business_kind": "Warung kelontong",
    "since_year": "2019",
    "purpose": "Pengajuan KUR",
    "phone": "081234567890",
}


def main() -> int:
    began = time.monotonic()
    try:
        walk()
    except (story.Stuck, LookupError, OSError) as problem:
        print(f"GAGAL: {problem}", file=sys.stderr)
        return 1
    print(f"Selesai: pekerjaan utama berjalan dari awal sampai akhir dalam {time.monotonic() - began:.0f} detik.")
    return 0


def say(step: str) -> None:
    print(f"- {step}", flush=True)


def walk() -> None:
    port = int(re.search(r"KENTONGAN_PORT=(\d+)", (ROOT / ".local" / "env").read_text())[1])  # type: ignore[index]
    password = json.loads((ROOT / ".local" / "demo-secrets.json").read_text())["password"]

    regency = story.sign_in("kab-sumenep.localhost", port, "kabupaten", password)
    host, name, link = open_next_village(regency)
    say(f"kabupaten membuka Desa {name}: http://{host}:{port}")
    story.accept_invitation(link, PASSWORD)
    secretary = story.sign_in(host, port, "sekdes.contoh", PASSWORD)
    story.prove_second_factor(secretary)
    posts = ["KASI_PELAYANAN", "KASI_PEMERINTAHAN", "OPERATOR"]
    story.accept_invitation(story.invite(secretary, "operator", "Operator Contoh", posts), PASSWORD)
    story.accept_invitation(story.invite(secretary, "kades", "Kades Contoh", ["KADES"]), PASSWORD)
    clerk = story.sign_in(host, port, "operator", PASSWORD)
    head = story.sign_in(host, port, "kades", PASSWORD)
    story.prove_second_factor(head)
    say("sekdes, operator dan kades masuk ke subdomain desanya")

    resident = bring_in(clerk)
    say("berkas penduduk diperiksa dan disimpan")
    code = story.ask_for_letter(host, port, "sk-usaha", resident, ANSWERS)
    say(f"warga mengajukan surat tanpa akun, kode layanan {code}")

    letter = story.letter_waiting(clerk)
    story.press(clerk, letter, "/periksa/")
    story.press(secretary, letter, "/paraf/")
    signed = story.sign_everything(head, PASSPHRASE)
    number = re.search(r"\d[\d.]*/\d{3,}/[\d.]+/[IVX]+/\d{4}", signed.text)
    if number is None:
        raise story.Stuck("signing showed no number")
    say(f"diperiksa, diparaf, ditandatangani: nomor {number[0]}")

    pdf = fetch(clerk, letter)
    say(f"PDF {len(pdf)} bita terambil dari penyimpanan lewat tautan sebentar")
    check_verification(host, port, clerk, letter, pdf, number[0])
    say("alamat verifikasi mengenali berkas asli dan menolak yang diubah")

    district = story.sign_in("kec-pragaan.localhost", port, "camat", password)
    cell = r"(?:(?!</tr>).)*?letters_issued[^>]*>\s*(?:▼\s*)?1\s*<"
    story.wait_for(district, "/", rf"(?s){re.escape(name)}{cell}", seconds=60)
    say("kecamatan melihat 1 surat terbit")


def open_next_village(regency: Visitor) -> tuple[str, str, str]:
    page = story.must(regency.get("/desa/baru/?cari=35.29.11"))
    code = re.search(r"kode=(35\.29\.11\.\d{4})", page.text)
    if code is None:
        raise story.Stuck("every village of Pragaan has its office; run `make clean-local` and `make demo` again")
    page = story.must(regency.get(f"/desa/baru/?kode={code[1]}"))
    name = re.search(r"<h1>Buka Desa ([^<]+)<", page.text)[1]  # type: ignore[index]
    form = page.form(having="username")
    page = regency.send(page, form, name="Sekdes Contoh", username="sekdes.contoh", post="SEKDES", phone="")
    story.must(page)
    link = story.link_in(page)
    return re.search(r"//([^:/]+)", link)[1], name.strip(), link  # type: ignore[index]


def bring_in(clerk: Visitor) -> dict[str, str]:
    """Bring 60 made-up residents in. Returns what one grown-up of them would type to prove who they are."""
    from registry import synthetic

    rows = synthetic.make_village(60, seed=int(time.time()) % 10_000, on=date.today())  # noqa: DTZ011 - a sample's day
    book = io.BytesIO()
    synthetic.write_book(rows, book)
    story.bring_in_residents(clerk, "penduduk.xlsx", book.getvalue())
    grown = next(row for row in rows if str(row["kk_level"]) == "1")
    return {"nik": str(grown["nik"]), "born_on": str(grown["tanggallahir"]), "no_kk": str(grown["no_kk"])}


def fetch(clerk: Visitor, letter: str) -> bytes:
    """Download the letter; the link to the store is followed only once it lies there."""
    import urllib.request

    page = story.must(clerk.get(letter))
    path = next(link for link in page.links if "/kantor/arsip/" in link)
    for _ in range(60):
        answer = clerk.get(path)
        if answer.status == 302:
            with urllib.request.urlopen(answer.headers["Location"], timeout=20) as stored:
                content: bytes = stored.read()
            if not content.startswith(b"%PDF"):
                raise story.Stuck("the store gave no PDF")
            return content
        time.sleep(0.5)
    raise story.Stuck("the letter never reached the store")


def check_verification(host: str, port: int, clerk: Visitor, letter: str, pdf: bytes, number: str) -> None:
    code = re.search(r"/verifikasi/([0-9A-Z-]{8,9})/", clerk.get(letter).text)
    if code is None:
        raise story.Stuck("the letter shows no verification address")
    bank = Visitor(host, port)
    page = story.must(bank.get(f"/verifikasi/{code[1]}/"), number)
    form = page.form(having="file")
    story.must(bank.send(page, form, files={"file": ("surat.pdf", pdf)}), "asli")
    middle = len(pdf) // 2
    edited = pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]
    answer = bank.send(page, form, files={"file": ("surat.pdf", edited)})
    if not re.search(r"(?i)bukan berkas yang sama|telah diubah|tidak sama", answer.text):
        raise story.Stuck("an edited file was not refused")


if __name__ == "__main__":
    sys.exit(main())
