"""The offices of one deployment and their life."""

from functools import partial

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = "Kantor"

    def ready(self) -> None:
        """This will keep offices to their own errands, tell the rooms below how much each may use, and put acts into words."""
        from audit import sentences
        from tenants import limits, policies, privileges
        from walls import limits as asked

        privileges.also_apply(partial(policies.apply, policies.ERRANDS))
        asked.decided_by(limits.allowance)
        sentences.add({"office.restore": "memulihkan kantor dari salinannya"})
