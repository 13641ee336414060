"""`manage.py migrate`: without arguments the fast way through all schemas, with arguments Django's own in each of them."""

from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from tenants.rollout import command, stock

# Whoever gives one of these wants Django's way.
PARTICULAR = ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "run_syncdb", "prune")


class Command(migrate.Command):
    help = "Migrate the public schema, the templates and every office."

    def handle(self, *args: Any, **options: Any) -> None:
        if any(options[name] for name in PARTICULAR):
            changing = not (options["plan"] or options["check_unapplied"])
            stock.migrate(
                *args,
                at=timezone.now(),
                told=self.stdout.write,
                changing=changing,
                options=options | {"skip_checks": True},
            )
            return
        loud = options["verbosity"] > 0
        if loud:
            self.stdout.write(self.style.MIGRATE_HEADING("Operations to perform:"))
            labels = sorted(MigrationLoader(None).migrated_apps)
            self.stdout.write(self.style.MIGRATE_LABEL("  Apply all migrations: ") + ", ".join(labels))
            self.stdout.write(self.style.MIGRATE_HEADING("Running migrations:"))
        outcome = command.run(self, options, with_content=False)
        if loud and not outcome.arrived:
            self.stdout.write("  Every office has every migration.")
