"""Addresses of the residents' pages, below /kantor/warga/."""

app_name = "registry"
urlpatterns: list = []
