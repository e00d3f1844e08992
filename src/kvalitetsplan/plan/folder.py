"""What a municipality's or a school's folder holds: every file is known, or it is a problem.

The files are looked through once, two levels down. Links are followed where they stay inside the
folder; what lies outside is never read.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.plan.sted import RESERVED, SKOLER, Sted, why_no_name
from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.problems import Mark, Problem, closest, listed

SIDER, BILDER, TILPASNING = "sider", "bilder", "tilpasning"
KOMMUNE, SKOLE, LAGFIL = "kommune.yaml", "skole.yaml", "tilpasning.yaml"

_ENDINGS = {
    SIDER: (".md",),
    BILDER: (".svg", ".png", ".jpg", ".webp", ".pdf"),
    TILPASNING: (".yaml",),
}
"""What the files in each folder end with."""
_MEANT = {".markdown": ".md", ".mdown": ".md", ".mkd": ".md", ".txt": ".md", ".yml": ".yaml"}
_MEANT |= {".jpeg": ".jpg", ".jpe": ".jpg", ".jfif": ".jpg"}
"""Other endings of the same kinds of file."""
_DROPPINGS = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.sw[opx]|thumbs\.db|ehthumbs\.db|desktop\.ini|__macosx|@eadir|icon\r",
    re.IGNORECASE,
)
"""What editors and operating systems leave behind, and everything hidden. Nobody wrote it."""
REPOSITORY = {"README.md", "LICENSE", "requirements.txt", "site", "public", "filer"}
"""What stands in a municipality's folder when it is a whole repository, and is no part of a plan."""
_NAME = re.compile(r"[^\W_]+([-_][^\W_]+)*")


class _Seen(NamedTuple):
    """Something that stands in the folder."""

    name: str
    """Its way from the folder, in one spelling: `sider/om-oss.md`."""
    path: Path | None
    """Where it stands; None if it must not be read."""
    problem: Problem | None = None


@dataclass(frozen=True)
class Mappe:
    """A municipality's or a school's folder."""

    name: str
    """What messages call it: `data/kommuner/fjordvik`; "" for the folder one stands in."""
    files: dict[str, Path]
    """Every known file by its way from the folder, such as `sider/om-oss.md`, and where it stands."""
    problems: tuple[Problem, ...]
    """Everything else that stands there."""

    def told(self, name: str) -> str:
        """Return what messages call one of its files."""
        return within(self.name, name)

    def layer(self) -> dict[str, Path]:
        """Return the files of the layer in the order they are read: `tilpasning.yaml`, and then
        those in `tilpasning/`.
        """
        first = [LAGFIL] if LAGFIL in self.files else []
        return {name: self.files[name] for name in (*first, *self.within(TILPASNING))}

    def within(self, folder: str) -> dict[str, Path]:
        """Return the files that stand in one of its folders, in order of name."""
        return {
            name: self.files[name] for name in sorted(self.files) if name.startswith(folder + "/")
        }


def within(folder: str, name: str) -> str:
    """Return what messages call a file in a folder that they call `folder`; "" is where one stands."""
    return f"{folder}/{name}" if folder else name


def read_folder(folder: Path, name: str, sted: Sted) -> Mappe:
    """Look through the folder of a municipality or a school, which messages call `name`."""
    name = printable(name)
    if reason := why_no_name(sted.id):
        return Mappe(name, {}, (Problem(Mark(name), "", reason),))
    if folder.is_symlink():
        message = "mappa er en lenke til et annet sted; legg selve mappa her"
        return Mappe(name, {}, (Problem(Mark(name), "", message),))
    seen = list(_scan(folder, name, SKOLE if sted.er_skole else KOMMUNE))
    return Mappe(
        name,
        {one.name: one.path for one in seen if one.path and not one.problem},
        tuple(one.problem for one in seen if one.problem),
    )


def files_of(folder: Path) -> dict[str, Path | None]:
    """Return everything that counts in a municipality's or a school's folder, by its way from there.

    The value is where the file stands, or None for what may not be read: read it through that path,
    and links are followed no further than they may be. The schools' folders in a municipality's are theirs, and not part of it. This is the one list of what
    a site depends on; hidden files and what editors leave behind are not on it.
    """
    main = KOMMUNE if (folder / KOMMUNE).exists() else SKOLE
    return {one.name: one.path for one in _scan(folder, folder.name, main)}


def folders_in(folder: Path) -> list[str]:
    """Return the names of the folders in a folder, in order; what is hidden is left out."""
    try:
        found = [
            one.name for one in os.scandir(folder) if one.is_dir() and not is_dropping(one.name)
        ]
    except OSError:
        return []
    return sorted(found)


def loose_files(folder: Path, name: str, message: str) -> Iterator[Problem]:
    """Yield a problem for everything in a folder that is not a folder. `name` is what messages call
    it.
    """
    kept = {SKOLER, *folders_in(folder)}
    for one in sorted(os.listdir(folder)):
        if one not in kept and not is_dropping(one):
            yield Problem(Mark(within(name, printable(one))), "", message)


def is_alike(folder: Path) -> bool:
    """Tell whether a folder is a municipality's, or looks as if it was meant to be one."""
    try:
        names = [one.name for one in os.scandir(folder) if one.is_file()]
    except OSError:
        return False
    return any(_meant_as(name) in (KOMMUNE, LAGFIL) for name in names)


def _meant_as(name: str) -> str:
    """Return the known file with this name, whatever its ending and its letters."""
    stem, dot, rest = name.partition(".")
    known = f"{slug(stem)}.yaml"
    return known if dot and rest.lower() in ("yaml", "yml", "yaml.txt", "yml.txt", "txt") else ""


def is_empty(folder: Path) -> bool:
    """Tell whether a folder has nothing but what a new repository has, and what is hidden."""
    return all(is_dropping(name) or name in REPOSITORY for name in os.listdir(folder))


def is_dropping(name: str) -> bool:
    """Tell whether a file or folder is hidden, or left behind by an editor or an operating system."""
    return _DROPPINGS.fullmatch(name) is not None


def printable(name: str) -> str:
    """Return a file's name as it can be shown on one line, whatever bytes it has."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


def _scan(folder: Path, name: str, main: str) -> Iterator[_Seen]:
    """Yield everything in the folder. `main` is the file it must have."""
    files = (main, LAGFIL, "synonymer.yaml")
    folders = (SIDER, BILDER, TILPASNING, *((SKOLER,) if main == KOMMUNE else ()))
    top = list(_entries(folder, folder, name))
    names = {one.name for one in top}
    for one in top:
        if main == KOMMUNE and one.name in REPOSITORY:
            continue
        if one.problem or one.path is None:
            yield one
        elif one.path.is_dir() and one.name in folders:
            yield from _inside(folder, one, name)
        elif one.path.is_file() and one.name in files:
            yield one
        else:
            yield _wrong(one, name, _why_unknown(one, files, folders, names))
    # What is there under another name has been told of already.
    if main not in names and not any(_meant(one, files) == main for one in names):
        what = "kommune" if main == KOMMUNE else "skole"
        message = f"fila mangler, og uten den er mappa ingen {what}; lag den med «kvalitetsplan ny», eller slett mappa"
        yield _Seen(main, None, Problem(Mark(within(name, main)), "", message))


def _inside(root: Path, found: _Seen, name: str) -> Iterator[_Seen]:
    """Yield what stands in one of the folders."""
    assert found.path
    if found.name == SKOLER:
        message = "her kan det bare stå mapper, én for hver skole"
        yield from (
            _Seen(f"{SKOLER}/{one.mark.file.rpartition('/')[2]}", None, one)
            for one in loose_files(found.path, within(name, SKOLER), message)
        )
        return
    spellings: set[str] = set()
    for one in _entries(root, found.path, within(name, found.name)):
        inner = one._replace(name=f"{found.name}/{one.name}")
        reason = _why_no_file(one, found.name, spellings) if one.path else ""
        spellings.add(one.name)
        yield _wrong(inner, name, reason) if reason else inner


def _entries(root: Path, folder: Path, name: str) -> Iterator[_Seen]:
    """Yield everything in a folder but droppings, with what is wrong with it as a file or folder at
    all.
    """
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        message = "mappa kan ikke leses; se hvem som har tilgang til den"
        yield _Seen("", None, Problem(Mark(name or "."), "", message))
        return
    for entry in entries:
        if not is_dropping(entry):
            shown = unicodedata.normalize("NFC", printable(entry))
            path, reason = _follow(folder / entry, root)
            problem = Problem(Mark(within(name, shown)), "", reason) if reason else None
            yield _Seen(shown, path, problem)


def _follow(path: Path, root: Path) -> tuple[Path | None, str]:
    """Return where a path leads when links are followed, or None and why it must not be read."""
    if "\N{REPLACEMENT CHARACTER}" in printable(path.name):
        return None, "navnet har tegn som ikke kan vises; gi fila et nytt navn"
    try:
        real = path.resolve(strict=True)
        mode = real.stat().st_mode
    except (OSError, RuntimeError):  # a link in a ring is a RuntimeError before Python 3.13
        return None, "lenken leder til noe som ikke finnes; legg selve fila her"
    if not real.is_relative_to(root.resolve()):
        return None, "dette er en lenke til noe utenfor mappa; legg selve fila her"
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return None, "dette er ikke en vanlig fil; slett den"
    return path, ""


def _wrong(one: _Seen, folder: str, reason: str) -> _Seen:
    return one._replace(path=None, problem=Problem(Mark(within(folder, one.name)), "", reason))


def _why_unknown(
    one: _Seen, files: tuple[str, ...], folders: tuple[str, ...], names: set[str]
) -> str:
    """Say what to do with something at the top of the folder that is not known there."""
    assert one.path
    if one.path.is_dir():
        return _why_no_folder(one.name, files, folders, names)
    if one.name in folders and f"{one.name}.yaml" not in files:
        return f"dette er en fil, men «{one.name}» skal være en mappe"
    if home := _home(one.name):
        return f"filer som slutter på {Path(one.name).suffix.lower()}, ligger i mappa {home}/; flytt fila dit"
    meant = _meant(one.name, files)
    if meant in names:
        return f"fila blir ikke lest; flytt det dere vil ha med, til «{meant}», og slett den"
    return f"ukjent fil{_or_known(meant, files)}"


def _why_no_folder(
    name: str, files: tuple[str, ...], folders: tuple[str, ...], names: set[str]
) -> str:
    if name in files:
        return f"dette er en mappe, men «{name}» skal være en fil"
    meant = _meant(name, folders)
    if meant in names:
        return f"mappa blir ikke lest; flytt det dere vil ha med, til «{meant}», og slett den"
    return f"ukjent mappe{_or_known(meant, folders)}"


def _or_known(meant: str, choices: Iterable[str]) -> str:
    return f" – mente du «{meant}»?" if meant else f"; her kan det stå {listed(choices)}"


def _meant(name: str, choices: tuple[str, ...]) -> str:
    """Return the name that was meant: the same up to the first full stop, or else the most alike."""
    bare = slug(name.partition(".")[0])
    same = (one for one in choices if one.partition(".")[0] == bare)
    return next(same, "") or closest(name.lower(), choices)


def _home(name: str) -> str:
    """Return the folder for files of this kind, if they have one of their own."""
    ending = _MEANT.get(Path(name).suffix.lower(), Path(name).suffix.lower())
    if Path(name).suffix.lower() == ".txt":  # may be anything
        return ""
    return next((home for home in (SIDER, BILDER) if ending in _ENDINGS[home]), "")


def _why_no_file(one: _Seen, folder: str, spellings: set[str]) -> str:
    """Say what is wrong with something in one of the folders by its name alone; "" if nothing is."""
    assert one.path
    if one.path.is_dir():
        return f"mapper inne i {folder}/ blir ikke lest; flytt filene rett inn i {folder}/"
    stem, ending = _name_and_ending(one.name, folder)
    if not ending:
        home = _home(one.name)
        if home and home != folder:
            return f"slike filer ligger i mappa {home}/; flytt fila dit"
        return f"i {folder}/ kan det bare stå filer som slutter på {_either(_ENDINGS[folder])}"
    better = stem if _is_good(stem) else slug(stem) or "side"
    if better + ending != one.name:
        return f"ukjent fil – mente du «{better}{ending}»? Gi den det navnet"
    if stem in RESERVED:
        return f"fila kan ikke hete «{one.name}», for Windows har tatt navnet; kall den «{stem}-side{ending}»"
    if one.name in spellings:
        return f"det er to filer med navnet «{one.name}», skrevet på hver sin måte; slett den ene"
    return ""


def _name_and_ending(name: str, folder: str) -> tuple[str, str]:
    """Return a file's name without its ending, and the ending it should have; "" if it is of no kind
    that stands in this folder.
    """
    stem, suffix = os.path.splitext(name)
    # Notepad puts .txt behind what is there.
    if suffix.lower() == ".txt" and os.path.splitext(stem)[1]:
        stem, suffix = os.path.splitext(stem)
    ending = _MEANT.get(suffix.lower(), suffix.lower())
    return (stem, ending) if ending in _ENDINGS[folder] else (stem, "")


def _is_good(stem: str) -> bool:
    return stem == stem.lower() and _NAME.fullmatch(stem) is not None


def _either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} eller {last}" if most else last
