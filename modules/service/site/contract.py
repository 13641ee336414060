"""All that other rooms may use of the site."""

from modules.service.site.permissions import SitePermission

__all__ = ["SitePermission"]
