import pytest
from django.db import transaction

from jobs.office_task import office_task
from walls import current

pytestmark = pytest.mark.django_db
seen = []


@office_task("tests.note_office")
def note_office():
    seen.append(current.office().key)


def test_a_job_goes_to_the_office_it_was_asked_for_in(village, neighbour, django_capture_on_commit_callbacks):
    """An outer transaction commits after the office was left: the job must not follow whoever is current then."""
    seen.clear()
    with (
        django_capture_on_commit_callbacks(execute=True),
        current.inside(neighbour),
        transaction.atomic(),
        current.inside(village),
    ):
        note_office.delay_on_commit()

    assert seen == [village.key]
