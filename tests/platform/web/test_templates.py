"""Every template of the house keeps the content policy and the htmx contract."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted(
    path for part in ("platform", "modules", "tenants") for path in (ROOT / part).glob("**/templates/**/*.html")
)
FORBIDDEN = {
    "inline style": r"\sstyle\s*=",
    "style element": r"<style\b",
    "inline handler": r"<[^>]*\son[a-z]+\s*=",
    "script without address": r"<script\b(?![^>]*\ssrc=)",
    "javascript address": r"=\s*[\"']?\s*javascript:",
    "hx-on": r"\shx-on",
    "evaluated hx-vals": r"hx-vals\s*=\s*[\"']js:",
    "evaluated hx-headers": r"hx-headers\s*=\s*[\"']js:",
    # A link a person may press to share is no part of the page; nothing else may come from elsewhere.
    "address of another origin": r"(?:src|href|action)\s*=\s*[\"']https?://(?!wa\.me/\?text=)",
}


def test_there_are_templates_to_scan():
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds_what_the_policy_blocks(what):
    guilty = [
        str(path.relative_to(ROOT))
        for path in TEMPLATES
        if re.search(FORBIDDEN[what], path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]

    assert guilty == []


def test_every_posting_form_proves_its_origin():
    guilty = []
    for path in TEMPLATES:
        for form in re.findall(r"<form\b.*?</form>", path.read_text(encoding="utf-8"), re.DOTALL | re.IGNORECASE):
            if re.search(r"method=[\"']post", form, re.IGNORECASE) and "csrf_token" not in form:
                guilty.append(str(path.relative_to(ROOT)))

    assert guilty == []


def test_templates_stay_short():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in TEMPLATES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 80
    }

    assert long == {}


def test_class_names_are_english():
    names = r"class=\"[^\"]*\b(tombol|kartu|lencana|ruas|bilah|saring|tumpuk)\b"

    assert [path.name for path in TEMPLATES if re.search(names, path.read_text(encoding="utf-8"))] == []
