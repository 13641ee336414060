"""
Which document answers a question, and whether any does.

Every telling word weighs as much as it is rare among the documents. A document scores by the share of that weight it holds: whole in
its title and daily names, less in what else it says, less again for a word that is only near. One that no document knows is held by none.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: A share below this answers nothing.
ANSWERS = 0.54
_HELD = {3: 1.0, 2: 0.95, 1: 0.5}
#: For a word that was read as another one.
_GUESSED = 0.85
_TITLE_BONUS = 0.12
_UNKNOWN = 3


@dataclass(frozen=True)
class Match:
    """A word found in a document: `place` 3 in its title, 2 in its daily names, 1 elsewhere, 0 only near by `likeness` (0 to 1)."""

    key: str
    word: str
    place: int
    likeness: float = 0.0


def scores(
    words: Iterable[str], guesses: Mapping[str, str], matches: Iterable[Match], known: Mapping[str, tuple[int, float]]
) -> list[tuple[str, float]]:
    """
    (key, share from 0 to somewhat above 1), the best first.

    :param guesses: word -> what it may have meant.
    :param known: document -> (telling words in its title, what is added to its score).
    """
    by_word: dict[str, dict[str, Match]] = {}
    for match in matches:
        by_word.setdefault(match.word, {})[match.key] = match
    held: dict[str, float] = {}
    in_title: dict[str, int] = {}
    whole = 0.0
    for word in words:
        found, certainty = _found(word, guesses.get(word, ""), by_word)
        # A word nobody knows may be a name: it tells less than the rarest known one, but more than nothing.
        weight = math.log(1 + len(known) / (0.5 + (len(found) or _UNKNOWN)))
        whole += weight
        for key, match in found.items():
            held[key] = held.get(key, 0.0) + weight * certainty * (_HELD.get(match.place) or 0.7 * match.likeness)
            in_title[key] = in_title.get(key, 0) + (match.place == 3)
    shares = {
        key: weight / whole + _TITLE_BONUS * min(1.0, in_title[key] / max(1, known[key][0])) + known[key][1]
        for key, weight in held.items()
    }
    return sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))


def _found(word: str, guess: str, by_word: Mapping[str, Mapping[str, Match]]) -> tuple[dict[str, Match], float]:
    """Documents that hold the word; else those that hold what it may have meant; else those that hold something near it."""
    for meant, certainty in ((word, 1.0), (guess, _GUESSED)):
        exact = {key: match for key, match in by_word.get(meant, {}).items() if match.place}
        if exact:
            return exact, certainty
    return dict(by_word.get(word, {})), 1.0
