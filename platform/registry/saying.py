"""What an officer reads when an action refuses: one sentence for each named error, the same on pages and over the API."""

from collections.abc import Callable
from typing import Any

from exchange import handovers
from registry import actions
from registry.actions.happenings import ReasonMissing
from registry.actions.territory import AreaInhabited
from registry.happenings import recording, telling
from registry.statistics.files import ListTooLong
from registry.territory.outlines import NothingGiven
from web.indonesian import month_name

SENTENCES: dict[type[Exception], str | Callable[[Any], str]] = {
    actions.NumberTaken: "Nomor ini sudah dipakai.",
    actions.HouseholdEnded: "Rumah tangga ini sudah berakhir. Batalkan dulu akhirnya.",
    actions.HouseholdStands: "Rumah tangga ini belum berakhir.",
    actions.NotLiving: "Hanya warga yang hidup dapat masuk ke rumah tangga.",
    actions.InAnotherHousehold: lambda problem: (
        f"Warga ini masih di rumah tangga {problem.household.number}. Keluarkan dahulu dari sana."
    ),
    actions.NotElsewhere: "Warga ini tidak lagi tercatat juga di desa itu.",
    actions.PaperGone: "Dokumen ini sudah dihapus.",
    actions.MonthNotOver: "Bulan ini belum berakhir.",
    actions.MonthAlreadyClosed: "Bulan ini sudah ditutup.",
    actions.EarlierMonthOpen: lambda problem: f"Tutup dulu bulan {month_name(problem.first)}.",
    actions.DayImpossible: "Tanggal data tidak dapat dipakai. Pilih tanggal sebelum atau sama dengan hari ini.",
    actions.ErrorsNotAccepted: "Masih ada baris galat. Perbaiki, atau centang bahwa baris galat tidak ikut disimpan.",
    actions.HamletsNotAccepted: "Berkas menyebut dusun baru. Centang bila dusun itu memang ada di desa ini.",
    actions.HeadlessNotAccepted: lambda problem: (
        f"{problem.count} keluarga belum punya kepala keluarga. Perbaiki barisnya, atau centang bahwa boleh disimpan begitu."
    ),
    actions.NothingToStore: "Tidak ada baris baru atau berubah, jadi tidak ada yang perlu disimpan.",
    actions.BatchNotChecked: "Impor ini sudah tidak menunggu diperbaiki atau disimpan.",
    actions.BatchNotStored: "Impor ini sudah dibatalkan atau belum tersimpan.",
    actions.UndoTooLate: "Rincian impor ini sudah dihapus, jadi tidak dapat dibatalkan lagi. Perbaiki warganya satu per satu.",
    actions.ImportTouched: lambda problem: _touched(problem),
    AreaInhabited: lambda problem: f"Masih ada {problem.count} orang di sini. Gabungkan saja ke wilayah lain.",
    NothingGiven: "Tidak ada garis dari berkas yang dapat ditarik.",
    recording.NotConfirmed: "Periksa peringatannya, lalu kirim lagi dengan nama yang sudah diperiksa.",
    handovers.OfferAnswered: lambda problem: f"Tawaran ini sudah selesai: {problem.offer.get_state_display().lower()}.",
    handovers.OfferUnreadable: "Isi tawaran tidak dapat dibaca. Tolak, dan minta desa asal mengirim lagi.",
    actions.NobodyVotes: "Tidak ada penduduk yang memenuhi syarat memilih pada hari itu, jadi tidak ada daftar yang disimpan.",
    actions.ListWithdrawn: "Daftar ini sudah ditarik.",
    ListTooLong: "Daftar ini terlalu panjang untuk PDF. Pilih satu dusun, atau unduh XLSX.",
    ReasonMissing: telling.why_not_undone,
    **dict.fromkeys(telling.NOT_UNDONE, telling.why_not_undone),
}


def why(problem: Exception) -> str:
    """The sentence of a named error; those that say it themselves have a message."""
    said = next((SENTENCES[kind] for kind in type(problem).__mro__ if kind in SENTENCES), str)
    return said if isinstance(said, str) else said(problem)


def _touched(problem: actions.ImportTouched) -> str:
    reasons = []
    if problem.touched:
        reasons.append(f"{problem.touched} penduduk dari impor ini sudah diubah sesudahnya")
    if problem.used:
        reasons.append(f"{problem.used} surat atau catatan lain sudah memakai penduduk dari impor ini")
    if problem.joined:
        reasons.append(f"{problem.joined} penduduk lain sudah masuk ke keluarga dari impor ini")
    return f"Impor tidak dapat dibatalkan: {' dan '.join(reasons)}."
