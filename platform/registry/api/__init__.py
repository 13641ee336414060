"""The register over the API: the same permissions, filters, masks and actions as the pages."""

from registry.api import elsewhere, handovers, happenings, residents

routes = [*residents.routes, *happenings.routes, *handovers.routes, *elsewhere.routes]
