"""The rules between answers that kinds of letters name in their `checks`, by name."""

from modules.service.rules.checks import affairs, births, daily, families, marriages, partings, population, welfare
from modules.service.rules.checks.common import Answers, Check, Problem

__all__ = ["CHECKS", "Answers", "Check", "Problem"]

ROOMS = (affairs, births, daily, families, marriages, partings, population, welfare)
CHECKS: dict[str, Check] = {check.__name__: check for room in ROOMS for check in room.CHECKS}
