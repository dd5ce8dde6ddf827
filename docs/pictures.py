"""Makes the pictures of docs/views.md: every view of the example dossier, as a reader sees it. Run by `make pictures`."""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from crosswire.cli.pages import write_dossier_pages
from crosswire.pipeline import build

HERE = Path(__file__).parent
OUT = HERE / "pictures"
CAPTURES = HERE.parent / "examples" / "straits" / "captures"
WIDE, NARROW, HEIGHT = 1280, 390, 860
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the page (the ending of a story's view, or a file), the width in CSS pixels, the colour scheme, the keys pressed
    before it is taken.
    """

    name: str
    page: str
    width: int = WIDE
    scheme: str = "light"
    keys: tuple[str, ...] = ()


SHOTS = (
    Shot("home", "index.html"),
    Shot("accounts", ".html", keys=("j",)),
    Shot("said", "-said.html"),
    Shot("evidence", "-said.html", keys=("j", "Enter")),
    Shot("positions", "-positions.html"),
    Shot("timeline", "-timeline.html"),
    Shot("differences", "-differences.html"),
    Shot("sources", "-sources.html"),
    Shot("document", "d"),
    Shot("actor", "a"),
    Shot("issue", "i"),
    Shot("build", "build.html"),
    Shot("said-dark", "-said.html", scheme="dark"),
    Shot("accounts-narrow", ".html", width=NARROW, keys=("j",)),
)


def page_of(folder: Path, page: str) -> Path:
    """Return the file of a page: of the largest story, document, actor or issue, where there are several."""
    if page in ("d", "a", "i"):
        return max((folder / page).iterdir(), key=lambda p: (p.stat().st_size, p.name))
    if page.startswith(("-", ".")):
        largest = max((folder / "s").glob("*-said.html"), key=lambda p: (p.stat().st_size, p.name))
        return folder / "s" / f"{largest.name.removesuffix('-said.html')}{page}"
    return folder / page


def main() -> None:
    """Build the example dossier into a scratch folder and write one PNG a shot."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is needed for the pictures; on Debian: apt-get install chromium")
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as engine:
        folder = Path(scratch) / "straits"
        build([CAPTURES], folder, finish=write_dossier_pages)
        browser = engine.chromium.launch(executable_path=chromium, args=FLAGS)
        for shot in SHOTS:
            page = browser.new_page(viewport={"width": shot.width, "height": HEIGHT}, color_scheme=shot.scheme)
            page.goto(page_of(folder, shot.page).as_uri())
            for key in shot.keys:
                page.keyboard.press(key)
            page.wait_for_timeout(200)
            page.screenshot(path=OUT / f"{shot.name}.png")
            page.close()
            print(OUT / f"{shot.name}.png")
        browser.close()


if __name__ == "__main__":
    main()
