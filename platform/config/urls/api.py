"""The API of an office; each app adds its routes in its own `api.py`, and only to the offices that have the app."""

from django.urls import URLPattern, path
from drf_spectacular.views import SpectacularAPIView


class SchemaView(SpectacularAPIView):
    """The OpenAPI document of this office."""

    open_because = "The description of the API holds no data."


api_patterns: list[URLPattern] = [path("schema/", SchemaView.as_view(), name="api_schema")]
