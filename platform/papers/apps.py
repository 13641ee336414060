"""Paper, its signatures and their verification."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "papers"
    verbose_name = "Surat dan tanda tangan"
