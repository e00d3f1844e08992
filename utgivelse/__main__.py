"""Gir ut en ny versjon av programmet. `make utgivelse VERSJON=2026.12.0` bruker dette.

    python utgivelse merk 2026.12.0     setter versjonen, daterer endringene, lager merket i git
    python utgivelse bygg               lager pakken og det som følger med, i dist/

The version is the year, the month, and a number that begins at 0. What is built is the same bytes
each time, and holds nothing of the machine it was built on.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
_VERSION = re.compile(r"20\d\d\.(?:[1-9]|1[0-2])\.\d+")
_NEXT = "## Ikke utgitt"


class Refused(Exception):
    """The version cannot be given out. Says why, and what to do."""


def mark(root: Path, version: str, today: date) -> None:
    """Set the version, date its changes, commit, and tag the commit. Raises Refused."""
    if not _VERSION.fullmatch(version):
        raise Refused(f"«{version}» er ingen versjon; skriv år, måned og nummer, som 2026.12.0")
    if _git(root, "status", "--porcelain"):
        raise Refused("noe er endret og ikke lagret i git; lagre det først")
    if _git(root, "tag", "--list", f"v{version}"):
        raise Refused(f"v{version} er gitt ut før; velg et høyere nummer")
    _refuse_unnoted(root)
    project, changes = root / "pyproject.toml", root / "CHANGELOG.md"
    text = changes.read_text(encoding="utf-8")
    if not notes(text, _NEXT):
        raise Refused(f"det står ingenting under «{_NEXT}» i CHANGELOG.md")
    dated = f"{_NEXT}\n\n## {version} ({today.isoformat()})"
    changes.write_text(text.replace(_NEXT, dated, 1), encoding="utf-8")
    settings = project.read_text(encoding="utf-8")
    settings = re.sub(r'(?m)^version = ".*"$', f'version = "{version}"', settings, count=1)
    project.write_text(settings, encoding="utf-8")
    _git(
        root,
        "commit",
        "--quiet",
        "--message",
        f"Give out {version}",
        "--",
        *map(str, (project, changes)),
    )
    _git(root, "tag", "--annotate", "--message", f"Versjon {version}", f"v{version}")


def _refuse_unnoted(root: Path) -> None:
    """Refuse if the shared plan says something else than when its edition was given out last: a
    layer that was written against it could not be told.
    """
    last = _git(root, "tag", "--list", "v20*", "--sort=-creatordate").partition("\n")[0]
    command = [
        sys.executable,
        "-m",
        "kvalitetsplan.cli",
        "--rot",
        str(root),
        "endringer",
        last,
        "data",
    ]
    if not last:
        return
    told = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    before, _, now = told.stdout.partition("\n")[0].partition(" → ")
    if "Ingen endringer." not in told.stdout and before.endswith(now.rstrip()):
        raise Refused(
            f"grunnplanen er endret siden {last}, men heter det samme; gi den en ny versjon i "
            f"data/themes.yaml, og skriv «kvalitetsplan utgi {last}»"
        )


def notes(changes: str, heading: str) -> str:
    """Return what stands under a heading in CHANGELOG.md, up to the next."""
    _, found, rest = changes.partition(f"{heading}\n")
    return re.split(r"(?m)^## ", rest)[0].strip() if found else ""


def build(root: Path, out: Path) -> None:
    """Write the wheel, the source, the list of what it needs, its notes, and their fingerprints."""
    shutil.rmtree(out, ignore_errors=True)
    _python(root, "-m", "hatchling", "build", "-d", str(out))
    version = _version(root)
    _python(
        root, "-W", "ignore", "-m", "cyclonedx_py", "requirements", "requirements.txt", "--pyproject", "pyproject.toml",
        "--output-reproducible", "--of", "JSON", "-o", str(out / f"kvalitetsplan-{version}.cdx.json"),
    )  # fmt: skip
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = next((one for one in changes.splitlines() if one.startswith(f"## {version} ")), _NEXT)
    (out / "NOTES.md").write_text(f"{notes(changes, heading)}\n", encoding="utf-8")
    files = sorted(path for path in out.iterdir() if path.name != "NOTES.md")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def _version(root: Path) -> str:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r'(?m)^version = "(.*)"$', text)
    assert found
    return found[1]


def _python(root: Path, *arguments: str) -> None:
    if subprocess.run([sys.executable, *arguments], cwd=root, check=False).returncode:
        raise Refused("noe gikk galt; se over")


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise Refused(f"git sier nei: {done.stderr.strip()}")
    return done.stdout.strip()


def main(arguments: list[str]) -> None:
    """Do what the command line asks for."""
    try:
        match arguments:
            case ["merk", version]:
                mark(ROOT, version, date.today())
                print(f"v{version} er merket. Send det med «git push --follow-tags».")
            case ["bygg"]:
                build(ROOT, ROOT / "dist")
                print("\n".join(path.name for path in sorted((ROOT / "dist").iterdir())))
            case _:
                raise Refused("skriv «merk» og versjonen, eller «bygg»")
    except Refused as refused:
        sys.exit(f"Feil: {refused}")


if __name__ == "__main__":
    main(sys.argv[1:])
