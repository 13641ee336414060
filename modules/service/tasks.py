"""The service's recurring work."""

from django.utils import timezone

from jobs.office_task import office_task
from modules.service import actions


@office_task("service.forget_drafts", is_errand=True)
def forget_drafts() -> None:
    """This will delete requests nobody sent within two hours."""
    actions.forget_drafts(at=timezone.now())


@office_task("service.take_over_publications")
def take_over_publications() -> None:
    """This will follow what the kabupaten published, prescribed or withdrew; pages of the texts and of the rules look for themselves."""
    now = timezone.now()
    actions.follow_house(at=now)
    actions.take_over_publications(at=now)


@office_task("service.escalate_late", is_errand=True)
def escalate_late() -> None:
    """This will tell the next post of letters that are late."""
    actions.escalate_late(at=timezone.now())


@office_task("service.recount_promises", is_errand=True)
def recount_promises() -> None:
    """This will move the promises of letters under way when a day off came or went."""
    actions.recount_promises(at=timezone.now())
