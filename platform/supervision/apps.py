"""The work of a kecamatan and a kabupaten."""

from django.apps import AppConfig

from web import menu, searching
from web import notices as shell_notices
from web.searching import Door


class SupervisionConfig(AppConfig):
    name = "supervision"
    verbose_name = "Pembinaan dan pengawasan"

    def ready(self) -> None:
        """This will put the pages into the menus of districts and regencies."""
        from accounts import home
        from accounts.posts import Post
        from archive import access
        from exchange import announcements
        from exchange.announcements import Catalogue
        from messaging import events
        from supervision import alarms, words
        from supervision.actions.targets import CATALOGUE
        from supervision.own import first_steps, notices, targets
        from supervision.permissions import SUPERVISORS
        from supervision.permissions import SupervisionPermission as P

        words.teach()
        events.declare(alarms.EVENT)
        announcements.declare(
            Catalogue(CATALOGUE, "target", (Post.KADES, Post.SEKDES), "/kantor/angka/", targets.refined_among)
        )
        first_steps.declare_all()
        shell_notices.add(notices.of)
        for post in SUPERVISORS:
            home.register(post, "supervision:summary")

        both, district, regency = ("district", "regency"), ("district",), ("regency",)
        menu.add(
            menu.MenuItem(
                "Perbandingan", "supervision:summary", "chart", P.SEE_VILLAGES, 10, district, group="Pantau",
                short_label="Banding",
            )
        )  # fmt: skip
        menu.add(menu.MenuItem("Ringkasan", "supervision:summary", "home", P.SEE_VILLAGES, 10, regency, group="Pantau"))
        menu.add(menu.MenuItem("Desa", "supervision:villages", "office", P.SEE_VILLAGES, 20, regency, group="Pantau"))
        menu.add(
            menu.MenuItem(
                "Cara menghitung", "supervision:indicators", "info", P.SEE_VILLAGES, 30, both, group="Pantau",
                short_label="Indikator",
            )
        )  # fmt: skip
        menu.add(
            menu.MenuItem(
                "Langkah awal", "supervision:starting", "flag", P.SEE_VILLAGES, 32, both, group="Pantau",
                short_label="Awal",
            )
        )  # fmt: skip
        menu.add(
            menu.MenuItem(
                "Buka desa", "supervision:open", "plus", P.OPEN_OFFICES, 40, regency, group="Kantor", short_label="Buka"
            )
        )
        menu.add(
            menu.MenuItem(
                "Urus kantor", "supervision:offices", "building", P.MANAGE_OFFICES, 50, regency, group="Kantor",
                short_label="Urus",
            )
        )  # fmt: skip
        menu.add(
            menu.MenuItem(
                "Hari libur", "supervision:holidays", "calendar", P.SET_TARGETS, 35, regency, group="Pantau",
                short_label="Libur",
            )
        )  # fmt: skip
        menu.add(
            menu.MenuItem(
                "Nilai Indeks Desa", "supervision:scores", "upload", P.SET_TARGETS, 36, regency, group="Pantau",
                short_label="Indeks",
            )
        )  # fmt: skip
        menu.add(menu.MenuItem("Angka desa", "figures:figures", "chart", P.SEE_OWN_FIGURES, 47, shell=menu.FOUND))
        searching.add_door(
            Door(
                "Angka desa", "figures:figures", P.SEE_OWN_FIGURES, ("indikator", "kecamatan", "tutup angka", "catatan")
            )
        )
        access.guard("berita-acara", lambda account, document: account.may(P.REMOVE_OFFICES))
