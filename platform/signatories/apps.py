"""Who signs for the camat of a kecamatan."""

from django.apps import AppConfig


class SignatoriesConfig(AppConfig):
    name = "signatories"
    verbose_name = "Penanda tangan"

    def ready(self) -> None:
        """This will say at start what the room brings: its permissions, its page, and how the log speaks of it."""
        from audit import sentences
        from signatories import words
        from signatories.permissions import SignatoryPermission
        from web import menu, searching
        from web.searching import Door

        words.teach()
        sentences.name_subjects("signatories.deputy", "penugasan Plt. atau Plh. Camat")
        sentences.name_subjects("signatories.signingchoice", "sertifikat kecamatan")
        see = SignatoryPermission.SEE
        menu.add(menu.MenuItem("Penanda tangan", "signatories:list", "pen", see, 70, ("district",), shell=menu.FOUND))
        searching.add_door(Door("Penanda tangan", "signatories:list", see, ("plt", "plh", "camat", "pelaksana tugas")))
