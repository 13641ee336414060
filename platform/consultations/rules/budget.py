"""
The main figures of a village budget, and what they say by themselves (pure).

Only what can be judged from codes and amounts is judged; what hides in activities is left to whoever reads the file.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

#: code -> name, Permendagri 20/2018, annex A.
ACCOUNTS: Mapping[str, str] = MappingProxyType(
    tomllib.loads((Path(__file__).parent / "accounts.toml").read_text(encoding="utf-8"))
)
INCOME, SPENDING, FINANCING, RECEIPTS, OUTLAYS = "4", "5", "6", "6.1", "6.2"
#: Pay and allowances of the head and the officials, and allowances of the council.
PAY = ("5.1.1", "5.1.2", "5.1.4")
MOST_PAY = 30
_BOOK = "Permendagri 20/2018"
_PAY_LAW = "PP 11/2019 pasal 100"


@dataclass(frozen=True)
class Line:
    """An account with its budget in whole rupiah."""

    code: str
    name: str
    amount: int


@dataclass(frozen=True)
class Finding:
    """What a check found, about one account or about the whole (`code` empty); tone ok, warn or danger."""

    tone: str
    text: str
    law: str
    code: str = ""


def findings(lines: Sequence[Line]) -> list[Finding]:
    """Everything the checks say, the worst first."""
    if not lines:
        return []
    amounts = {line.code: line.amount for line in lines}
    found = [
        *_missing(amounts),
        *_twice(lines),
        *_negative(lines),
        *_unknown(lines),
        *_sums(amounts),
        *_balance(amounts),
        *_pay(amounts),
    ]
    return sorted(found, key=lambda finding: ("danger", "warn", "ok").index(finding.tone))


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
            yield Finding("danger", f"Rekening {code} ditulis {count} kali.", f"{_BOOK} lampiran A", code)


def _negative(lines: Sequence[Line]) -> Iterable[Finding]:
    for line in lines:
        # What is left of receipts after outlays may well be less than nothing.
        if line.amount < 0 and line.code != FINANCING:
            yield Finding("danger", f"Rekening {line.code} bernilai negatif.", f"{_BOOK} lampiran A", line.code)


def _unknown(lines: Sequence[Line]) -> Iterable[Finding]:
    for line in lines:
        if line.code not in ACCOUNTS:
            yield Finding(
                "warn", f"Rekening {line.code} tidak ada di daftar nasional.", f"{_BOOK} lampiran A", line.code
            )


def _sums(amounts: Mapping[str, int]) -> Iterable[Finding]:
    wrong = False
    for code, amount in amounts.items():
        below = {other: value for other, value in amounts.items() if other.rpartition(".")[0] == code}
        if not below:
            continue
        total = _net(amounts) if code == FINANCING else sum(below.values())
        if total != amount:
            wrong = True
            words = f"Jumlah rinciannya {_rupiah(total)}, selisih {_rupiah(amount - total)}."
            yield Finding("danger", f"Rekening {code} {_rupiah(amount)}. {words}", f"{_BOOK} lampiran A", code)
    if not wrong:
        yield Finding("ok", "Setiap rekening sama dengan jumlah rinciannya.", f"{_BOOK} lampiran A")


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
