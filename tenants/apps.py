"""The offices of one deployment and their life."""

from functools import partial

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = "Kantor"

    def ready(self) -> None:
        """
        This will keep offices to their own errands, tell the rooms below how much each may use, put acts into words, and the page of
        addresses into the menus.
        """
        from audit import sentences
        from tenants import limits, policies, privileges, words
        from tenants.permissions import OfficePermission
        from walls import limits as asked
        from web import menu

        privileges.also_apply(partial(policies.apply, policies.ERRANDS))
        asked.decided_by(limits.allowance)
        sentences.add({"office.restore": "memulihkan kantor dari salinannya"})
        words.teach()
        kinds = ("village", "district", "regency")
        menu.add(
            menu.MenuItem(
                "Alamat", "tenants:addresses", "link", OfficePermission.MANAGE_ADDRESSES, 905, kinds, group="Kantor"
            )
        )
