"""An authority of the test's own, and papers as text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import letters, tools

from papers import authority
from papers.layout import LetterPaper
from papers.typesetting import render_pdf


@pytest.fixture
def ca(settings: Any, tmp_path: Path) -> Path:
    """This will make the deployment's certificate authority and return its certificate's file."""
    settings.CA_DIR = tmp_path / "ca"
    return authority.make_authority(name="Uji", at=letters.MADE_AT)


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[LetterPaper], list[str]]:
    """The text of each page of a paper, as an outsider reads it from the PDF."""
    return lambda paper: tools.pages_of(render_pdf(paper))
