"""A hand that counts what it does, for journeys that promise how much that is."""

from playwright.sync_api import Locator, Page


class Hand:
    """Counts every click, every shortcut, every link that is opened and every field somebody goes to and types in."""

    def __init__(self) -> None:
        self.touches = 0

    def click(self, where: Locator) -> None:
        self.touches += 1
        where.click()

    def type(self, where: Locator, text: str) -> None:
        self.touches += 1
        where.fill(text)

    def type_on(self, page: Page, first: Locator, *texts: str) -> None:
        """Type into neighbouring fields without leaving the keyboard; going to the first costs a touch unless one is there."""
        if not first.evaluate("field => field === document.activeElement"):
            self.click(first)
        self.touches += 1
        for number, text in enumerate(texts):
            if number:
                page.keyboard.press("Tab")
            page.keyboard.type(text)

    def press(self, page: Page, keys: str) -> None:
        self.touches += 1
        page.keyboard.press(keys)

    def open(self, page: Page, address: str) -> None:
        self.touches += 1
        page.goto(address)
