"""What a village still has to publish, kept in its own schema."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "exchange.outbox"
    label = "outbox"
    verbose_name = "Angka yang belum diterbitkan"
