"""The only door between offices."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = "Pertukaran antarkantor"

    def ready(self) -> None:
        from exchange import announcements, policies
        from messaging import events
        from tenants import privileges
        from tenants.copies import published

        events.declare(announcements.CHANGED)
        privileges.also_apply(policies.apply)
        published.also_carry("exchange_fact", order=("period", "indicator"))
        published.also_carry("exchange_closedperiod", order=("period",))
        published.also_carry("exchange_revision", order=("period", "indicator", "number"))
        published.also_carry("exchange_remark", order=("period", "indicator"))
        published.also_carry("exchange_alarm", order=("period", "indicator", "kind", "since"))
        published.also_carry("exchange_outline", order=("drawn_at",))
        published.also_carry("exchange_target", order=("indicator",))
        published.also_carry("exchange_kindnotice", order=("key",))
        published.also_carry("exchange_obligation", order=("code",))
        published.also_forget("exchange_imprint")
        autodiscover_modules("facts")
