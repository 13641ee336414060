"""From stable keys to the words a clerk sees, and back; whatever is not a known name stays as it is."""

from modules.service.rules.naskah import manners
from modules.service.rules.naskah.marks import Head, Place, Spelling, Test
from modules.service.rules.naskah.names import Name, Names
from modules.service.rules.naskah.reading import read


def to_shown(text: str, names: Names) -> str:
    """`{business_kind:upper}` -> `{Jenis usaha: huruf besar}`."""
    return _told(text, names, Spelling.STORED, Spelling.SHOWN)


def to_stored(text: str, names: Names) -> str:
    """`{Jenis usaha: huruf besar}` -> `{business_kind:upper}`."""
    return _told(text, names, Spelling.SHOWN, Spelling.STORED)


def _told(text: str, names: Names, spoken: Spelling, wanted: Spelling) -> str:
    pieces, at = [], 0
    for mark in read(text, spoken).marks:
        said = _place(mark, names, spoken, wanted) if isinstance(mark, Place) else _head(mark, names, spoken, wanted)
        if said:
            pieces += [text[at : mark.spot.start], said]
            at = mark.spot.end
    return "".join([*pieces, text[at:]])


def _place(place: Place, names: Names, spoken: Spelling, wanted: Spelling) -> str:
    name = names.named(place.name, spoken)
    if name is None or (place.manner and place.manner not in manners.BY_KEY):
        return ""
    colon, words = (":", place.manner) if wanted == Spelling.STORED else (": ", _shown_manner(place.manner))
    return f"{{{name.spelt(wanted)}{colon + words if place.manner else ''}}}"


def _shown_manner(key: str) -> str:
    return manners.BY_KEY[key].shown if key else ""


def _head(head: Head, names: Names, spoken: Spelling, wanted: Spelling) -> str:
    if head.test:
        said = _test(head.test, names, spoken, wanted)
    elif head.words in ("untuk setiap", "tabel setiap"):
        key = names.group(head.name, spoken)
        said = key if wanted == Spelling.STORED else names.groups.get(key, "")
    elif head.words == "identitas":
        key = names.person(head.name, spoken)
        said = key if wanted == Spelling.STORED else names.people.get(key, "")
    else:
        return f"[{head.words}]"
    return f"[{head.words} {said}]" if said else ""


def _test(test: Test, names: Names, spoken: Spelling, wanted: Spelling) -> str:
    name = names.named(test.name, spoken)
    if name is None:
        return ""
    values = " | ".join(_value(value, name, wanted) for value in test.values)
    return " ".join(part for part in (name.spelt(wanted), test.how, values) if part)


def _value(value: str, name: Name, wanted: Spelling) -> str:
    choices = name.asked.choices if name.asked else ()
    if wanted == Spelling.SHOWN:
        return dict(choices).get(value, value)
    return next((key for key, label in choices if label.casefold() == value.casefold()), value)
