"""The day on which figures are counted."""

from datetime import date

from walls import current
from walls.current import connection


def in_office() -> date:
    """
    The day it is in the current office by the clock of the database; one statement.

    What a figure says must not hang on which process counts it: the request of an officer, a worker, or the night.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT (now() AT TIME ZONE %s)::date", [str(current.office().tzinfo)])
        found: date = cursor.fetchone()[0]
    return found
