"""
Logs as lines of JSON on standard error, each with its office's key.

Exceptions are plain tracebacks: local variables would put residents into the logs. So would the rows PostgreSQL quotes in the details of
its errors; they are cut out.
"""

import re
from typing import Any

import structlog

from walls import current


def add_office(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    event["office"] = current.office_key()
    return event


# "Failing row contains (1, ANI, 3529...)", up to the end of the paragraph.
QUOTED = re.compile(r"^(\s*)(DETAIL|CONTEXT):.*?(?=\n\s*\n|\Z)", re.M | re.S)


def without_values(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Cut out what the database quoted of its rows; which rule was broken stays."""
    for name, value in event.items():
        if isinstance(value, str) and ("DETAIL:" in value or "CONTEXT:" in value):
            event[name] = QUOTED.sub(r"\1\2: (not logged)", value)
    return event


SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    add_office,
    structlog.processors.format_exc_info,
    without_values,
]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
            "foreign_pre_chain": SHARED,
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "kentongan": {"level": "INFO"},
        "django": {"handlers": [], "propagate": True},
        # A request that fails is logged once; its 4xx are the visitor's business.
        "django.request": {"level": "ERROR", "handlers": [], "propagate": True},
        "pyhanko": {"level": "ERROR"},
    },
}


def configure() -> None:
    """Send structlog through the standard library, so that one formatter writes everything."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
