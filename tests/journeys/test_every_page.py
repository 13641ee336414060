"""Every page people look at, walked once: no accessibility fault, nothing wider than the phone, no page heavier than its budget."""

import gzip
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import DISTRICT, REGENCY, VILLAGE, office
from django.utils import timezone
from journeys.conftest import PASSPHRASE, apart, bring_in

from config.demo import letters
from modules.service.models import Letter, State
from walls import current

PUBLIC_KB, OFFICE_KB = 50, 60
PAGES = {
    ("village", ""): ["/", "/layanan/", "/layanan/sk-kelahiran/", "/lacak/", "/verifikasi/", "/verifikasi/{code}/", "/masuk/", "/bantuan/",
        "/statistik/", "/statistik/pekerjaan/", "/berita/", "/profil/struktur-organisasi/", "/program/", "/transparansi/",
        "/informasi-publik/", "/ppid/", "/ppid/minta/", "/tanya/"],
    ("village", "budi"): [
        "/kantor/loket/", "/kantor/loket/?warga={resident}&jenis=sk-kelahiran", "/kantor/surat/", "/kantor/surat/{letter}/",
        "/kantor/pelayanan/", "/kantor/laporan/pelayanan/",
        "/kantor/buku/", "/kantor/buku/B.1/", "/kantor/buku/B.3/", "/kantor/buku/LAMPID/", "/kantor/buku/B.1/siapkan/",
        "/kantor/warga/", "/kantor/warga/{resident}/", "/kantor/warga/impor/", "/kantor/pekerjaan/", "/kantor/akun/",
        "/kantor/statistik/", "/kantor/statistik/agama/", "/kantor/statistik/piramida/", "/kantor/statistik/perkembangan/",
        "/kantor/situs/", "/kantor/situs/baru/", "/kantor/informasi/", "/kantor/informasi/baru/", "/kantor/informasi/apbdes/2026/",
        "/kantor/ppid/", "/kantor/statistik/kelompok-rentan/", "/kantor/statistik/wajib-ktp/", "/kantor/statistik/pemilih/",
        "/kantor/pemberitahuan/", "/kantor/pesan/", "/kantor/pengaturan/pemberitahuan/", "/kantor/tanya/",
    ],
    ("village", "citra"): ["/kantor/tanda-tangan/", "/kantor/tanda-tangan/sertifikat/", "/kantor/surat/tata-naskah/",
        "/kantor/pengaturan/perangkat/", "/kantor/pengaturan/saluran/", "/kantor/riwayat/"],
    ("district", "camat"): ["/", "/indikator/"],
    ("regency", "admin"): ["/", "/desa/", "/desa/baru/?cari=35.29.11", "/desa/{village}/batas/", "/templat/tata-naskah/"],
}  # fmt: skip


WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def kabupaten(hire):
    """A village with residents and letters in every state, its kecamatan and its kabupaten."""
    village = office(VILLAGE)
    posts = ("KASI_PELAYANAN", "KASI_PEMERINTAHAN", "KASI_KESEJAHTERAAN", "SEKDES", "OPERATOR")
    clerk = hire(village, "budi", *posts)
    hire(village, "citra", "KADES", signs=True)
    hire(office(DISTRICT), "camat", "CAMAT")
    hire(office(REGENCY), "admin", "ADMIN_KABUPATEN", signs=True)
    bring_in(village, clerk, 60)

    def write_letters() -> None:
        with current.inside(village):
            letters.make(uuid4(), few=False, passphrase=PASSPHRASE, at=timezone.now())

    apart(write_letters)
    return {"village": village, "district": office(DISTRICT), "regency": office(REGENCY)}


def test_no_page_shuts_anybody_out(kabupaten, open_at, sign_in, page):
    with current.inside(kabupaten["village"]):
        signed = Letter.objects.filter(state=State.READY).first()
        known = {"letter": signed.pk, "code": signed.verification_code, "resident": signed.resident_id}
        known["village"] = kabupaten["village"].key
    for (kind, username), paths in PAGES.items():
        place = kabupaten[kind]
        if username:
            sign_in(place, username, second_factor=username in {"citra", "admin"})
        for path in paths:
            for width, theme in ((360, "light"), (1280, "dark")):
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=theme)
                open_at(place, path.format(**known))
                where = f"{kind} {username} {path} {width}"

                faults = [
                    (found["id"], found["nodes"][0]["html"][:120]) for found in Axe().run(page).response["violations"]
                ]
                assert faults == [], where
                assert not page.evaluate(WIDER), where
                weight = len(gzip.compress(page.content().encode())) / 1000
                assert weight <= (OFFICE_KB if username else PUBLIC_KB), f"{where}: {weight:.0f} kB"
        if username:
            page.context.clear_cookies()
