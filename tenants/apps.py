"""The offices of one deployment and their life."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = "Kantor"

    def ready(self) -> None:
        """This will put into words what was done to a whole office."""
        from audit import sentences

        sentences.add({"office.restore": "memulihkan kantor dari salinannya"})
