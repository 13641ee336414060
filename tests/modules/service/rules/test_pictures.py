"""Every letter and form looks as it did; `python -m tests.modules.service.rules --pictures` takes what is drawn now for right."""

from dataclasses import replace

from papers import typesetting
from papers.layout import Margins

from . import forms, pictures, samples


def test_every_page_looks_as_it_did():
    golden, drawn = pictures.golden(), dict(pictures.pages())

    assert drawn.keys() == golden.keys(), "a page came or went"
    changed = {
        name: told
        for name, page in drawn.items()
        if (told := pictures.difference(page, golden[name]))[0] > pictures.MOST_IN_A_DOT
        or told[1] > pictures.MOST_ON_AVERAGE
    }
    assert changed == {}, "look at them, and if they are right: python -m tests.modules.service.rules --pictures"
    assert {name.rpartition(" ")[0] for name in drawn} >= {*samples.SLUGS, *forms.FORMS}


def test_a_page_that_moved_by_two_millimetres_is_noticed():
    paper = replace(samples.made("sk-usaha"), margins=Margins(top=17))
    moved = pictures.small(typesetting.render_png(paper, dots_per_inch=30)[0])

    most, average = pictures.difference(moved, pictures.golden()["sk-usaha 1"])

    assert most > pictures.MOST_IN_A_DOT or average > pictures.MOST_ON_AVERAGE
