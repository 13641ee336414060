"""
The figures of a village budget, what they say by themselves, and what the kecamatan says of each (pure).

Only what can be judged from codes and amounts is judged; what hides in activities is left to whoever reads the file.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultations.rules import codes
from consultations.rules.codes import ACCOUNTS as ACCOUNTS

INCOME, SPENDING, FINANCING, RECEIPTS, OUTLAYS = "4", "5", "6", "6.1", "6.2"
#: Pay and allowances of the head and the officials, and allowances of the council.
PAY = ("5.1.1", "5.1.2", "5.1.4")
MOST_PAY = 30
_BOOK = "Permendagri 20/2018"
_LIST = f"{_BOOK} lampiran A"
_PAY_LAW = "PP 11/2019 pasal 100"


class Verdict(StrEnum):
    """What the kecamatan says of one line."""

    FITS = "sesuai"
    MEND = "perbaiki"
    UNFIT = "tidak-sesuai"


#: verdict -> (words, tone).
VERDICT_WORDS = {
    Verdict.FITS: ("Sesuai", "ok"),
    Verdict.MEND: ("Perbaiki", "warn"),
    Verdict.UNFIT: ("Tidak sesuai", "danger"),
}


@dataclass(frozen=True)
class Line:
    """An account, an activity, or an account within one, with its budget in whole rupiah; `code` as `codes` has it."""

    code: str
    name: str
    amount: int


@dataclass(frozen=True)
class Finding:
    """What a check found, about one line or about the whole (`code` empty); tone ok, warn or danger."""

    tone: str
    text: str
    law: str
    code: str = ""


def findings(lines: Sequence[Line]) -> list[Finding]:
    """Everything the checks say, the worst first; each names the line it is about."""
    if not lines:
        return []
    amounts = {line.code: line.amount for line in lines}
    accounts = {code: amount for code, amount in amounts.items() if not codes.split(code)[0]}
    found = [
        *_missing(accounts),
        *_twice(lines),
        *_negative(lines),
        *_unknown(lines),
        *_sums(lines, amounts),
        *_both_ways(amounts, accounts),
        *_balance(accounts),
        *_pay({**_spent(amounts), **accounts}),
    ]
    return sorted(found, key=lambda finding: ("danger", "warn", "ok").index(finding.tone))


def faults_of_verdicts(verdicts: Mapping[str, str], notes: Mapping[str, str], *, is_fit: bool) -> list[str]:
    """
    Why an answer cannot go on as it is: what must be mended has no words, or the whole is called right although a line is not.

    :param is_fit: the conclusion asks for no mending.
    """
    open_lines = [code for code, verdict in verdicts.items() if verdict != Verdict.FITS]
    silent = [code for code in open_lines if not notes.get(code)]
    found = []
    if silent:
        found.append(
            f"Tulis catatan untuk {', '.join(map(codes.said, silent[:3]))}{' dan lainnya' if len(silent) > 3 else ''}."
        )
    if is_fit and open_lines:
        found.append(f"Kesimpulannya sesuai, tetapi {len(open_lines)} rekening belum. Ganti kesimpulan atau hasilnya.")
    return found


def _missing(amounts: Mapping[str, int]) -> Iterable[Finding]:
    law = f"{_BOOK} pasal 8"
    for code in (INCOME, SPENDING):
        if code not in amounts:
            yield Finding("danger", f"Akun {code} {ACCOUNTS[code]} tidak ada.", law, code)
    if FINANCING not in amounts and RECEIPTS not in amounts and OUTLAYS not in amounts:
        yield Finding("warn", "Akun 6 Pembiayaan tidak ada; dihitung nol.", law, FINANCING)


def _twice(lines: Sequence[Line]) -> Iterable[Finding]:
    for code, count in Counter(line.code for line in lines).items():
        if count > 1:
            yield Finding("danger", f"{codes.said(code)} ditulis {count} kali.", _LIST, code)


def _negative(lines: Sequence[Line]) -> Iterable[Finding]:
    for line in lines:
        # What is left of receipts after outlays may well be less than nothing.
        if line.amount < 0 and line.code != FINANCING:
            yield Finding("danger", f"{codes.said(line.code, line.name)} bernilai negatif.", _LIST, line.code)


def _unknown(lines: Sequence[Line]) -> Iterable[Finding]:
    for line in lines:
        if not codes.is_known(line.code):
            words = f"{codes.said(line.code, line.name)} tidak ada di daftar nasional."
            yield Finding("warn", words, _LIST, line.code)


def _sums(lines: Sequence[Line], amounts: Mapping[str, int]) -> Iterable[Finding]:
    below: dict[str, int] = defaultdict(int)
    for code, amount in amounts.items():
        below[codes.parent(code, amounts)] += amount
    if FINANCING in below:
        below[FINANCING] = _net(amounts)
    names, wrong = {line.code: line.name for line in lines}, False
    for code, amount in amounts.items():
        if below.get(code, amount) != amount:
            wrong = True
            words = f"Jumlah rinciannya {_rupiah(below[code])}, selisih {_rupiah(amount - below[code])}."
            yield Finding("danger", f"{codes.said(code, names[code])} {_rupiah(amount)}. {words}", _LIST, code)
    if not wrong:
        yield Finding("ok", "Setiap rekening sama dengan jumlah rinciannya.", _LIST)


def _both_ways(amounts: Mapping[str, int], accounts: Mapping[str, int]) -> Iterable[Finding]:
    """Spending by activity and spending by account are the same money."""
    law = f"{_BOOK} pasal 8 dan lampiran A"
    fields = [amount for code, amount in amounts.items() if code.startswith("0") and "." not in code]
    if not fields:
        return
    found = list(_unlike(SPENDING, accounts, sum(fields), "menurut bidang", "danger", law))
    for code, amount in _spent(amounts).items():
        found += _unlike(code, accounts, amount, "menurut kegiatan", "warn", law)
    yield from found
    if not found and SPENDING in accounts:
        yield Finding("ok", "Belanja menurut bidang sama dengan belanja menurut rekening.", law)


def _unlike(code: str, accounts: Mapping[str, int], amount: int, words: str, tone: str, law: str) -> Iterable[Finding]:
    said = accounts.get(code, amount)
    if said != amount:
        text = f"{codes.said(code)} {_rupiah(said)}, {words} {_rupiah(amount)}, selisih {_rupiah(said - amount)}."
        yield Finding(tone, text, law, code)


def _spent(amounts: Mapping[str, int]) -> dict[str, int]:
    """account -> its sum over all activities, of the parts of spending."""
    found: dict[str, int] = defaultdict(int)
    for code, amount in amounts.items():
        activity, account = codes.split(code)
        if activity and "." in account:
            found[account] += amount
    return dict(found)


def _balance(amounts: Mapping[str, int]) -> Iterable[Finding]:
    if INCOME not in amounts or SPENDING not in amounts:
        return
    left = amounts[INCOME] - amounts[SPENDING] + _net(amounts)
    law = f"{_BOOK} pasal 8 dan lampiran"
    if left:
        yield Finding("danger", f"Pendapatan − belanja + pembiayaan = {_rupiah(left)}, seharusnya nol.", law)
    else:
        yield Finding("ok", "Pendapatan − belanja + pembiayaan = nol.", law)


def _net(amounts: Mapping[str, int]) -> int:
    """Receipts less outlays; the total where neither is given."""
    if RECEIPTS not in amounts and OUTLAYS not in amounts:
        return amounts.get(FINANCING, 0)
    return amounts.get(RECEIPTS, 0) - amounts.get(OUTLAYS, 0)


def _pay(amounts: Mapping[str, int]) -> Iterable[Finding]:
    spending, known = amounts.get(SPENDING, 0), [amounts[code] for code in PAY if code in amounts]
    if spending <= 0 or not known:
        yield Finding("warn", "Bagian penghasilan tetap tidak dapat dihitung: rincian 5.1 tidak ada.", _PAY_LAW)
        return
    share = 100 * sum(known) / spending
    words = f"Penghasilan tetap dan tunjangan {share:.1f}% dari belanja, paling banyak {MOST_PAY}%.".replace(
        ".", ",", 1
    )
    # Neither income of the office's own land nor what the council spends can be seen in these codes.
    tail = " Hasil tanah bengkok dan operasional BPD tidak tampak di sini."
    yield Finding("warn" if share > MOST_PAY else "ok", words + tail, _PAY_LAW, "5.1" if share > MOST_PAY else "")


def _rupiah(amount: int) -> str:
    written = f"Rp{abs(amount):,}".replace(",", ".")
    return f"−{written}" if amount < 0 else written
