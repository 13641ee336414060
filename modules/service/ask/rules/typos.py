"""The word somebody meant, when no document knows the one they typed."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word with the fewest slips of the keyboard, "" when none is near: one slip in a short word, two in a long one."""
    allowed = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    if not allowed:
        return ""
    best, found = allowed + 1, ""
    for other in known:
        # Nobody mistypes the first letter of a short word, and without it "harga" would be "warga".
        if abs(len(other) - len(word)) > allowed or len(other) < 3 or (allowed == 1 and other[0] != word[0]):
            continue
        slips = _slips(word, other, best)
        if slips < best or (slips == best and found and other[0] == word[0] != found[0]):
            best, found = slips, other
    return found if best <= allowed else ""


def _slips(one: str, other: str, most: int) -> int:
    """Letters added, left out, changed, or two swapped (optimal string alignment); `most` when there are as many or more."""
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        last, row = row, [number]
        for place, beside in enumerate(other, 1):
            cost = min(last[place] + 1, row[place - 1] + 1, last[place - 1] + (letter != beside))
            if earlier and place > 1 and letter == other[place - 2] and one[number - 2] == beside:
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
        if min(row) >= most:
            return most
        earlier = last
    return min(row[-1], most)
