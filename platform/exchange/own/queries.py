"""Reading the own layer of a village; an office above has none."""

from typing import Any

from exchange.own.models import About, Refinement
from walls import current


def said_of(*abouts: About) -> dict[About, dict[str, Any]]:
    """about -> code -> what the village said; one query, and none in an office above."""
    found: dict[About, dict[str, Any]] = {about: {} for about in abouts}
    if current.office().kind == "village":
        for about, code, said in Refinement.objects.filter(about__in=abouts).values_list("about", "code", "said"):
            found[About(about)][code] = said
    return found
