"""The frame stands: pages come through a real server and browser."""

from conftest import VILLAGE, office


def test_help_is_readable_at_the_villages_address(open_at):
    page = open_at(office(VILLAGE), "/bantuan/")

    assert page.locator("h1").count() == 1
    assert "Pragaan Laok" in page.locator("header").first.inner_text()
