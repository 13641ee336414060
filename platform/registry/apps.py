"""The population register of a village."""

from django.apps import AppConfig
from django.contrib.postgres.indexes import OpClass
from django.db.backends.signals import connection_created
from django.db.models.indexes import IndexExpression

from web import menu

# django.contrib.postgres as an app would do this too, but also ask every new connection for types we do not have.
IndexExpression.register_wrappers(OpClass)


class RegistryConfig(AppConfig):
    name = "registry"
    verbose_name = "Kependudukan"

    def ready(self) -> None:
        """This will put the register into the menu, teach the log its words and guard the files of imports."""
        from archive import access
        from exchange.outbox.actions import closes_early
        from registry import books, news, searching, words
        from registry.actions import papers
        from registry.importing import keeping
        from registry.ledger import months
        from registry.permissions import RegistryPermission
        from registry.queries import matching
        from registry.queries.papers import may_open
        from registry.views import parts

        connection_created.connect(matching.tell_likeness)
        closes_early(lambda period: months.is_closed(period.first_day))
        words.teach()
        news.teach()
        books.declare_all()
        parts.add_all()
        searching.teach()
        access.guard(keeping.AREA, keeping.may_open)
        access.guard(papers.AREA, may_open)
        access.guard(papers.PHOTO_AREA, may_open)
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
