"""The register over the API: the same permissions, filters, masks and actions as the pages."""

from registry.api import (
    doubles,
    families,
    handovers,
    happenings,
    imports,
    lists,
    months,
    persons,
    residents,
    territory,
)

_PARTS = (residents, persons, families, territory, happenings, handovers, months, lists, imports, doubles)
routes = [route for part in _PARTS for route in part.routes]
