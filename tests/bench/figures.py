"""How every bench of the project says what it found: one JSON object a line."""

import json
import math
from collections.abc import Sequence


def say(figure: str, value: float, unit: str, *, peer: str | None = None, ratio: float | None = None) -> None:
    """
    Print one figure.

    :param peer: what the same run measured beside it.
    :param ratio: peer's value divided by ours; above 1 we are better.
    """
    line = {"figure": figure, "value": round(value, 4), "unit": unit, "peer": peer, "ratio": ratio and round(ratio, 2)}
    print(json.dumps(line), flush=True)


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest measured value that at least this share does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
