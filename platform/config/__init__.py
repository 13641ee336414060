"""
Settings, addresses, clock: knows the whole house and is known by none.

The celery application is made with the settings, so that a web process sends its messages to the same broker the workers read.
"""

from config.celery import app as celery_app

__all__ = ["celery_app"]
