"""What to call a browser, so that a person recognizes the own devices (pure)."""

BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
DEVICES = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
           ("CrOS", "Chromebook"), ("Linux", "Linux"))  # fmt: skip


def name(agent: str) -> str:
    """ "Chrome di Android", or what can be told of it."""
    browser = next((word for sign, word in BROWSERS if sign in agent), "Peramban lain")
    device = next((word for sign, word in DEVICES if sign in agent), "")
    return f"{browser} di {device}" if device else browser
