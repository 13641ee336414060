"""The indicators the register publishes."""

from registry.queries import resident_counts


def count_residents(period: str) -> tuple[int, int]:
    """
    Living residents now.

    :param period: "2026-11"; the register keeps no past states yet, so only the running month may be asked for.
    :return: (residents, families); the denominator is the number of families they form.
    """
    counted = resident_counts()
    return counted.residents, counted.families
