"""The labelled questions of Tanya."""

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
QUESTIONS, OF_PROGRAMMES = "ask_questions.txt", "ask_programmes.txt"


def labelled(name: str = QUESTIONS) -> list[tuple[list[str], str]]:
    """(what may come first, the question); nothing may for a question nobody can answer."""
    lines = [line for line in (HERE / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    pairs = (line.split(" = ", 1) for line in lines)
    return [([] if right == "-" else [one.strip() for one in right.split("|")], question) for right, question in pairs]


def is_right(document: Any, right: list[str]) -> bool:
    """`sk-usaha` is a service, `jawaban:biaya` an answer by words of its question, anything else a key."""
    if document is None:
        return False
    kind, _, name = document.key.partition(":")
    return any(
        name == one or document.key == one or (kind == "jawaban" and one.startswith("jawaban:")
        and one.partition(":")[2].lower() in document.title.lower())
        for one in right
    )  # fmt: skip
