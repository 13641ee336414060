"""All that other rooms may use of the site."""

from modules.service.site.permissions import SitePermission
from modules.service.site.queries import programmes

__all__ = ["SitePermission", "programmes"]
