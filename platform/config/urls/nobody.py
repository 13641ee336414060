"""No office, no pages: whoever arrives here came through a host nobody owns, or while the list of offices could not be read."""

urlpatterns: list[object] = []

handler500 = "web.errors.broken"
