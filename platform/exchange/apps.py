"""The only door between offices."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = "Pertukaran antarkantor"

    def ready(self) -> None:
        from exchange import policies
        from tenants import privileges

        privileges.also_apply(policies.apply)
