"""Bring the database to the present code."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from tenants import blueprint, privileges, seeds
from tenants.models import Office
from walls import current


class Command(BaseCommand):
    help = "Migrate the public schema, the templates and every office; set privileges; add what is new to each office."

    def handle(self, **options: object) -> None:
        call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
        privileges.prepare_group()
        for kind in Office.Kind.values:
            blueprint.prepare(kind=kind, at=timezone.now())
        for office in blueprint.offices_behind():
            blueprint.migrate(office.schema_name, office.kind)
        for office in Office.objects.standing().select_related("secret"):
            privileges.grant_schema(office.schema_name, office.role_name)
            if office.planted != (content := seeds.digest(office.kind)):
                with current.inside(office):
                    seeds.plant(office.kind, at=timezone.now())
                Office.objects.filter(pk=office.pk).update(planted=content)
        self.stdout.write(f"Basis data siap: {Office.objects.count()} kantor.")
