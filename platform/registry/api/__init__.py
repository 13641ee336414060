"""The register over the API: the same permissions, filters, masks and actions as the pages."""

from registry.api import handovers, happenings, residents

routes = [*residents.routes, *happenings.routes, *handovers.routes]
