"""The pictures in `docs/utvikling/utseende.md`: each part of the face, as it is now.

    make bilder

Run it when a part has been given another look, and look at what came of it.
"""

import io
import sys
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
BILDER = ROOT / "docs/utvikling/bilder"
sys.path.insert(0, str(ROOT / "tests"))

from conftest import build_site  # noqa: E402
from klargjor import find_browser  # noqa: E402
from tjener import serving  # noqa: E402

from kvalitetsplan.plan.load import load_plan  # noqa: E402
from kvalitetsplan.plan.project import project_at  # noqa: E402

BRED, TELEFON = (1280, 640), (390, 844)
FARGER = 64
"""How many colours a picture has: enough for flat areas and writing, and a third of the size."""


class Bilde(NamedTuple):
    """A part of the face, and where it is seen."""

    navn: str
    side: str
    storrelse: tuple[int, int] = BRED
    utsnitt: str = ""
    """The first thing on the page that fits this; all that is on the screen if empty."""
    mork: bool = False
    framover: int = 0
    """How many times one has turned to the next picture."""


ALLE = (
    Bilde("forside", "index.html"),
    Bilde("forside-telefon", "index.html", TELEFON),
    Bilde("par", "tema/relasjon.html", BRED, ".kp-par"),
    Bilde("situasjon", "situasjon/alene-i-friminuttet.html", TELEFON),
    Bilde("plikt", "handlingsplikten.html#gripe-inn"),
    Bilde("oppgave", "tema/relasjon.html", TELEFON, ".kp-snakk"),
    Bilde("arshjul", "arshjul.html", BRED, ".kp-hjul"),
    Bilde("mork", "tema/relasjon.html", BRED, mork=True),
    Bilde("storskjerm", "okt/relasjon-45.html#storskjerm", (1280, 720), framover=3),
)


def main() -> None:
    """Build a site and take the pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build_site(ROOT, load_plan(project_at(ROOT), "eksempel"), Path(folder))
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-background-networking"]
        )
        with serving(site) as address:
            for bilde in ALLE:
                path = BILDER / f"{bilde.navn}.png"
                path.write_bytes(_few_colours(take(browser, address, bilde)))
                print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1024:.0f} kB")
        browser.close()


def take(browser: Browser, address: str, bilde: Bilde) -> bytes:
    """Return a picture as PNG. Raises TimeoutError if the part is not there to be seen."""
    wide, high = bilde.storrelse
    scheme: Literal["dark", "light"] = "dark" if bilde.mork else "light"
    page = browser.new_page(viewport={"width": wide, "height": high}, color_scheme=scheme)
    page.goto(f"{address}/{bilde.side}")
    for _ in range(bilde.framover):
        page.keyboard.press("PageDown")
    page.wait_for_timeout(500)
    taken = (page.locator(bilde.utsnitt).first if bilde.utsnitt else page).screenshot()
    page.close()
    return taken


def _few_colours(png: bytes) -> bytes:
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(FARGER, dither=Image.Dither.NONE)
    few.save(made := io.BytesIO(), "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    main()
