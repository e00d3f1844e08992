"""What two validators say of the HTML of a whole site. Needs npm, and Java for one of them."""

import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

REGLER = Path(__file__).with_name("htmlvalidate.json")
"""The rules of html-validate; docs/utvikling/utseende.md says why some are off."""
HTML_VALIDATE, VNU = "html-validate@10", "vnu-jar@26"


def check(site: Path) -> dict[str, Counter[str] | None]:
    """Return how often each validator finds each fault in a site's pages; None for one that cannot
    be run here.
    """
    with tempfile.TemporaryDirectory() as folder:
        return {
            "html-validate": _html_validate(site, Path(folder)) if shutil.which("npx") else None,
            "vnu": _vnu(site, Path(folder))
            if shutil.which("java") and shutil.which("npm")
            else None,
        }


def _html_validate(site: Path, folder: Path) -> Counter[str]:
    told = folder / "html-validate.json"  # a pipe would be cut when it ends
    command = ("npx", "--yes", "-p", HTML_VALIDATE, "html-validate", "--config", str(REGLER))
    _run(*command, "--formatter", f"json={told}", "**/*.html", cwd=site)
    return Counter(
        f"{one['ruleId']}: {one['message']}"
        for file in json.loads(told.read_text(encoding="utf-8"))
        for one in file["messages"]
    )


def _vnu(site: Path, folder: Path) -> Counter[str]:
    _run("npm", "install", "--silent", "--no-save", "--prefix", str(folder), VNU, cwd=folder)
    jar = folder / "node_modules/vnu-jar/build/dist/vnu.jar"
    answer = _run(
        "java",
        "-jar",
        str(jar),
        "--errors-only",
        "--skip-non-html",
        "--format",
        "json",
        ".",
        cwd=site,
    )
    told = json.loads(answer.stderr or '{"messages": []}')["messages"]
    return Counter(re.sub(r"“[^”]*”", "“…”", one["message"]) for one in told)


def _run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=600
    )
