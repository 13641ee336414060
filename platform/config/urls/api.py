"""The API of an office; each app adds its routes in its own `api.py`, and only to the offices that have the app."""

from typing import Any

from django.urls import URLPattern, get_urlconf, path
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response


class KeyOfAnotherSystem(OpenApiAuthenticationExtension):
    """How the document names the key another system sends; being declared is enough."""

    target_class = "accounts.api_access.ClientAuthentication"
    name = "apiKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "Authorization: Bearer <kunci API kantor ini>"}


class SchemaView(SpectacularAPIView):
    """The OpenAPI document of this office."""

    open_because = "The description of the API holds no data."

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Describe what this kind of office has, not what an address without an office has."""
        self.urlconf = get_urlconf()
        return super().get(request, *args, **kwargs)


api_patterns: list[URLPattern] = [path("schema/", SchemaView.as_view(), name="api_schema")]
