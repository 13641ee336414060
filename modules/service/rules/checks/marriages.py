"""Rules of the letters for a marriage or its end."""

from modules.service.rules.checks.common import Check

CHECKS: tuple[Check, ...] = ()
