"""A hand that counts what it does, for journeys that promise how much that is."""

import time
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Locator, Page


@dataclass(frozen=True)
class Promise:
    """
    What a journey may cost.

    :param touches: interactions; of J3 the pages that are opened.
    :param seconds: the time people are given for it; the machine alone must stay within.
    """

    touches: int
    seconds: int


#: Of the journeys of letters, queue and complaints; whoever changes a page keeps them.
PROMISES = {
    "J1": Promise(6, 45),
    "J3": Promise(8, 180),
    "J4": Promise(3, 30),
    "J5": Promise(5, 90),
    "J6": Promise(1, 5),
    "J7": Promise(5, 60),
    "J8": Promise(4, 30),
    "J17": Promise(1, 3),
}


class Hand:
    """Counts every click, every shortcut, every link that is opened and every field somebody goes to and types in."""

    def __init__(self) -> None:
        self.touches, self.begun = 0, time.monotonic()

    def keeps(self, journey: str) -> None:
        """What was done so far costs no more than is promised; half as long again for a machine that does other things besides."""
        promised, took = PROMISES[journey], time.monotonic() - self.begun
        assert 0 < self.touches <= promised.touches, f"{journey}: {self.touches} touches"
        assert took <= 1.5 * promised.seconds, f"{journey}: {took:.1f} s"

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

    def put(self, where: Locator, file: FilePayload) -> None:
        """Choose a file for a field."""
        self.touches += 1
        where.set_input_files(file)

    def press(self, page: Page, keys: str) -> None:
        self.touches += 1
        page.keyboard.press(keys)

    def open(self, page: Page, address: str) -> None:
        self.touches += 1
        page.goto(address)
