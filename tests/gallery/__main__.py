"""`python -m tests.gallery OUT`: every page and dialog as PNG, without a screen."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from crm_desk.desk.settings import SCALES as ALL_SCALES

LANGUAGES, COLOURS, SCALES = ("ja", "en"), ("light", "dark"), (100, 150)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; without options all of them."""
    parser = argparse.ArgumentParser("python -m tests.gallery", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument(
        "--only",
        action="append",
        metavar="NAME",
        help="a picture's name up to the language; may be given again."
        " It shows the sample as no scene before it has changed it",
    )
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--colours", choices=COLOURS)
    parser.add_argument("--scale", choices=ALL_SCALES, type=int, help="per cent")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.gallery.scenes import EMPTY_SCENES, SCENES

    if unknown := set(asked.only or ()) - {*EMPTY_SCENES, *SCENES}:
        names = ", ".join((*EMPTY_SCENES, *SCENES))
        parser.error(f"no scene {', '.join(sorted(unknown))}; there are: {names}")
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        os.environ["CRM_DESK_HOME"] = name
        count = _render(asked, Path(name))
    print(f"{count} pictures in {asked.out}")
    return 0


def _render(asked: argparse.Namespace, folder: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from crm_desk.ui import theme
    from tests.gallery.scenes import EMPTY_SCENES, SCENES, opened_window, shown

    app = QApplication([])
    app.setStyle("Fusion")
    theme.load_fonts()
    languages = [asked.language] if asked.language else LANGUAGES
    colour_schemes = [asked.colours] if asked.colours else COLOURS
    scales = [asked.scale] if asked.scale else SCALES
    count = 0
    for language, colours, scale in product(languages, colour_schemes, scales):
        for empty, every in ((True, EMPTY_SCENES), (False, SCENES)):
            scenes = {name: every[name] for name in every if name in (asked.only or every)}
            if not scenes:
                continue
            with opened_window(folder, language, colours, scale, empty=empty) as window:
                for name, scene in scenes.items():
                    for widget in shown(window, scene):
                        file = asked.out / f"{name}-{language}-{colours}-{scale}.png"
                        widget.grab().save(str(file))
                        count += 1
    app.quit()
    return count


if __name__ == "__main__":
    sys.exit(main())
