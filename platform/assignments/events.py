"""What people are told of assignments, joint matters, tasks and meetings."""

from messaging.events import Event

_ASSIGNMENT = {"judul": "Data posyandu", "tenggat": "30 November 2026"}
GIVEN = Event(
    "assignment.given", "Tugas dari kecamatan", "Tugas baru: {judul}. Tenggat {tenggat}.", _ASSIGNMENT, mails=True
)
RETURNED = Event(
    "assignment.returned",
    "Laporan tugas dikembalikan",
    "Laporan {judul} dikembalikan kecamatan. Baca alasannya. Tenggat {tenggat}.",
    _ASSIGNMENT,
    mails=True,
)
CHANGED = Event(
    "assignment.changed", "Tugas kecamatan berubah", "{judul}: {kabar}. Tenggat {tenggat}.",
    _ASSIGNMENT | {"kabar": "tenggat diubah"},
)  # fmt: skip
DUE = Event(
    "assignment.due", "Tenggat tugas kecamatan", "{judul}: tenggat {tenggat}, {jarak}.",
    _ASSIGNMENT | {"jarak": "2 hari lagi"}, mails=True,
)  # fmt: skip
REPORTED = Event(
    "assignment.reported", "Laporan tugas desa", "{desa} melaporkan: {judul}.", {"desa": "Desa Contoh", "judul": "Data posyandu"}
)  # fmt: skip
NOTED = Event(
    "assignment.noted", "Catatan tugas desa", "{desa} menulis catatan: {judul}.", {"desa": "Desa Contoh", "judul": "Data posyandu"}
)  # fmt: skip
LATE = Event(
    "assignment.late", "Tugas desa lewat tenggat", "{judul}: {jumlah} desa lewat tenggat.",
    {"judul": "Data posyandu", "jumlah": "3"},
)  # fmt: skip
JOINT = Event(
    "joint.said", "Urusan antardesa", "{desa}: {judul}. {kabar}.",
    {"desa": "Desa Contoh", "judul": "Jalan batas desa", "kabar": "Catatan baru"},
)  # fmt: skip
TASK = Event("task.given", "Tugas baru", "Tugas untuk Anda: {tugas}", {"tugas": "Data posyandu"})
TASK_ENDED = Event(
    "task.ended", "Tugas selesai atau ditolak", "{jabatan}: {kabar}. {tugas}",
    {"jabatan": "Kasi Pelayanan", "kabar": "Selesai", "tugas": "Data posyandu"},
)  # fmt: skip
TASK_LATE = Event(
    "task.late", "Tugas lewat tenggat", "{jabatan} lewat tenggat: {tugas}",
    {"jabatan": "Kasi Pelayanan", "tugas": "Data posyandu"},
)  # fmt: skip
MEETING = Event(
    "meeting.called", "Undangan rapat", "{judul}: {waktu}, {tempat}.",
    {"judul": "Rapat bulanan", "waktu": "20 November 2026 pukul 09.00", "tempat": "Balai desa"},
)  # fmt: skip
MEETING_CHANGED = Event(
    "meeting.changed",
    "Rapat dipindah atau dibatalkan",
    "{judul}: {kabar}.",
    {"judul": "Rapat bulanan", "kabar": "dibatalkan"},
)
MEETING_SOON = Event(
    "meeting.soon", "Rapat besok", "Besok {judul}: {waktu}, {tempat}.",
    {"judul": "Rapat bulanan", "waktu": "20 November 2026 pukul 09.00", "tempat": "Balai desa"},
)  # fmt: skip
EVENTS = (
    GIVEN, RETURNED, CHANGED, DUE, REPORTED, NOTED, LATE, JOINT, TASK, TASK_ENDED, TASK_LATE, MEETING, MEETING_CHANGED, MEETING_SOON,
)  # fmt: skip
