"""Rules of letters about land, goods, gatherings and the office itself."""

from modules.service.rules.checks.common import Check

CHECKS: tuple[Check, ...] = ()
