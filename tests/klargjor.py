"""What the tests need besides Python packages: browsers, a Norwegian word list and Pango.

The distribution's packages come first; for Chromium, Playwright's own download last.
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kvalitetsplan.plan.spelling import has_dictionary

_SHELL = "chromium-headless-shell"
"""Chromium without the windows: it opens a page in a third of the time."""
_NAMES = (_SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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


def _has_shell() -> bool:
    """Tell if there is nothing quicker to get: Debian alone has it as a package."""
    with suppress(OSError):
        is_debian = "\nID=debian\n" in f"\n{Path('/etc/os-release').read_text()}"
        return not is_debian or shutil.which(_SHELL) is not None
    return True


def has_pango() -> bool:
    """Tell if the libraries that set the type of a PDF are on this machine."""
    return all(map(ctypes.util.find_library, ("pango-1.0", "pangoft2-1.0")))


def main() -> None:
    """Get what is missing. Raises CalledProcessError if there is no way to get a browser."""
    for is_there, packages, _ in _NEEDS:
        if not is_there():
            _from_distribution(*packages)
    if not find_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    for is_there, _, missed in _NEEDS:
        if missed and not is_there():
            print(missed)


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


_NEEDS: tuple[tuple[Callable[[], object], tuple[str, ...], str], ...] = (
    (_has_shell, (_SHELL,), ""),
    (find_browser, ("chromium",), ""),
    (
        has_dictionary,
        ("hunspell", "hunspell-no"),
        "Fant ingen norsk ordliste til hunspell; stavemåten blir ikke prøvd.",
    ),
    (
        has_pango,
        ("libpango-1.0-0", "libpangoft2-1.0-0"),
        "Fant ikke Pango; PDF-filene blir ikke prøvd.",
    ),
    (
        lambda: shutil.which("firefox-esr") or shutil.which("firefox"),
        ("firefox-esr",),
        "Fant ikke Firefox; sidene blir ikke prøvd der.",
    ),
    (
        lambda: shutil.which("WebKitWebDriver"),
        ("webkit2gtk-driver",),
        "Fant ikke WebKit; sidene blir ikke prøvd der.",
    ),
)
"""How to tell that a thing is there, the packages that bring it, and what is lost without it."""

if __name__ == "__main__":
    main()
