"""Finding what answers a question: PostgreSQL's Indonesian full text and likeness of letters, judged by `rules.ranking`."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet

from modules.service.ask.models import Entry
from modules.service.ask.rules import ranking, typos, words
from modules.service.ask.rules.documents import Document, all_documents
from modules.service.ask.rules.ranking import Match
from walls.current import connection

#: Shown beside the answer, or instead of one.
MOST = 3
#: Below this two words are not alike (pg_trgm, measured on daily spellings).
LIKENESS = 0.6
#: Unanswered questions are kept so long.
KEPT = timedelta(days=30)
# The documents are few and may change with every act of the office, so they come with the question: an index beside them could be
# behind, and would be a second place for what the office says.
FIND = """
    WITH told AS (
        SELECT * FROM unnest(%(keys)s::text[], %(titles)s::text[], %(words)s::text[], %(more)s::text[]) AS d(key, title, words, more)),
    read AS (
        SELECT key, to_tsvector('indonesian', title) AS a, to_tsvector('indonesian', words) AS b, to_tsvector('indonesian', more) AS c,
               lower(title || ' ' || words) AS near FROM told),
    asked AS (SELECT word, plainto_tsquery('indonesian', word) AS q FROM unnest(%(asked)s::text[]) AS word),
    found AS (
        SELECT key, word, CASE WHEN a @@ q THEN 3 WHEN b @@ q THEN 2 WHEN c @@ q THEN 1 ELSE 0 END AS place,
               word_similarity(word, near) AS likeness
        FROM read CROSS JOIN asked)
    SELECT key, word, place, likeness FROM found WHERE place > 0 OR likeness >= %(likeness)s"""


@dataclass(frozen=True)
class Answer:
    """
    What is said to a question. `best` is None when nothing answers it; `others` are the nearest, for whoever meant something else.

    `telling` are the words that were looked for; none of them, and there was no question.
    """

    telling: list[str]
    best: Document | None = None
    others: list[Document] = field(default_factory=list)
    score: float = 0.0


def answer_to(question: str) -> Answer:
    """One statement beside those of the sources."""
    telling = words.telling(question)
    if not telling:
        return Answer([])
    known = all_documents()
    ranked = _ranked(telling, known)
    by_key = {document.key: document for document in known}
    nearest = [by_key[key] for key, _ in ranked[: MOST + 1]]
    score = ranked[0][1] if ranked else 0.0
    if score < ranking.ANSWERS:
        return Answer(telling, None, nearest[:MOST], score)
    close = [by_key[key] for key, other in ranked[1 : MOST + 1] if other >= ranking.ANSWERS / 2]
    return Answer(telling, nearest[0], close, score)


def _ranked(telling: list[str], known: list[Document]) -> list[tuple[str, float]]:
    titles = [words.plain(one.title) for one in known]
    daily = [" ".join(words.plain(part) for part in one.words.split()) for one in known]
    vocabulary = {word for text in (*titles, *daily) for word in text.split() if words.tells(word)}
    guesses = {word: guess for word in telling if word not in vocabulary and (guess := typos.nearest(word, vocabulary))}
    telling = [word for word in telling if word in vocabulary or word in guesses or not words.is_slip_of_nothing(word)]
    asked = {
        "keys": [one.key for one in known],
        "titles": titles,
        "words": daily,
        "more": [words.plain(one.more) for one in known],
        "asked": list({*telling, *guesses.values()}),
        "likeness": LIKENESS,
    }
    with connection.cursor() as cursor:
        cursor.execute(FIND, asked)
        matches = [Match(*row) for row in cursor.fetchall()]
    weights = {one.key: (len(words.telling(one.title)), one.weight) for one in known}
    return ranking.scores(telling, guesses, matches, weights)


def entries(state: str) -> QuerySet[Entry]:
    """Answers by question; what was asked, the most wanted first."""
    found = Entry.objects.filter(state=state)
    return found.order_by("-times_asked", "-asked_at") if state == Entry.State.ASKED else found.order_by("question")


def old_questions(at: datetime) -> QuerySet[Entry]:
    return Entry.objects.filter(state=Entry.State.ASKED, asked_at__lt=at - KEPT)
