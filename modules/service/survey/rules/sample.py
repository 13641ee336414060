"""How many must answer so that the index speaks for all who were served (Krejcie and Morgan, as in the decree)."""

from fractions import Fraction

#: Chi square for one degree of freedom at 95 %, the share that needs most, and the error allowed.
CHI_SQUARE, SHARE, ERROR = Fraction("3.841"), Fraction(1, 2), Fraction("0.05")


def needed(users: int) -> int:
    """
    The least number of answers for so many users of a service in the period; 0 when there were none.

    S = X² N P (1-P) / (d² (N-1) + X² P (1-P)), to the nearest whole number.
    """
    if users <= 0:
        return 0
    spread = CHI_SQUARE * SHARE * (1 - SHARE)
    exact = spread * users / (ERROR**2 * (users - 1) + spread)
    return min(users, int(exact + Fraction(1, 2)))
