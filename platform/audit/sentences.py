"""
What the log says in Indonesian: apps teach it a sentence for each of their actions, and how to name what it was done to.

A sentence is words that follow the actor's name ("menandatangani surat"), or a function of the entry's detail.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Sentence = str | Callable[[dict[str, Any]], str]
Names = Callable[[Iterable[str]], dict[str, str]]


@dataclass(frozen=True)
class Subject:
    word: str
    names: Names | None = None


_sentences: dict[str, Sentence] = {}
_subjects: dict[str, Subject] = {}


def add(sentences: Mapping[str, Sentence]) -> None:
    """Teach the log: `add({"letter.sign": "menandatangani surat"})`, from an app's `ready()`."""
    _sentences.update(sentences)


def name_subjects(label: str, word: str, names: Names | None = None) -> None:
    """
    Teach the log to name things of one model.

    :param label: "app.model" as the entry keeps it.
    :param word: what such a thing is called.
    :param names: given ids as text, returns id -> name in one query; never a full NIK.
    """
    _subjects[label] = Subject(word, names)


def of(action: str, detail: dict[str, Any]) -> str:
    """The sentence of an action; an action nobody has put into words is shown by its code."""
    sentence = _sentences.get(action, action)
    return sentence(detail) if callable(sentence) else sentence


def actions() -> list[tuple[str, str]]:
    """Every action with a sentence, as (code, sentence) in the order of the sentences."""
    return sorted(((action, of(action, {})) for action in _sentences), key=lambda pair: pair[1])


def words_of(labels_and_ids: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """How to call each of these things; one query for each model that can name its own."""
    wanted: dict[str, set[str]] = {}
    for label, pk in labels_and_ids:
        if label:
            wanted.setdefault(label, set()).add(pk)
    return {(label, pk): words for label, pks in wanted.items() for pk, words in _words_of_model(label, pks).items()}


def _words_of_model(label: str, pks: set[str]) -> dict[str, str]:
    subject = _subjects.get(label) or Subject(label.rpartition(".")[2])
    names = subject.names(pks) if subject.names else {}
    return {pk: f"{subject.word} {names.get(pk) or f'nomor {pk}'}" for pk in pks}
