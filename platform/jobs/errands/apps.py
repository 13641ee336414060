"""What the clock has to look after, for all offices in one small table of the public schema."""

from django.apps import AppConfig


class ErrandsConfig(AppConfig):
    name = "jobs.errands"
    label = "errands"
    verbose_name = "Pesan untuk penjaga waktu"
