"""The people of one office."""

from django.apps import AppConfig

from web import menu, searching


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Perangkat dan akun"

    def ready(self) -> None:
        """This will put the pages of accounts into the menus and teach the log their words."""
        from accounts import words
        from accounts.permissions import AccountPermission

        words.teach()
        searching.add_door(
            searching.Door(
                "Perangkat", "accounts:people", AccountPermission.MANAGE_ACCOUNTS, ("pamong", "pengguna", "staf desa")
            )
        )
        searching.add_door(
            searching.Door("Akun saya", "accounts:profile", AccountPermission.SEE_OWN_ACCOUNT, ("ganti kata sandi",))
        )
        every_kind = ("village", "district", "regency")
        menu.add(menu.MenuItem("Beranda", "accounts:home", "home", AccountPermission.SEE_OWN_ACCOUNT, 0, ("village",)))
        menu.add(
            menu.MenuItem(
                "Perangkat",
                "accounts:people",
                "people",
                AccountPermission.MANAGE_ACCOUNTS,
                900,
                every_kind,
                group="Kantor",
            )
        )
