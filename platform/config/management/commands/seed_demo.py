"""Fill the local database with the sample kabupaten."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from config.celery import app
from config.demo import making


class Command(BaseCommand):
    help = "Bring the database up to date and fill it with sample offices; running it again changes nothing."

    def handle(self, **options: object) -> None:
        call_command("prepare", stdout=self.stdout)
        # No worker may be up yet: jobs run here.
        app.conf.task_always_eager = True
        making.make(at=timezone.now(), say=self.stdout.write)
