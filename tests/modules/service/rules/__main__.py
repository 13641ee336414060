"""
Write the golden words of letters anew from their samples; read the difference before it is kept.

`python -m tests.modules.service.rules SLUG ...`; with `--pdf FOLDER` also the papers, to be looked at.
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
    from tests.modules.service.rules import samples, telling

    folder = Path(given.pop(given.index("--pdf") + 1)) if "--pdf" in given else None
    for slug in [one for one in given if one != "--pdf"] or samples.SLUGS:
        paper = samples.made(slug)
        (samples.LETTERS / f"{slug}.txt").write_text(telling.told(paper), encoding="utf-8")
        if folder:
            (folder / f"{slug}.pdf").write_bytes(typesetting.render_pdf(paper))


if __name__ == "__main__":
    main(sys.argv[1:])
