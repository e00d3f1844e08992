"""What may stand in `data/`, where the shared plan is. Anything else would not be read."""

from collections.abc import Iterator
from pathlib import Path

from kvalitetsplan.plan import law, nynorsk, releases
from kvalitetsplan.plan.folder import is_dropping, printable
from kvalitetsplan.plan.model import FILES
from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.problems import Mark, Problem

THEMES = "temaer"
"""The folder in `data/` where themes may stand, besides those in themes.yaml."""

_FILES = (*FILES, "kommuner.csv", "sprak.yaml")
_READ = (THEMES, law.FOLDER, releases.FOLDER, nynorsk.FOLDER, "tekster")
_FOLDERS = (*_READ, "skjema", "ny", "demo", "kommuner")
_ENDINGS = {
    releases.FOLDER: (".yaml", releases.KEPT),
    nynorsk.FOLDER: (".yaml", ".md"),
    "tekster": (".yaml",),
}
"""What is read in a folder, where what is read there does not say it itself."""


def check_files(data: Path) -> Iterator[Problem]:
    """Yield a problem for each file and folder in `data` that nothing reads."""
    names = {one.name for one in data.iterdir() if not is_dropping(one.name)}
    for name in sorted(names):
        path = data / name
        if name not in (_FOLDERS if path.is_dir() else _FILES):
            yield Problem(_mark(data, path), "", _why_unread(path, names))
    for folder in _ENDINGS:
        for path in sorted((data / folder).rglob("*")):
            if path.is_dir() or is_dropping(path.name):
                continue
            if reason := _why_unread_in(folder, path):
                yield Problem(_mark(data, path), "", reason)


def _why_unread_in(folder: str, path: Path) -> str:
    endings = _ENDINGS[folder]
    if path.suffix not in endings:
        return f"her leses bare filer som slutter på {' eller '.join(endings)}"
    if path.suffix == releases.KEPT and not releases.is_edition(path.stem):
        return "fila må hete det samme som utgaven i den, som «1.0.zip»"
    return ""


def _why_unread(path: Path, names: set[str]) -> str:
    what = "mappa" if path.is_dir() else "fila"
    if path.name in (*_FOLDERS, *_FILES):
        other = "en fil" if path.is_dir() else "en mappe"
        return f"«{path.name}» skal være {other}; gi {what} et annet navn, og flytt den ut herfra"
    stem = slug(path.name.partition(".")[0])
    meant = next((one for one in (*_FOLDERS, *_FILES) if one.partition(".")[0] == stem), "")
    if meant in names:
        return f"{what} blir ikke lest; flytt det dere vil ha med, til «{meant}», og slett den"
    return f"{what} blir ikke lest{f' – mente du «{meant}»?' if meant else '; flytt den ut herfra'}"


def _mark(data: Path, path: Path) -> Mark:
    return Mark(f"{data.name}/{printable(path.relative_to(data).as_posix())}")
