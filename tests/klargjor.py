"""What the tests need besides Python packages: a Chromium and a Norwegian word list.

The distribution's packages come first; for the browser, Playwright's own download last.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kvalitetsplan.plan.language import has_dictionary

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_browser() -> str | None:
    """Return the path of an installed Chromium, or None if Playwright's own is to be used."""
    found = [shutil.which(name) for name in _NAMES] + [
        place for place in _PLACES if Path(place).exists()
    ]
    return next(filter(None, found), None)


def main() -> None:
    """Get what is missing. Raises CalledProcessError if there is no way to get a browser."""
    if not find_browser():
        _from_distribution("chromium")
    if not has_dictionary():
        _from_distribution("hunspell", "hunspell-no")
    if not find_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    if not has_dictionary():
        print("Fant ingen norsk ordliste til hunspell; stavemåten blir ikke prøvd.")


def _from_distribution(*packages: str) -> None:
    """Install with apt where the user may; do nothing elsewhere."""
    if not shutil.which("apt-get"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and (
        not shutil.which("sudo")
        or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode
    ):
        return
    print(f"Henter {' og '.join(packages)} til testene …", flush=True)
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run([*sudo, *command], capture_output=True, check=False)


if __name__ == "__main__":
    main()
