"""
Write the golden words of letters anew from their samples; read the difference before it is kept.

`python -m tests.modules.service.rules SLUG ...`; with `--pdf FOLDER` also the papers, to be looked at. `--forms` writes the words of the
forms instead, `--pictures` the small pictures of every page.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def main(given: list[str]) -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
    from config.environment import load_file

    load_file()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    from papers import typesetting
    from tests.modules.service.rules import forms, pictures, samples, telling

    if "--pictures" in given:
        pictures.write()
        return
    if "--forms" in given:
        for name in [*forms.FORMS, *(f"{code} {slug}" for slug, code in forms.PAIRS)]:
            code, _, slug = name.partition(" ")
            made = forms.filled(slug, code) if slug else forms.empty(code)
            (forms.GOLDEN / f"{name}.txt").write_text(forms.told(made), encoding="utf-8")
        return
    folder = Path(given.pop(given.index("--pdf") + 1)) if "--pdf" in given else None
    for slug in [one for one in given if one != "--pdf"] or samples.SLUGS:
        paper = samples.made(slug)
        (samples.LETTERS / f"{slug}.txt").write_text(telling.told(paper), encoding="utf-8")
        if folder:
            (folder / f"{slug}.pdf").write_bytes(typesetting.render_pdf(paper))


if __name__ == "__main__":
    main(sys.argv[1:])
