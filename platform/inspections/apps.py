"""A kabupaten looks into a village for a while, and the village sees it."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "inspections"
    verbose_name = "Pemeriksaan"

    def ready(self) -> None:
        """This will say at start what the room brings: its kind of matter, permissions, menus, words, and the notice on every page."""
        from accounts import home
        from archive import access
        from archive.retention import RetentionClass
        from exchange.matters import kinds
        from inspections import actions, notices, rules, words
        from inspections.permissions import InspectionPermission as P
        from web import menu
        from web import notices as shell
        from web.searching import Door, add_door

        words.teach()
        kinds.declare(kinds.Kind(rules.KIND, "pemeriksaan", RetentionClass.ROUTINE_LETTER, actions.hear))
        # Nothing is handed over with an inspection.
        access.guard("pemeriksaan", lambda account, document: False)
        shell.add(notices.of)
        home.register_for(lambda account: account.is_watcher, "accounts:home")
        regency, village = ("regency",), ("village",)
        menu.add(menu.MenuItem("Pemeriksaan", "inspections:board", "search", P.ORDER, 37, regency, group="Pantau"))
        menu.add(menu.MenuItem("Pemeriksaan", "inspections:own", "search", P.SEE_OWN, 59, village, shell=menu.FOUND))
        add_door(Door("Pemeriksaan", "inspections:own", P.SEE_OWN, ("inspektorat", "surat tugas", "diperiksa")))
