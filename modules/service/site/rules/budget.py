"""
A village's yearly budget in its usual lines (Permendagri 20/2018): what comes in by kind, what is spent by field, and financing.

Pure. Amounts are whole rupiah. Totals are never typed, they are added up; the totals of the decree are typed beside them and must agree.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: Amount planned, and realised so far; None while nobody has said.
Amounts = tuple[int, int | None]

INCOME = {
    "own": "Pendapatan asli desa",
    "village_fund": "Dana desa",
    "tax_share": "Bagi hasil pajak dan retribusi",
    "allocation": "Alokasi dana desa",
    "province": "Bantuan keuangan provinsi",
    "regency": "Bantuan keuangan kabupaten",
    "other": "Pendapatan lain-lain",
}
SPENDING = {
    "government": "Penyelenggaraan pemerintahan desa",
    "development": "Pelaksanaan pembangunan desa",
    "community": "Pembinaan kemasyarakatan",
    "empowerment": "Pemberdayaan masyarakat",
    "disaster": "Penanggulangan bencana dan keadaan darurat",
}
FINANCING = {"received": "Penerimaan pembiayaan", "paid": "Pengeluaran pembiayaan"}
PARTS = {"income": INCOME, "spending": SPENDING, "financing": FINANCING}
TITLES = {"income": "Pendapatan", "spending": "Belanja menurut bidang", "financing": "Pembiayaan"}
#: Lines of the list that may be the decree which sets a budget.
DECREES = ("APBDES", "PERDES")
_ABOUT_IT = re.compile(r"\bAPB ?Des|anggaran pendapatan dan belanja", re.IGNORECASE)
_AFTER_IT = re.compile(r"perubahan|pertanggung|realisasi|laporan|penjabaran", re.IGNORECASE)
#: Rupiah; more is a slip of the finger.
LARGEST = 10**12


class BudgetRefused(ValueError):
    """The figures cannot be; the message says in Indonesian what to do."""


@dataclass(frozen=True)
class Line:
    """One line with its share of what was planned, in percent; None where nothing was planned or nothing is known."""

    key: str
    title: str
    planned: int
    realised: int | None

    @property
    def percent(self) -> float | None:
        if self.realised is None or not self.planned:
            return None
        return 100 * self.realised / self.planned


@dataclass(frozen=True)
class Part:
    key: str
    title: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> Line:
        """Added up, of financing what is received less what is paid; realised only where every line that was planned says it."""
        is_net = self.key == "financing"
        signs = [-1 if is_net and line.key == "paid" else 1 for line in self.lines]
        known = [line.realised for line in self.lines if line.planned or line.realised is not None]
        realised = None
        if known and None not in known:
            realised = sum(sign * (line.realised or 0) for sign, line in zip(signs, self.lines, strict=True))
        planned = sum(sign * line.planned for sign, line in zip(signs, self.lines, strict=True))
        return Line("total", "Pembiayaan neto" if is_net else "Jumlah", planned, realised)

    @property
    def largest(self) -> int:
        return max((line.planned for line in self.lines), default=0)

    @property
    def said(self) -> tuple[Line, ...]:
        """The lines that have anything in them."""
        return tuple(line for line in self.lines if line.planned or line.realised)


@dataclass(frozen=True)
class Budget:
    income: Part
    spending: Part
    financing: Part

    @property
    def surplus(self) -> int:
        """Income less spending, as planned; less than nought is a deficit."""
        return self.income.total.planned - self.spending.total.planned

    @property
    def left(self) -> int:
        """What is left over at the end of the year as planned (SiLPA); nought in a balanced budget."""
        return self.surplus + self.financing.total.planned

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.income, self.spending, self.financing

    @property
    def has_realisation(self) -> bool:
        return any(line.realised is not None for part in self.parts for line in part.lines)


def read(figures: Mapping[str, Any]) -> Budget:
    """The figures as they are kept."""
    parts = {
        key: Part(key, TITLES[key], tuple(_line(name, title, figures.get(key, {})) for name, title in lines.items()))
        for key, lines in PARTS.items()
    }
    return Budget(**parts)


def sets_the_budget(subject: str, title: str) -> bool:
    """Whether a line is the decree of the budget itself, and not one that changes it, spells it out or answers for it."""
    is_about_it = subject == "APBDES" or (subject == "PERDES" and bool(_ABOUT_IT.search(title)))
    return is_about_it and not _AFTER_IT.search(title)


def written(amounts: Mapping[str, Mapping[str, Amounts]], *, income: int, spending: int) -> dict[str, Any]:
    """
    The figures to keep.

    :param income: the total of the decree; :param spending: the total of the decree.
    :raises BudgetRefused: they do not add up, or are no amounts.
    """
    figures = {key: {name: list(pair) for name, pair in amounts.get(key, {}).items()} for key in PARTS}
    for one in _numbers(figures):
        if not 0 <= one <= LARGEST:
            raise BudgetRefused("Angka rupiah antara 0 dan satu triliun. Periksa jumlah nolnya.")
    budget = read(figures)
    for part, said, word in ((budget.income, income, "pendapatan"), (budget.spending, spending, "belanja")):
        if part.total.planned != said:
            difference = f"{abs(part.total.planned - said):,}".replace(",", ".")
            raise BudgetRefused(f"Jumlah {word} berbeda Rp{difference} dari jumlah di Perdes. Periksa rinciannya.")
    if budget.left < 0:
        raise BudgetRefused("Belanja lebih besar dari pendapatan dan pembiayaan. Periksa lagi angkanya.")
    return figures


def _line(name: str, title: str, said: Mapping[str, Any]) -> Line:
    planned, realised = said.get(name, (0, None))
    return Line(name, title, planned, realised)


def _numbers(figures: Mapping[str, Mapping[str, Iterable[int | None]]]) -> list[int]:
    return [one for lines in figures.values() for pair in lines.values() for one in pair if one is not None]
