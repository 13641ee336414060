"""
What the boxes of a report say before anybody edits them (pure).

Plain sentences from the figures, none of which claims what the figures do not show: reasons and plans are asked for, not invented.
"""

from modules.service.reports.rules.summary import Summary
from modules.service.reports.rules.words import share, working_time
from web import indonesian

#: Boxes of each kind of report, in their order: (key, heading, what to write there).
PERIODIC = (
    ("summary", "Ringkasan", "Apa yang dilayani, berapa, dan seberapa cepat."),
    ("obstacles", "Hambatan", "Apa yang memperlambat pelayanan, dan sebabnya."),
    ("plans", "Rencana berikutnya", "Apa yang dikerjakan pada periode berikutnya, dan oleh siapa."),
)
EVALUATION = (
    ("achievements", "Capaian", "Apa yang tercapai dibandingkan standar dan periode sebelumnya."),
    ("obstacles", "Kendala", "Apa yang belum tercapai, dan sebabnya."),
)
BOXES = {"PERIODIC": PERIODIC, "EVALUATION": EVALUATION}


def prefilled(kind: str, now: Summary, before: Summary | None, words: str) -> dict[str, str]:
    """
    The boxes of a new report.

    :param before: the span of the same length before; None when nothing happened in it.
    :param words: of the span: "November 2026".
    """
    if kind == "EVALUATION":
        return {"achievements": _achievements(now, before, words), "obstacles": _obstacles(now)}
    return {"summary": _summary(now, before, words), "obstacles": _obstacles(now), "plans": _plans(now)}


def advised(now: Summary) -> list[str]:
    """What the figures themselves suggest to look at."""
    found = []
    for service in now.slow[:3]:
        found.append(
            f"Periksa langkah {service.title}: separuh suratnya lebih lama dari standar {working_time(service.standard)}."
        )
    if now.reasons and now.returned >= 5:
        found.append(f"Jelaskan syarat di loket dan ponsel; sering kurang: {now.reasons[0].text.rstrip('.')}.")
    if now.satisfaction:
        found.append(f"Perbaiki unsur survei yang terlemah: {now.satisfaction.weakest}.")
    return found


def _summary(now: Summary, before: Summary | None, words: str) -> str:
    said = [
        f"Pada {words} masuk {_n(now.received)} permohonan surat{_against(now.received, before.received if before else None)}. "
        f"Terbit {_n(now.issued)} surat, {_n(now.collected)} sudah diambil, dan {_n(now.cancelled)} dibatalkan.",
        f"Selesai tepat waktu: {share(now.in_time, now.due)}.",
    ]
    if now.median is not None:
        said.append(
            f"Separuh surat selesai dalam {working_time(now.median)}, sembilan dari sepuluh dalam {working_time(now.p90)}. "
            f"Bila waktu menunggu pemohon dihitung: {working_time(now.whole_median)} dan {working_time(now.whole_p90)}."
        )
    if now.queue.served:
        said.append(f"Antrean melayani {_n(now.queue.served)} nomor{_waited(now.queue.wait)}.")
    return "\n".join([*said, *_others(now)])


def _achievements(now: Summary, before: Summary | None, words: str) -> str:
    said = [f"Selesai tepat waktu pada {words}: {share(now.in_time, now.due)}."]
    if before and before.is_judged and now.is_judged:
        said.append(f"Periode sebelumnya: {share(before.in_time, before.due)}.")
    quick = [service.title for service in now.services if service.is_measured and not service.is_slow]
    if quick:
        said.append(f"Sesuai standar: {', '.join(quick[:5])}.")
    return "\n".join([*said, *_others(now)])


def _others(now: Summary) -> list[str]:
    told, said = now.complaints, []
    if told.received or told.due:
        said.append(f"Aduan masuk {_n(told.received)}; selesai dalam batas waktu: {share(told.in_time, told.due)}.")
    if now.satisfaction:
        survey = now.satisfaction
        said.append(
            f"Indeks kepuasan {survey.ikm.replace('.', ',')} (mutu {survey.quality}) dari {_n(survey.count)} jawaban; "
            f"unsur terlemah: {survey.weakest}."
        )
    return said


def _obstacles(now: Summary) -> str:
    said = []
    if now.late:
        said.append(f"{_n(now.late)} permohonan melewati waktu yang dijanjikan.")
    for service in now.slow[:5]:
        said.append(
            f"{service.title}: separuh suratnya lebih lama dari standar "
            f"({working_time(service.median)}, standar {working_time(service.standard)})."
        )
    if now.returned:
        why = "; ".join(f"{reason.text.rstrip('.')} ({_n(reason.count)})" for reason in now.reasons[:3])
        said.append(f"{_n(now.returned)} permohonan dikembalikan. Yang tersering: {why}.")
    if now.complaints.late:
        said.append(f"{_n(now.complaints.late)} aduan masih terbuka lewat batas waktunya.")
    return "\n".join(said) or "Tidak ada hambatan yang tampak dari angka."


def _plans(now: Summary) -> str:
    return "\n".join(advised(now)) or "Menjaga waktu pelayanan sesuai standar."


def _against(count: int, before: int | None) -> str:
    """`, naik dari 80`; nothing when there is nothing to compare with."""
    if not before:
        return ""
    if count == before:
        return ", sama dengan periode sebelumnya"
    return f", {'naik' if count > before else 'turun'} dari {_n(before)}"


def _waited(minutes: int | None) -> str:
    return "" if minutes is None else f"; separuhnya menunggu paling lama {minutes} menit"


def _n(count: int) -> str:
    return indonesian.whole_number(count)
