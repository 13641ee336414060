"""What a rule answers: refusals for what cannot be, warnings for what is only unlikely."""

from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True)
class Finding:
    """One named reason with the sentence a person reads."""

    reason: Enum
    text: str


@dataclass
class Verdict:
    """All that was found in one value; a value with refusals must not be stored."""

    refusals: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def is_accepted(self) -> bool:
        return not self.refusals

    def refuse(self, reason: Enum, **words: object) -> "Verdict":
        self.refusals.append(Finding(reason, reason.value.format(**words)))
        return self

    def warn(self, reason: Enum, **words: object) -> "Verdict":
        self.warnings.append(Finding(reason, reason.value.format(**words)))
        return self
