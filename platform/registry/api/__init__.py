"""The register over the API: the same permissions, filters, masks and actions as the pages."""

from registry.api import (
    doubles,
    elsewhere,
    entrances,
    families,
    handovers,
    happenings,
    households,
    imports,
    lists,
    months,
    persons,
    residents,
    territory,
    voter_lists,
)

_PARTS = (
    residents,
    persons,
    families,
    households,
    entrances,
    territory,
    happenings,
    handovers,
    months,
    lists,
    imports,
    doubles,
    elsewhere,
    voter_lists,
)
routes = [route for part in _PARTS for route in part.routes]
