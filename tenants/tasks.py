"""Recurring work that belongs to no office."""

from celery import shared_task
from django.utils import timezone

from tenants.actions import pool
from tenants.models import Office
from tenants.pool import size_of


@shared_task(name="tenants.fill_pool")
def fill_pool() -> None:
    """This will bring the pool of spare schemas of every kind to its size."""
    for kind in Office.Kind.values:
        pool.fill_pool(kind=kind, size=size_of(kind), at=timezone.now())
