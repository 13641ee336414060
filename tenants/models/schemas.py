"""How the schemas of the offices are made and brought forward together."""

from django.db import models

from tenants.models.offices import Office


class Blueprint(models.Model):
    """The whole of an empty office of one kind as SQL, read from its migrated template schema."""

    kind = models.CharField(max_length=10, primary_key=True, choices=Office.Kind)
    sql = models.TextField()
    #: What an office at this level is, a line for each table, column, constraint, index, privilege and migration.
    lines = models.TextField(default="")
    #: Of the lines; the same in every deployment, whatever the day and the order things were done in.
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()


class Spare(models.Model):
    """A schema with its role, built ahead for an office that does not exist yet. Holds no row of data and no secret."""

    key = models.CharField(max_length=10, unique=True)
    kind = models.CharField(max_length=10, choices=Office.Kind)
    #: Of the blueprint it was built from; another one makes it useless.
    level = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "level", "id"], name="spares_of_a_kind")]


class Rollout(models.Model):
    """One change of all schemas of a kind: the way from one blueprint to the next, written down once, walked by every office."""

    class State(models.TextChoices):
        RUNNING = "RUNNING", "Berjalan"
        STOPPED = "STOPPED", "Berhenti"
        DONE = "DONE", "Selesai"

    kind = models.CharField(max_length=10, choices=Office.Kind)
    from_level = models.CharField(max_length=64, blank=True)
    to_level = models.CharField(max_length=64)
    #: [{"migrations": [[app, name], ...], "sql": "..."} or {"migrations": [[app, name]], "python": true},
    #: or {"grants": {table: "INSERT, SELECT"}}, ...]
    steps = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "from_level"], name="one_way_on_from_a_level"),
            models.CheckConstraint(
                name="a_rollout_leads_somewhere_else", condition=~models.Q(from_level=models.F("to_level"))
            ),
        ]


class RolloutFailure(models.Model):
    """An office that could not follow, and why; gone when it has."""

    rollout = models.ForeignKey(Rollout, on_delete=models.CASCADE, related_name="failures", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    error = models.TextField()
    attempts = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rollout", "office"], name="one_failure_per_office_and_rollout")]
