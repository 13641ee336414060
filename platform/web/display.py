"""How a visitor likes pages to look: the theme and the size of text, kept in two small cookies without any identity."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

THEME_COOKIE = "tema"
TEXT_COOKIE = "teks"
ONE_YEAR_SECONDS = 365 * 24 * 3600

# What the cookie says, and what the style sheet calls it; "" follows the device.
THEMES = {"": "", "terang": "light", "gelap": "dark"}
TEXT_SIZES = ("", "2", "3", "4")


@dataclass(frozen=True)
class Display:
    """The choice in force on one page."""

    theme: str = ""
    text: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Display:
        """Read the choice; a cookie with anything else in it counts as no choice."""
        theme = THEMES.get(request.COOKIES.get(THEME_COOKIE, ""), "")
        text = request.COOKIES.get(TEXT_COOKIE, "")
        return cls(theme, text if text in TEXT_SIZES else "")


def remember(response: HttpResponse, *, theme: str | None, text: str | None) -> None:
    """Keep the choices that were sent and are known; others change nothing."""
    if theme in THEMES:
        _keep(response, THEME_COOKIE, theme or "")
    if text in TEXT_SIZES:
        _keep(response, TEXT_COOKIE, text or "")


def _keep(response: HttpResponse, name: str, value: str) -> None:
    if value:
        response.set_cookie(name, value, max_age=ONE_YEAR_SECONDS, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")
