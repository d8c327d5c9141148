"""`python -m tests.gallery OUT`: every page and dialog as PNG, without a screen."""

import os
import sys
import tempfile
from itertools import product
from pathlib import Path

LANGUAGES, COLOURS, SCALES = ("ja", "en"), ("light", "dark"), (100, 150)


def main() -> int:
    if len(sys.argv) < 2:
        print("python -m tests.gallery OUT", file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        os.environ["CRM_DESK_HOME"] = name
        count = _render(out, Path(name))
    print(f"{count} pictures in {out}")
    return 0


def _render(out: Path, folder: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from crm_desk.ui import theme
    from tests.gallery.scenes import EMPTY_SCENES, SCENES, opened_window, shown

    app = QApplication([])
    app.setStyle("Fusion")
    theme.load_fonts()
    count = 0
    for language, colours, scale in product(LANGUAGES, COLOURS, SCALES):
        for empty, scenes in ((True, EMPTY_SCENES), (False, SCENES)):
            with opened_window(folder, language, colours, scale, empty=empty) as window:
                for name, scene in scenes.items():
                    for widget in shown(window, scene):
                        file = out / f"{name}-{language}-{colours}-{scale}.png"
                        widget.grab().save(str(file))
                        count += 1
    app.quit()
    return count


if __name__ == "__main__":
    sys.exit(main())
