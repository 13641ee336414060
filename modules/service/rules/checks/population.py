"""Rules of letters about the register, moves and civil registration."""

from modules.service.rules.checks.common import Check

CHECKS: tuple[Check, ...] = ()
