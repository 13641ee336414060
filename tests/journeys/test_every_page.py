"""Every page people look at, walked once: no accessibility fault, nothing wider than the phone, no page heavier than its budget."""

import gzip
from datetime import date, timedelta
from uuid import uuid4

import pytest
from conftest import DISTRICT, REGENCY, VILLAGE, office
from django.utils import timezone
from journeys.conftest import PASSPHRASE, apart, bring_in
from journeys.looking import look

from accounts.models import Account
from assignments import actions as assignments
from config.demo import letters
from exchange.matters.models import Matter
from exchange.outlines import actions as outlines
from modules.service.complaints import actions as complaints
from modules.service.models import Letter, State
from modules.service.referrals import actions as referrals
from modules.service.referrals.models import Agency
from registry import actions as registry
from registry.actions import territory
from registry.models import Area, Resident
from registry.rules.voters import Election, Kind
from walls import current

PUBLIC_KB, OFFICE_KB = 50, 60
ELECTION = Election(Kind.NATIONAL, date(2029, 2, 14), date(2028, 8, 1))
PAGES = {
    ("village", ""): ["/", "/layanan/", "/layanan/sk-kelahiran/", "/lacak/", "/verifikasi/", "/verifikasi/{code}/", "/masuk/", "/bantuan/",
        "/statistik/", "/statistik/pekerjaan/", "/berita/", "/profil/struktur-organisasi/", "/program/", "/transparansi/",
        "/informasi-publik/", "/ppid/", "/ppid/minta/", "/tanya/", "/survei/", "/survei/?periode=2026-s2"],
    ("village", "budi"): [
        "/kantor/loket/", "/kantor/loket/?warga={resident}&jenis=sk-kelahiran", "/kantor/surat/", "/kantor/surat/{letter}/",
        "/kantor/surat/buku/", "/kantor/surat/luar/", "/kantor/buku/A.7/",
        "/kantor/pelayanan/", "/kantor/laporan/pelayanan/",
        "/kantor/buku/", "/kantor/buku/B.1/", "/kantor/buku/B.3/", "/kantor/buku/LAMPID/", "/kantor/buku/B.1/siapkan/",
        "/kantor/warga/", "/kantor/warga/{resident}/", "/kantor/warga/impor/", "/kantor/warga/ekspor/",
        "/kantor/warga/rumah-tangga/", "/kantor/warga/rumah-tangga/?bagian=berakhir", "/kantor/warga/rumah-tangga/buat/",
        "/kantor/warga/rumah-tangga/{household}/", "/kantor/warga/rumah-tangga/{household}/akhiri/", "/kantor/warga/rumah-tangga/{ended}/",
        "/kantor/wilayah/", "/kantor/wilayah/{area}/", "/kantor/wilayah/tautan-rt/", "/kantor/wilayah/{rt}/tautan-rt/",
        "/kantor/pekerjaan/", "/kantor/akun/",
        "/kantor/statistik/", "/kantor/statistik/agama/", "/kantor/statistik/piramida/", "/kantor/statistik/perkembangan/",
        "/kantor/situs/", "/kantor/situs/baru/", "/kantor/informasi/", "/kantor/informasi/baru/", "/kantor/informasi/apbdes/2026/",
        "/kantor/ppid/", "/kantor/statistik/kelompok-rentan/", "/kantor/statistik/wajib-ktp/", "/kantor/statistik/pemilih/",
        "/kantor/statistik/pemilih/simpan/", "/kantor/statistik/pemilih/tersimpan/", "/kantor/statistik/pemilih/tersimpan/{voters}/",
        "/kantor/statistik/pemilih/tersimpan/{voters}/tarik/", "/kantor/statistik/pemilih/tersimpan/{voters}/lengkap/",
        "/kantor/warga/tawaran/",
        "/kantor/konsultasi/", "/kantor/konsultasi/baru/",
        "/kantor/pemberitahuan/", "/kantor/pesan/", "/kantor/pengaturan/pemberitahuan/", "/kantor/tanya/",
        "/kantor/survei/", "/kantor/survei/rencana/", "/kantor/buku/SKM/",
        "/kantor/koordinasi/", "/kantor/koordinasi/{matter}/", "/kantor/koordinasi/{matter}/lapor/", "/kantor/tugas/",
        "/kantor/tugas/{task}/", "/kantor/rapat/", "/kantor/rapat/{meeting}/", "/kantor/rapat/{meeting}/notulen/",
        "/kantor/penyampaian/", "/kantor/penyampaian/lkppd/2026/", "/kantor/kewajiban/",
    ],
    ("village", "citra"): ["/kantor/tanda-tangan/", "/kantor/tanda-tangan/sertifikat/", "/kantor/surat/tata-naskah/",
        "/kantor/surat/buku/kertas/",
        "/kantor/pengaturan/perangkat/", "/kantor/pengaturan/saluran/", "/kantor/riwayat/",
        "/kantor/angka/", "/kantor/angka/2026-10/letters_issued/", "/kantor/angka/langkah-awal/", "/kantor/pemeriksaan/",
        "/kantor/penyampaian/kalender/", "/kantor/kewajiban/", "/kantor/kewajiban/lppd/", "/kantor/kewajiban/baru/"],
    ("district", "camat"): ["/", "/indikator/", "/indikator/requests_on_time/", "/desa/{village}/", "/konsultasi/", "/penyampaian/",
        "/penyampaian/kalender/",
        "/tugas/", "/tugas/?tampil=DESA", "/tugas/baru/", "/tugas/paket/{bundle}/", "/tugas/{matter}/",
        "/aduan-kades/", "/aduan-kades/{notice}/", "/arahan-warga/", "/arahan-warga/{handed}/", "/penandatangan/", "/penandatangan/catat/",
        "/penandatangan/sertifikat/", "/konsultasi/sertifikat/"],
    ("regency", "admin"): [
        "/", "/indikator/requests_on_time/", "/desa/", "/desa/baru/?cari=35.29.11", "/desa/{village}/batas/", "/templat/tata-naskah/",
        "/penyampaian/", "/kewajiban/", "/kewajiban/baru/", "/konsultasi/jenis/",
        "/konsultasi/jenis/evaluasi-rapbdes/", "/konsultasi/jenis/baru/", "/desa/baru/pilih/", "/desa/baru/pilih/?kecamatan=35.29.11",
        "/langkah-awal/", "/pemeriksaan/", "/desa/baru/undangan/",
    ],
}  # fmt: skip


#: Each page is seen on a phone by day and on a desk by night.
THEMES = {360: "light", 1280: "dark"}


@pytest.fixture
def kabupaten(hire):
    """A village with residents and letters in every state, its kecamatan and its kabupaten."""
    village = office(VILLAGE)
    posts = ("KASI_PELAYANAN", "KASI_PEMERINTAHAN", "KASI_KESEJAHTERAAN", "SEKDES", "OPERATOR")
    clerk = hire(village, "budi", *posts)
    hire(village, "citra", "KADES", signs=True)
    hire(village, "bima", "BPD")
    hire(office(DISTRICT), "camat", "CAMAT")
    hire(office(REGENCY), "admin", "ADMIN_KABUPATEN", signs=True)
    bring_in(village, clerk, 60)

    def write_letters() -> None:
        with current.inside(village):
            letters.make(uuid4(), few=False, passphrase=PASSPHRASE, at=timezone.now())

    apart(write_letters)
    return {"village": village, "district": office(DISTRICT), "regency": office(REGENCY)}


def coordinate(kabupaten):
    """An assignment, a task, a meeting and a line on the map, each with something in it."""
    now, village = timezone.now(), kabupaten["village"]
    with current.inside(kabupaten["district"]):
        due_on = current.today(now)
        bundle = assignments.send_assignment(
            key=uuid4(), title="Data posyandu", text="Foto semua posyandu.", topic="p", wanted="FOTO",
            due_on=due_on, to=[village], by=Account.objects.get(username="camat"), at=now,
        )  # fmt: skip
    with current.inside(village):
        shape = {"type": "Polygon", "coordinates": [[(113.7, -7.1), (113.72, -7.1), (113.71, -7.08), (113.7, -7.1)]]}
        outlines.publish_outline(shapes=[shape], is_given=True, by=Account.objects.get(username="budi"), at=now)
        clerk, matter = Account.objects.get(username="budi"), Matter.objects.get(bundle=bundle)
        said = {"key": uuid4(), "matter": matter.key, "what": "Foto posyandu", "to_post": "KASI_PELAYANAN"}
        task = assignments.hand_on(due_on=due_on, by=clerk, at=now, **said)
        called = {
            "kind": "STAFF",
            "title": "Rapat bulanan",
            "place": "Balai desa",
            "agenda": "Posyandu",
            "called": ["SEKDES"],
        }
        meeting = assignments.call_meeting(key=uuid4(), held_at=now, by=clerk, at=now, **called)
    return {"bundle": bundle, "matter": matter.key, "task": task.pk, "meeting": meeting.pk}


def share_kitchens(kabupaten):
    """A household of two, one that has ended, an area that was described, an RT with a link, and a list of voters that was kept."""
    now = timezone.now()
    with current.inside(kabupaten["village"]):
        clerk = Account.objects.get(username="budi")
        living = list(Resident.objects.filter(status=1).order_by("pk")[:3])
        here = registry.make_household(number="RT-1", head=living[0], by=clerk, at=now, state_id="", is_listed=True)
        registry.join_household(household=here, resident=living[1], role=2, by=clerk, at=now)
        over = registry.make_household(number="RT-2", head=living[2], by=clerk, at=now, state_id="", is_listed=False)
        registry.end_household(household=over, reason="Ikut anaknya", on=current.today(now), by=clerk, at=now)
        area = Area.objects.filter(level="DUSUN").order_by("pk").first()
        place = {"latitude": -7.09, "longitude": 113.7}
        territory.describe_area(area=area, head=living[0], keeper=clerk, by=clerk, at=now, **place)
        rt = Area.objects.filter(level="RT").order_by("pk").first()
        territory.describe_area(area=rt, head=living[0], keeper=None, latitude=None, longitude=None, by=clerk, at=now)
        territory.open_entrance(area=rt, lasts=timedelta(days=180), by=clerk, at=now)
        kept = registry.keep_voter_list(stage="DPS", election=ELECTION, key=uuid4(), by=clerk, at=now)
    return {"household": here.pk, "ended": over.pk, "area": area.pk, "rt": rt.pk, "voters": kept.pk}


def complain(kabupaten):
    """A complaint about the head, told to the kecamatan."""
    now, told = timezone.now(), {"category": "SUPERVISORY", "about": "KADES", "manner": "ANONYMOUS"}
    with current.inside(kabupaten["village"]):
        council = Account.objects.get(username="bima")
        complaint = complaints.tell_complaint(key=uuid4(), story_told="Uang bantuan dipotong.", at=now, **told)
        complaints.notify_district(complaint=complaint, note="Bantuan dipotong di balai.", by=council, at=now)
    return {"notice": complaint.pk}


def hand_up(kabupaten):
    """Somebody whom the village sends to the kecamatan."""
    with current.inside(kabupaten["village"]):
        said = {"agency": Agency.objects.get(slug="kecamatan"), "need": "Rekam KTP-el", "reason": "Alatnya di sana"}
        clerk = Account.objects.get(username="budi")
        return {"handed": referrals.refer_person(key=uuid4(), by=clerk, at=timezone.now(), **said).key}


def test_no_page_shuts_anybody_out(kabupaten, open_at, sign_in, page):
    with current.inside(kabupaten["village"]):
        signed = Letter.objects.filter(state=State.READY).first()
        known = {"letter": signed.pk, "code": signed.verification_code, "resident": signed.resident_id}
        known["village"] = kabupaten["village"].key
    known |= coordinate(kabupaten) | complain(kabupaten) | hand_up(kabupaten) | share_kitchens(kabupaten)
    for (kind, username), paths in PAGES.items():
        place = kabupaten[kind]
        if username:
            sign_in(place, username, second_factor=username in {"citra", "admin"})
        for path in paths:
            open_at(place, path.format(**known))
            weight = len(gzip.compress(page.content().encode())) / 1000
            assert weight <= (OFFICE_KB if username else PUBLIC_KB), f"{kind} {username} {path}: {weight:.0f} kB"
            look(page, *THEMES, themes=THEMES)
        if username:
            page.context.clear_cookies()
