"""`manage.py migrate` with a test's own migrations, as a process that can be killed: python rolling_out.py FOLDER APP MODULE."""

import sys

import django

folder, app, module = sys.argv[1:]
sys.path.insert(0, folder)
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from tenants.rollout import waves  # noqa: E402

settings.MIGRATION_MODULES = {app: module}
waves.BATCH = 1
call_command("migrate")
