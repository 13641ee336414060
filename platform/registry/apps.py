"""The population register of a village."""

from django.apps import AppConfig

from web import menu


class RegistryConfig(AppConfig):
    name = "registry"
    verbose_name = "Kependudukan"

    def ready(self) -> None:
        """This will put the register into the menu, teach the log its words and guard the files of imports."""
        from archive import access
        from registry import books, words
        from registry.importing import keeping
        from registry.permissions import RegistryPermission

        words.teach()
        books.declare_all()
        access.guard(keeping.AREA, keeping.may_open)
        menu.add(
            menu.MenuItem(
                label="Penduduk",
                short_label="Warga",
                url_name="registry:residents",
                icon="people",
                permission=RegistryPermission.SEE_RESIDENTS,
                order=40,
            )
        )
        menu.add(menu.MenuItem("Statistik", "statistics:index", "chart", RegistryPermission.SEE_STATISTICS, 46))
        menu.add(menu.MenuItem("Statistik", "statistics:public", "chart", order=25, shell=menu.PUBLIC))
