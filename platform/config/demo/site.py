"""A sample of what a village tells its people, written by the actions the officers use."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from accounts.posts import Post
from config.demo.letters import officers
from modules.service.site import actions
from modules.service.site.models import Article
from walls import current

# Kind, title, lead, text, and what else it says.
WRITTEN: list[tuple[str, str, str, str, dict[str, Any]]] = [
    (
        "NEWS", "Jalan usaha tani Dusun Utara selesai diperkeras", "Panjang 420 meter, dikerjakan warga selama tiga minggu.",
        "Pekerjaan dibiayai dana desa dan dikerjakan secara **padat karya**.\n\n## Yang dikerjakan\n- Perkerasan 420 meter\n"
        "- Dua gorong-gorong\n- Saluran di kiri dan kanan\n\nRinciannya ada di halaman [Transparansi](/transparansi/).", {},
    ),
    (
        "NEWS", "Surat keterangan kini bisa diminta dari ponsel", "Tanpa akun, tanpa biaya, selesai pada jam kerja yang sama.",
        "Buka [daftar layanan](/layanan/), pilih suratnya, lalu simpan kode layanan.\n\nTanpa ponsel tetap dilayani di loket.", {},
    ),
    (
        "NOTICE", "Posyandu lansia dan balita Selasa pagi", "Mulai pukul 08.00 di balai desa. Bawa buku KIA atau kartu lansia.",
        "Pemeriksaan gratis: tekanan darah, gula darah, dan penimbangan balita.", {"ends_in": 20},
    ),
    (
        "PROGRAMME", "Bantuan langsung tunai desa", "Untuk keluarga miskin yang belum menerima bantuan lain.",
        "Daftar penerima ditetapkan musyawarah desa dan ditempel di balai desa.",
        {
            "conditions": "- Berdomisili di desa ini\n- Belum menerima PKH atau sembako\n- Kehilangan mata pencaharian",
            "schedule": "Dibagikan tiap tiga bulan.", "in_charge": "Kasi Kesejahteraan",
        },
    ),
]  # fmt: skip
# In millions of rupiah: planned, and realised so far.
BUDGET = {
    "income": {"own": (48, 31), "village_fund": (912, 912), "tax_share": (36, 20), "allocation": (468, 351), "regency": (50, 50)},
    "spending": {
        "government": (502, 377), "development": (640, 588), "community": (104, 61), "empowerment": (138, 90), "disaster": (90, 45),
    },
    "financing": {"received": (10, 10), "paid": (50, 0)},
}  # fmt: skip
MILLION = 1_000_000


def make(space: uuid.UUID, *, at: datetime) -> None:
    """Write the sample of the current village once."""
    if Article.objects.exists():
        return
    clerk = officers()[Post.KASI_PELAYANAN]
    for number, (kind, title, lead, body, more) in enumerate(WRITTEN):
        key = uuid.uuid5(space, f"{current.office_key()}/situs/{number}")
        said = {"title": title, "lead": lead, "body": body, **more}
        if "ends_in" in said:
            said["ends_on"] = at.date() + timedelta(days=said.pop("ends_in"))
        article = actions.save_article(key=key, kind=kind, said=said, edition=0, by=clerk, at=at)
        actions.publish_article(article=article, publish_at=at - timedelta(days=number), by=clerk, at=at)
    amounts = {
        part: {line: (planned * MILLION, realised * MILLION) for line, (planned, realised) in lines.items()}
        for part, lines in BUDGET.items()
    }
    totals = {part: sum(planned for planned, _ in lines.values()) for part, lines in amounts.items()}
    actions.publish_figures(
        year=at.year, amounts=amounts, income=totals["income"], spending=totals["spending"], edition=0, by=clerk, at=at
    )
    asked = uuid.uuid5(space, f"{current.office_key()}/ppid")
    actions.ask_for_information(
        key=asked, wanted="Laporan realisasi APBDes tahun lalu.", purpose="Bahan rapat RT", name="Warga Contoh", at=at
    )
