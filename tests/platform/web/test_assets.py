"""Promises of the style sheet and scripts: weight, old browsers, contrast, and what was vendored."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

import web

STATIC = Path(web.__file__).parent / "static" / "web"
CSS = (STATIC / "kentongan.css").read_text(encoding="utf-8")
JS = (STATIC / "kentongan.js").read_text(encoding="utf-8")
TEXT, SHAPE = 4.5, 3.0

PAIRS = [
    ("ink", "paper", TEXT), ("ink", "ground", TEXT), ("ink-2", "paper", TEXT), ("ink-2", "ground", TEXT),
    ("indigo", "paper", TEXT), ("indigo", "ground", TEXT), ("indigo", "indigo-soft", TEXT), ("on-indigo", "indigo", TEXT),
    ("on-deep", "indigo-deep", TEXT), ("on-deep-2", "indigo-deep", TEXT), ("on-turmeric", "turmeric", TEXT),
    ("turmeric-text", "turmeric-soft", TEXT), ("leaf", "paper", TEXT), ("leaf", "leaf-soft", TEXT),
    ("brick", "paper", TEXT), ("brick", "ground", TEXT), ("brick", "brick-soft", TEXT), ("on-brick", "brick", TEXT),
    ("ink", "indigo-soft", TEXT), ("ink", "turmeric-soft", TEXT), ("ink", "leaf-soft", TEXT), ("ink", "brick-soft", TEXT),
    ("paper", "ink", TEXT), ("line-strong", "paper", SHAPE), ("line-strong", "ground", SHAPE), ("bar-warn", "paper", SHAPE),
    ("turmeric", "indigo-deep", SHAPE),
]  # fmt: skip


def tokens(selector):
    block = CSS[CSS.index(selector) :].partition("{")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", block))


LIGHT = tokens(":root{")
DARK = {**LIGHT, **tokens(":root[data-theme=dark]{")}
SYSTEM_DARK = {**LIGHT, **tokens(":root:not([data-theme=light]){")}


def luminance(color):
    digits = color.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS, ids=lambda value: str(value))
def test_colors_that_meet_can_be_told_apart(front, back, least, theme):
    palette = LIGHT if theme == "light" else DARK

    assert contrast(palette[front], palette[back]) >= least


def test_the_dark_theme_is_one_whether_chosen_or_followed():
    assert SYSTEM_DARK == DARK
    assert DARK != LIGHT


@pytest.mark.parametrize(
    ("name", "budget"),
    [
        ("kentongan.css", 14_000),
        ("kentongan.js", 8_000),
        ("vendor/htmx.min.js", 17_000),
        ("map.css", 1_500),
        ("map.js", 2_000),
    ],
)
def test_files_keep_their_budget(name, budget):
    assert len(gzip.compress((STATIC / name).read_bytes(), 9)) <= budget


def test_what_was_vendored_is_unchanged():
    readme = (STATIC / "vendor" / "README.md").read_text(encoding="utf-8")
    files = [path for path in (STATIC / "vendor").rglob("*.*") if path.name != "README.md"]

    assert len(files) >= 9
    for path in files:
        named = f"| `{path.relative_to(STATIC / 'vendor')}` "
        (line,) = [line for line in readme.splitlines() if line.startswith(named)]
        assert f"`{hashlib.sha256(path.read_bytes()).hexdigest()}`" in line, path
    assert 'version:"2.0.11"' in (STATIC / "vendor" / "htmx.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "modern",
    [r":has\(", r"color-mix", r"oklch", r"@layer", r"@container", r"\bpopover\b", r"\bdvh\b", r"(?<![\w-])inset:", r":is\(", r":where\(",
     r"@import", r"https?://(?!www\.w3\.org)", r"\{[^{}]*&"],
)  # fmt: skip
def test_the_style_sheet_stays_within_what_old_browsers_know(modern):
    without_notes = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)

    assert not re.search(modern, without_notes)


def test_rules_are_not_nested():
    depth = deepest = 0
    for sign in re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", CSS, flags=re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        deepest = max(deepest, depth)

    assert depth == 0
    assert deepest == 2


@pytest.mark.parametrize(
    "danger",
    [
        r"\beval\(",
        r"new Function",
        r"innerHTML",
        r"document\.write",
        r"setTimeout\(['\"]",
        r"https?://",
        r"\bawait import",
    ],
)
def test_the_script_does_nothing_the_policy_forbids(danger):
    assert not re.search(danger, JS)
