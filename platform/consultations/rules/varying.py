"""
What a kabupaten may say of a type of consultation (pure): read over what ships, refused when it makes no sense or the law says else.

Questions, conclusions and the kind of answer stay what ships: forms, papers and figures are made of them. A type of the kabupaten alone
is answered by letter.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from consultations.rules.topics import TOPICS, Attachment, Check, Topic

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_DAYS, MOST_FILES, MOST_CHECKS, MOST_LAWS = 60, 12, 30, 12
#: Shares of the days at which the kecamatan is told, where the kabupaten names no days of alarm.
ALARMS = (75, 90, 100)
#: What a type of the kabupaten alone is made of: answered by letter, with no questions.
PLAIN = "bimbingan"


class TypeWrong(ValueError):
    """What was said makes no type of consultation; the message says in Indonesian what is wrong."""


def read(code: str, said: Mapping[str, Any]) -> Topic:
    """
    A type as a kabupaten published it.

    :raises TypeWrong: see there.
    """
    base = TOPICS.get(code) or _plain(code)
    days = _days(said.get("days"), base)
    return replace(
        base,
        title=_words(said.get("title"), "Nama", 3, 80),
        about=_words(said.get("about"), "Keterangan", 3, 300),
        laws=tuple(_words(one, "Dasar hukum", 3, 300) for one in _list(said.get("laws"), "Dasar hukum", 1, MOST_LAWS)),
        days=days,
        clock_law=_words(said.get("clock_law"), "Dasar batas waktu", 3, 200) if days else "",
        alarms=_alarms(said.get("alarms") or (), days),
        attachments=_attachments(said.get("attachments"), base),
        checklist=_checklist(said.get("checklist"), base),
        is_active=bool(said.get("is_active", True)),
    )


def written(topic: Topic) -> dict[str, Any]:
    """The same as it is kept: `read(code, written(topic))` is the topic."""
    return {
        "title": topic.title,
        "about": topic.about,
        "laws": list(topic.laws),
        "days": topic.days,
        "clock_law": topic.clock_law,
        "alarms": list(topic.alarms),
        "attachments": [[one.text, one.required] for one in topic.attachments],
        "checklist": [[one.text, one.law] for one in topic.checklist],
        "is_active": topic.is_active,
    }


def _plain(code: str) -> Topic:
    if len(code) > 40 or not CODE.fullmatch(code):
        raise TypeWrong("Kode hanya huruf kecil, angka, dan tanda hubung.")
    return replace(
        TOPICS[PLAIN], code=code, order=50, questions=(), attachments=(), checklist=(), days=None, archive_code="400.10"
    )


def _days(said: Any, base: Topic) -> int | None:
    if said in (None, ""):
        if base.days_by_law:
            raise TypeWrong(f"Batas waktu ini dari {base.clock_law}, jadi tidak dapat dihapus.")
        return None
    if not isinstance(said, int) or not 1 <= said <= MOST_DAYS:
        raise TypeWrong(f"Batas waktu 1 sampai {MOST_DAYS} hari kerja.")
    if base.silence and said != base.days:
        raise TypeWrong(
            f"Batas {base.days} hari kerja menentukan kapan rancangan berlaku sendiri, jadi tidak dapat diubah."
        )
    if base.days_by_law and base.days and said > base.days:
        raise TypeWrong(f"Batas waktu paling lama {base.days} hari kerja menurut {base.clock_law}.")
    return said


def _alarms(said: Sequence[Any], days: int | None) -> tuple[int, ...]:
    if days is None:
        return ()
    given = tuple(said) or tuple(dict.fromkeys(max(days * share // 100, 1) for share in ALARMS))
    if not all(isinstance(one, int) and 1 <= one <= days for one in given) or list(given) != sorted(set(given)):
        raise TypeWrong(f"Hari peringatan dari 1 sampai {days}, dari yang terkecil, tanpa pengulangan.")
    return given if given[-1] == days else (*given, days)


def _attachments(said: Any, base: Topic) -> tuple[Attachment, ...]:
    """A file in the words that ship keeps its key and when it is asked for; another is asked for always."""
    known = {one.text: one for one in base.attachments}
    found: list[Attachment] = []
    for text, required in _pairs(said, "Berkas", MOST_FILES):
        plain = _words(text, "Nama berkas", 3, 120)
        was = known.get(plain) or Attachment(_key(plain), plain)
        found.append(replace(was, required=bool(required)))
    _refuse_twice([one.key for one in found], "Berkas")
    return tuple(found)


def _checklist(said: Any, base: Topic) -> tuple[Check, ...]:
    known = {one.text: one for one in base.checklist}
    found: list[Check] = []
    for text, law in _pairs(said, "Daftar periksa", MOST_CHECKS):
        plain = _words(text, "Daftar periksa", 3, 160)
        found.append(
            Check(known[plain].key if plain in known else _key(plain), plain, _words(law, f"Dasar “{plain}”", 3, 200))
        )
    _refuse_twice([one.key for one in found], "Daftar periksa")
    return tuple(found)


def _pairs(said: Any, what: str, most: int) -> list[tuple[Any, Any]]:
    found = _list(said, what, 0, most)
    if not all(isinstance(one, list | tuple) and len(one) == 2 for one in found):
        raise TypeWrong(f"{what} tidak terbaca.")
    return [(one[0], one[1]) for one in found]


def _list(said: Any, what: str, least: int, most: int) -> list[Any]:
    if not isinstance(said, list | tuple) or not least <= len(said) <= most:
        raise TypeWrong(
            f"{what}: {least or 'paling banyak'} sampai {most}." if least else f"{what}: paling banyak {most}."
        )
    return list(said)


def _words(said: Any, what: str, least: int, most: int) -> str:
    plain = " ".join(said.split()) if isinstance(said, str) else ""
    if not least <= len(plain) <= most or not plain.isprintable():
        raise TypeWrong(f"{what}: tulis {least} sampai {most} huruf.")
    return plain


def _key(text: str) -> str:
    """A name for the words, by which a file or a check is kept."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:40].strip("-") or "lain"


def _refuse_twice(keys: list[str], what: str) -> None:
    if len(set(keys)) != len(keys):
        raise TypeWrong(f"{what}: ada yang ditulis dua kali.")
