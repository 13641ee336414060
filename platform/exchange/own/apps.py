"""The own words of a village about what it owes and aims at."""

from django.apps import AppConfig


class OwnConfig(AppConfig):
    name = "exchange.own"
    label = "own"
    verbose_name = "Aturan desa sendiri"
