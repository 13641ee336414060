"""What every page owes to everybody: no accessibility fault, and nothing wider than the screen."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Colours that fade over into those of another theme are brought to their end; an animation without end is taken away.
# Where nobody reads it, the checker need not describe what is right.
_FAULTS = """() => {
  for (const one of document.getAnimations()) try { one.finish() } catch { one.cancel() }
  return axe.run({resultTypes: ["violations"]}).then(
    found => found.violations.map(one => [one.id, one.nodes[0].html.slice(0, 120)]))
}"""
_IS_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def look(page: Page, *widths: int, name: str = "", themes: dict[int, Any] | None = None) -> None:
    """
    Judge a page as it is now, or at each of these widths; it is drawn anew, not loaded anew, and goes back to its own width.

    :param name: KENTONGAN_PICTURES names a folder to keep what was seen in, under this name.
    :param themes: width -> "light" or "dark", where the page is looked at in another than its own.
    """
    before: Any = page.viewport_size
    page.evaluate(AXE_SCRIPT)
    for width in widths or (before["width"],):
        if width != before["width"] or len(widths) > 1:
            page.set_viewport_size({"width": width, "height": 800})
        if themes:
            page.emulate_media(color_scheme=themes[width])
        faults = page.evaluate(_FAULTS)
        assert faults == [], f"{page.url} {width}: {faults}"
        assert not page.evaluate(_IS_WIDER), (page.url, width)
        if name and (folder := os.environ.get("KENTONGAN_PICTURES")):
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    if len(widths) > 1:
        page.set_viewport_size(before)
