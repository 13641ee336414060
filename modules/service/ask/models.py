"""What the office answers besides its services, and what it was asked and could not answer."""

from django.db import models
from django.db.models import Q

from accounts.fields import by_whom


class Entry(models.Model):
    """
    One question. LISTED is answered to everybody; ASKED was asked, has no answer yet and goes after thirty days.

    An ASKED text holds no long number and nobody's name is kept with it.
    """

    class State(models.TextChoices):
        LISTED = "LISTED", "Dijawab"
        HIDDEN = "HIDDEN", "Disembunyikan"
        ASKED = "ASKED", "Belum dijawab"

    state = models.CharField("status", max_length=6, choices=State, default=State.LISTED)
    question = models.CharField("pertanyaan", max_length=200)
    answer = models.CharField("jawaban", max_length=1000, blank=True)
    words = models.CharField("kata lain", max_length=300, blank=True)
    #: A page of this office, beginning with /.
    link = models.CharField("halaman", max_length=200, blank=True)
    #: The telling words of what was asked, in order: the same question in other words is one row.
    mark = models.CharField(max_length=200, blank=True)
    times_asked = models.PositiveIntegerField("ditanyakan", default=0)
    asked_at = models.DateTimeField(null=True)
    changed_by = by_whom()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_question_is_in_a_known_state", condition=Q(state__in=["LISTED", "HIDDEN", "ASKED"])
            ),
            models.CheckConstraint(
                name="a_listed_question_has_its_answer", condition=~Q(state="LISTED") | ~Q(answer="")
            ),
            models.CheckConstraint(
                name="an_asked_question_says_when",
                condition=~Q(state="ASKED") | Q(asked_at__isnull=False) & ~Q(mark=""),
            ),
            models.UniqueConstraint(
                fields=["question"], condition=~Q(state="ASKED"), name="a_question_is_answered_once"
            ),
            models.UniqueConstraint(
                fields=["mark"], condition=Q(state="ASKED"), name="a_question_is_counted_in_one_row"
            ),
        ]
        indexes = [models.Index(fields=["state", "-times_asked"], name="entries_by_need")]
