"""Find a Chromium for the tests, or get one: the distribution's package first, Playwright's own last."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_browser() -> str | None:
    """Return the path of an installed Chromium, or None if Playwright's own is to be used."""
    found = [shutil.which(name) for name in _NAMES] + [place for place in _PLACES if Path(place).exists()]
    return next(filter(None, found), None)


def install_browser() -> None:
    """Make sure that the tests have a Chromium. Raises CalledProcessError if there is no way to get one."""
    if find_browser() or _from_distribution():
        return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _from_distribution() -> bool:
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and (not shutil.which("sudo") or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode):
        return False
    print("Henter Chromium til testene …")
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        subprocess.run([*sudo, *command], capture_output=True, check=False)
    return find_browser() is not None


if __name__ == "__main__":
    install_browser()
