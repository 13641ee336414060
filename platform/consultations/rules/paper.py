"""The paper that answers a consultation: a decision with its annex, or a letter (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from consultations.rules import budget, codes
from consultations.rules.budget import VERDICT_WORDS, Line, Verdict
from consultations.rules.topics import Outcome, Topic
from papers.layout import (
    Acting,
    Address,
    Block,
    Identities,
    Identity,
    Letterhead,
    LetterPaper,
    Paragraph,
    Post,
    Shape,
    Signature,
    Table,
    Title,
    Verification,
)
from web import indonesian

_HOW = {"ok": "Sesuai", "warn": "Perhatikan", "danger": "Tidak sesuai"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the kecamatan answers; `notes` and `verdicts` by code of the line, `checks` the keys of what is in order."""

    conclusion: str
    text: str = ""
    notes: Mapping[str, str]
    verdicts: Mapping[str, str] = field(default_factory=dict)
    checks: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Issue:
    """Everything around it: whose question, which office answers, who signs and when."""

    subject: str
    village: str
    asked_on: date
    period: str
    district: str
    letterhead: Letterhead
    signer: str
    acting: Acting = Acting.NOT
    on: date
    at: datetime
    number: str = ""
    verification: Verification | None = None


def paper(topic: Topic, answer: Answer, lines: Sequence[Line], issue: Issue) -> LetterPaper:
    """The paper; without verification it is a draft, marked as one."""
    is_decision = topic.outcome == Outcome.DECISION
    head = f"Camat {issue.district}"
    place = f"{issue.district}, {indonesian.long_date(issue.on)}"
    annex = _annex(topic, answer, lines)
    return LetterPaper(
        letterhead=issue.letterhead,
        title=f"Keputusan {head}" if is_decision else _matter(topic, issue),
        number=issue.number,
        blocks=_decision(topic, answer, issue, head) if is_decision else _letter(topic, answer, issue),
        signature=Signature(
            place_and_date=f"Ditetapkan di {issue.district}\npada tanggal {indonesian.long_date(issue.on)}"
            if is_decision
            else place,
            head=Post(head, issue.acting),
            name=issue.signer,
        ),
        made_at=issue.at,
        verification=issue.verification,
        draft=issue.verification is None,
        shape=Shape.STATEMENT if is_decision else Shape.OFFICIAL,
        address=None
        if is_decision
        else Address(
            to=(f"Kepala {issue.village}", "di tempat"),
            matter=_matter(topic, issue),
            enclosures="1 (satu) lampiran" if annex else "-",
        ),
        annex_title=_annex_title(topic, issue, head, is_decision) if annex else "",
        annex=annex,
    )


def _matter(topic: Topic, issue: Issue) -> str:
    return f"{topic.outcome_words}: {topic.title}{f' {issue.period}' if issue.period else ''}"


def _about(topic: Topic, issue: Issue) -> str:
    changed = "perubahan " if "perubahan" in topic.code else ""
    year = f" tahun anggaran {issue.period}" if issue.period else ""
    return f"Hasil evaluasi Rancangan Peraturan {issue.village} tentang {changed}Anggaran Pendapatan dan Belanja Desa{year}"


def _decision(topic: Topic, answer: Answer, issue: Issue, head: str) -> tuple[Block, ...]:
    about, concluded = _about(topic, issue), topic.conclusion(answer.conclusion)
    weighed = (
        f"a. bahwa {issue.village} mengajukan rancangan untuk dievaluasi pada {indonesian.long_date(issue.asked_on)};\n"
        f"b. bahwa rancangan itu sudah diteliti sebagaimana tercantum dalam lampiran;\n"
        f"c. bahwa karena itu perlu menetapkan Keputusan {head} tentang {about[0].lower()}{about[1:]}."
    )
    laws = "\n".join(f"{number}. {law};" for number, law in enumerate(topic.laws, start=1))
    sentence = concluded.sentence if concluded else "…"
    decided = [
        Identity("Menetapkan", f"{head} tentang {about[0].lower()}{about[1:]}.".replace(head, f"Keputusan {head}", 1)),
        Identity("Kesatu", f"Rancangan tersebut {sentence}."),
    ]
    if concluded and concluded.needs_fix:
        decided.append(
            Identity(
                "Kedua",
                f"Kepala Desa bersama BPD memperbaiki rancangan paling lama {topic.fix_days} hari kerja sejak keputusan ini diterima.",
            )
        )
    if answer.text:
        decided.append(Identity("Ketiga" if len(decided) == 3 else "Kedua", answer.text))
    names = ("Menetapkan", "Kesatu", "Kedua", "Ketiga", "Keempat")
    decided.append(Identity(names[len(decided)], "Keputusan ini mulai berlaku pada tanggal ditetapkan."))
    return (
        Title("TENTANG"),
        Title(about.upper()),
        Identities((Identity("Menimbang", weighed), Identity("Mengingat", laws))),
        Title("MEMUTUSKAN:"),
        Identities(tuple(decided)),
    )


def _letter(topic: Topic, answer: Answer, issue: Issue) -> tuple[Block, ...]:
    asked = (
        f"Menjawab {topic.title.lower()} Saudara tanggal {indonesian.long_date(issue.asked_on)} tentang {issue.subject}"
    )
    concluded = topic.conclusion(answer.conclusion)
    sentence = concluded.sentence if concluded else ""
    blocks: list[Block] = [Paragraph(f"{asked}, kami sampaikan sebagai berikut.")]
    blocks += [Paragraph(part.strip()) for part in answer.text.split("\n\n") if part.strip()]
    if sentence:
        blocks.append(Paragraph(sentence))
    blocks.append(Paragraph("Demikian untuk menjadi perhatian."))
    return tuple(blocks)


def _annex_title(topic: Topic, issue: Issue, head: str, is_decision: bool) -> str:
    number = f" Nomor {issue.number}" if issue.number else ""
    if is_decision:
        return f"Lampiran Keputusan {head}\n{number.strip()}\nTentang {_about(topic, issue)}"
    return f"Lampiran surat {head}\n{number.strip()}"


def _annex(topic: Topic, answer: Answer, lines: Sequence[Line]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    judged = _judged(answer, lines)
    if judged:
        rows = tuple(_judged_row(number, line, answer) for number, line in enumerate(judged, start=1))
        blocks += [
            Title("Hasil evaluasi per rekening"),
            Table(("No", "Rekening", "Uraian", "Anggaran (Rp)", "Hasil", "Catatan"), rows),
        ]
    found = [finding for finding in budget.findings(lines) if finding.tone != "ok"] or budget.findings(lines)
    if found:
        rows = tuple((_HOW[one.tone], one.text, one.law) for one in found)
        blocks += [Title("Pemeriksaan angka"), Table(("Hasil", "Pemeriksaan", "Dasar"), rows)]
    if topic.checklist:
        rows = tuple(
            ("Sesuai" if one.key in answer.checks else "Belum sesuai", one.text, one.law) for one in topic.checklist
        )
        blocks += [Title("Pemeriksaan berkas"), Table(("Hasil", "Pemeriksaan", "Dasar"), rows)]
    return tuple(blocks)


def _judged(answer: Answer, lines: Sequence[Line]) -> list[Line]:
    """The lines of which something is said, in the order of the budget; those that are in it no more come last, by their code."""
    said = [code for code in {**answer.verdicts, **answer.notes} if answer.verdicts.get(code) or answer.notes.get(code)]
    known = {line.code for line in lines}
    gone = [Line(code, codes.name_of(code), 0) for code in said if code not in known]
    return [line for line in lines if line.code in set(said)] + gone


def _judged_row(number: int, line: Line, answer: Answer) -> tuple[str, ...]:
    verdict = answer.verdicts.get(line.code, "")
    words = VERDICT_WORDS[Verdict(verdict)][0] if verdict in set(Verdict) else "–"
    amount = indonesian.whole_number(line.amount) if line.amount else ""
    return (f"{number}", line.code, line.name, amount, words, answer.notes.get(line.code, ""))
