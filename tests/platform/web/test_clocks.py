from datetime import date

from web import clocks
from web.clocks import Clock


def test_the_most_pressing_clock_stands_first(monkeypatch):
    monkeypatch.setattr(clocks, "_declared", {})
    clocks.declare(
        "later", lambda account, today: [Clock("Nanti", "/a/", date(2026, 11, 21)), Clock("Tanpa hari", "/b/")]
    )
    clocks.declare("now", lambda account, today: [Clock("Segera", "/c/", date(2026, 12, 1), "danger", 3)])
    clocks.declare("nothing", lambda account, today: [])

    assert [clock.label for clock in clocks.running(None, date(2026, 11, 20))] == ["Segera", "Nanti", "Tanpa hari"]
