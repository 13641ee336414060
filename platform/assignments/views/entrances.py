"""How people come to the room: menus, counts, the search box; and what other rooms are told of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from archive import access
from archive.models import Document
from archive.retention import RetentionClass
from assignments import events as told
from assignments import hearing, words
from assignments.actions.meetings import AREA as MINUTES
from assignments.actions.sending import AREA
from assignments.models import Task
from assignments.permissions import AssignmentPermission as P
from assignments.queries import board, matters, tasks
from assignments.rules.steps import ASSIGNMENT, JOINT
from exchange.matters import kinds
from exchange.matters.models import Matter
from messaging import events
from walls import current
from web import badges, clocks, menu, searching
from web.searching import Door

VILLAGE, DISTRICT, GROUP = ("village",), ("district",), "Koordinasi"


def open_all() -> None:
    """This will register everything once, at start."""
    words.teach()
    events.declare(*told.EVENTS)
    kinds.declare(kinds.Kind(ASSIGNMENT, AREA, RetentionClass.ROUTINE_LETTER, hearing.assignment))
    kinds.declare(kinds.Kind(JOINT, AREA, RetentionClass.ROUTINE_LETTER, hearing.joint))
    access.guard(AREA, may_open)
    access.guard(MINUTES, lambda account, document: account.may(P.COORDINATE))
    badges.declare("assignments", _matters_for)
    badges.declare("tasks", _tasks_for)
    clocks.declare("assignments", board.clocks_of_assignments)
    menu.add(
        menu.MenuItem(
            "Tugas saya",
            "assignments:tasks",
            "tasks",
            P.COORDINATE,
            56,
            VILLAGE,
            badge=_tasks,
            group=GROUP,
            short_label="Tugas",
        )
    )
    menu.add(
        menu.MenuItem(
            "Koordinasi", "assignments:inbox", "inbox", P.COORDINATE, 57, VILLAGE, badge=_matters, group=GROUP
        )
    )
    menu.add(menu.MenuItem("Rapat", "assignments:meetings", "people", P.COORDINATE, 58, VILLAGE, group=GROUP))
    menu.add(
        menu.MenuItem(
            "Tugas desa",
            "assignments:board",
            "tasks",
            P.ASSIGN,
            24,
            DISTRICT,
            badge=_matters,
            group="Pantau",
            short_label="Tugas",
        )
    )
    searching.add_door(Door("Tugas saya", "assignments:tasks", P.COORDINATE, ("disposisi", "pekerjaan", "tenggat")))
    searching.add_door(
        Door("Koordinasi", "assignments:inbox", P.COORDINATE, ("kecamatan", "antardesa", "bkad", "batas desa"))
    )
    searching.add_door(Door("Rapat", "assignments:meetings", P.COORDINATE, ("notulen", "musyawarah", "undangan")))
    searching.add_door(Door("Tugas desa", "assignments:board", P.ASSIGN, ("penugasan", "tenggat", "laporan desa")))


def may_open(account: Any, document: Document) -> bool:
    """A file of a matter opens to whoever may see the matter; what a kecamatan sent to many, to those who send."""
    if current.office().kind == "district":
        return bool(account.may(P.ASSIGN))
    key = document.basis.get("matter")
    return bool(key and account.may(P.COORDINATE) and matters.visible_to(account).filter(key=key).exists())


def _matters_for(account: Any) -> QuerySet[Matter] | None:
    if current.office().kind == "district":
        return board.to_review() if account.may(P.ASSIGN) else None
    return matters.waiting_for(account) if account.may(P.COORDINATE) else None


def _tasks_for(account: Any) -> QuerySet[Task] | None:
    return tasks.mine(account) if account.may(P.COORDINATE) else None


def _matters(request: HttpRequest) -> int | None:
    return badges.of(request, "assignments")


def _tasks(request: HttpRequest) -> int | None:
    return badges.of(request, "tasks")
