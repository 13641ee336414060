"""Rules of letters for aid, health, work and enterprises."""

from modules.service.rules.checks.common import Check

CHECKS: tuple[Check, ...] = ()
