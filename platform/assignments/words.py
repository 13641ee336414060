"""How the log speaks of assignments, joint matters, tasks and meetings."""

from collections.abc import Iterable

from audit import sentences

SENTENCES = {
    "assignment.send": "memberi tugas kepada desa",
    "assignment.take_up": "mulai mengerjakan tugas kecamatan",
    "assignment.report": "melaporkan tugas kecamatan",
    "assignment.accept": "menerima laporan tugas desa",
    "assignment.return": "mengembalikan laporan tugas desa",
    "assignment.extend": "mengubah tenggat tugas desa",
    "assignment.withdraw": "membatalkan tugas desa",
    "assignment.note": "menulis catatan pada tugas kecamatan",
    "joint.begin": "memulai urusan antardesa",
    "joint.write": "menulis pada urusan antardesa",
    "joint.propose_end": "mengusulkan urusan antardesa selesai",
    "joint.agree": "menyepakati urusan antardesa selesai",
    "joint.go_on": "melanjutkan urusan antardesa",
    "task.give": "memberi tugas perangkat",
    "task.begin": "mulai mengerjakan tugas",
    "task.finish": "menyelesaikan tugas",
    "task.refuse": "menolak tugas",
    "task.note": "menulis catatan pada tugas",
    "task.reopen": "membuka kembali tugas",
    "meeting.call": "memanggil rapat",
    "meeting.cancel": "membatalkan rapat",
    "meeting.move": "memindahkan rapat",
    "meeting.write_minutes": "menulis notulen rapat",
}


def teach() -> None:
    """This will register the sentences; called once at start."""
    sentences.add(SENTENCES)
    sentences.name_subjects("exchange.matter", "urusan antarkantor")
    sentences.name_subjects("assignments.task", "tugas", _tasks)
    sentences.name_subjects("assignments.meeting", "rapat", _meetings)


def _tasks(ids: Iterable[str]) -> dict[str, str]:
    from assignments.models import Task

    return {str(pk): what[:60] for pk, what in Task.objects.filter(pk__in=list(ids)).values_list("pk", "what")}


def _meetings(ids: Iterable[str]) -> dict[str, str]:
    from assignments.models import Meeting

    return {str(pk): title for pk, title in Meeting.objects.filter(pk__in=list(ids)).values_list("pk", "title")}
