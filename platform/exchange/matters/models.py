"""
The journal between two offices: matters, their entries, and files on their way.

Words, data and files are closed with a lock of the matter's own, which is sealed for the two offices; so the exchange holds no people
even where officers write of them, and neither a third office nor whoever sees the database alone can read it.
"""

from django.db import models
from django.db.models import F, Q


class Matter(models.Model):
    """
    One thing between two offices. What is open here is for lists, clocks and counts: kinds, states and moments, no words.

    `from_office` began it. Row policies show it to its two offices alone, let the beginner add it along the lines of supervision (or from
    village to village) and either of the two move it on; from whom, to whom and of which kind it is nobody can change.
    """

    class Turn(models.TextChoices):
        """Who has to act next."""

        FROM = "FROM", "pengirim"
        TO = "TO", "penerima"
        NOBODY = "", "tidak ada"

    key = models.UUIDField(primary_key=True)
    kind = models.SlugField(max_length=20, db_index=False)
    # Which obligation, which type of consultation; the room of the kind knows them.
    topic = models.SlugField(max_length=40, db_index=False)
    period = models.CharField(max_length=7, blank=True)
    from_office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    to_office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    # What was sent to several offices at once has one.
    bundle = models.UUIDField(null=True)
    state = models.SlugField(max_length=20, db_index=False)
    turn = models.CharField(max_length=4, choices=Turn, blank=True)
    subject = models.TextField()
    from_lock = models.TextField()
    to_lock = models.TextField()
    opened_at = models.DateTimeField()
    # By when the side whose turn it is must have acted.
    due_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    # Since when its clock stands still.
    paused_at = models.DateTimeField(null=True)
    returns = models.PositiveSmallIntegerField(default=0)
    # Numbers and moments the kind needs for its clocks and counts; never a word anybody typed.
    details = models.JSONField(default=dict)
    said = models.PositiveSmallIntegerField(default=0)
    from_heard = models.PositiveSmallIntegerField(default=0)
    to_heard = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "exchange"
        constraints = [
            models.CheckConstraint(name="a_matter_is_between_two_offices", condition=~Q(from_office=F("to_office"))),
            models.UniqueConstraint(
                fields=["from_office", "topic", "period"],
                condition=Q(kind="submission"),
                name="an_obligation_is_submitted_once_a_period",
            ),
            models.CheckConstraint(
                name="a_settled_matter_waits_for_nobody", condition=Q(settled_at__isnull=True) | Q(turn="")
            ),
        ]
        indexes = [
            models.Index(fields=["to_office", "kind", "-opened_at"], name="matters_to_an_office"),
            models.Index(fields=["from_office", "kind", "-opened_at"], name="matters_of_an_office"),
            models.Index(
                fields=["to_office", "kind", "due_at"],
                condition=Q(settled_at__isnull=True),
                name="open_matters_to_an_office",
            ),
            models.Index(
                fields=["from_office", "kind", "due_at"],
                condition=Q(settled_at__isnull=True),
                name="open_matters_of_an_office",
            ),
            models.Index(fields=["bundle"], condition=Q(bundle__isnull=False), name="matters_of_a_bundle"),
        ]

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None


class Entry(models.Model):
    """One line of a matter's journal, in the order of `number`; only ever added, by the office that speaks."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="entries", db_index=False)
    number = models.PositiveSmallIntegerField()
    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    # The post that spoke, never a name.
    post = models.CharField(max_length=40)
    verb = models.SlugField(max_length=20, db_index=False)
    state = models.SlugField(max_length=20, db_index=False)
    at = models.DateTimeField()
    # {"text": ..., "data": {...}}, closed with the matter's lock.
    words = models.TextField()

    class Meta:
        app_label = "exchange"
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="a_matter_is_said_in_order")]


class Parcel(models.Model):
    """
    A file handed over with an entry: closed bytes until the receiver has it in its own archive, then only what it was.

    The sender keeps its copy as a document of its own; the digest is of the open bytes and the same on both sides.
    """

    key = models.UUIDField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="parcels")
    from_office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    to_office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    # Closed like the words: officers put names into names of files.
    name = models.TextField()
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    taken_at = models.DateTimeField(null=True)
    # Documents lie in the archives of the two offices, to which nothing of the public schema may refer.
    from_document = models.BigIntegerField()
    to_document = models.BigIntegerField(null=True)

    class Meta:
        app_label = "exchange"
        constraints = [
            models.CheckConstraint(
                name="a_parcel_is_on_its_way_or_taken",
                condition=Q(content__isnull=False, taken_at__isnull=True, to_document__isnull=True)
                | Q(content__isnull=True, taken_at__isnull=False, to_document__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["to_office"], condition=Q(taken_at__isnull=True), name="parcels_on_their_way")]
