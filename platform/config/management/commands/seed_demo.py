"""Fill the local database with the sample kabupaten."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.celery import app
from config.demo import making


class Command(BaseCommand):
    help = "Open the sample offices with officers, residents and letters; running it again changes nothing."

    def handle(self, **options: object) -> None:
        # No worker may be up yet: jobs run here.
        app.conf.task_always_eager = True
        making.make(at=timezone.now(), say=self.stdout.write)
