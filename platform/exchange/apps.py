"""The only door between offices."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = "Pertukaran antarkantor"

    def ready(self) -> None:
        from exchange import policies
        from tenants import privileges

        privileges.also_apply(policies.apply)
        autodiscover_modules("facts")
