"""No office, no pages: whoever arrives here came through a host nobody owns."""

urlpatterns: list[object] = []
