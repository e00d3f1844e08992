"""What the files of a municipality or a school are called, and what was meant by another name."""

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path, PurePosixPath

from kvalitetsplan.plan.sted import RESERVED, has_number
from kvalitetsplan.plan.words import slug
from kvalitetsplan.plan.years import why_no_year
from kvalitetsplan.reading.problems import closest, listed

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
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-")
"""How the name of a file with a proposal begins."""
_LONGEST = 240
"""How many bytes a file's name may have: its page ends with more than it does, and 255 is all."""
_NAME = re.compile(r"[^\W_]+([-_][^\W_]+)*")


def date_in_name(file: str) -> str:
    """Return the date that the name of a file with a proposal begins with; "" if it does not."""
    dated = _DATED.match(PurePosixPath(file).name)
    return dated[1] if dated else ""


def meant_as(name: str) -> str:
    """Return the known file with this name, whatever its ending and its letters."""
    stem, dot, rest = name.partition(".")
    known = f"{slug(stem)}.yaml"
    return known if dot and rest.lower() in ("yaml", "yml", "yaml.txt", "yml.txt", "txt") else ""


def why_unknown(
    path: Path, name: str, files: tuple[str, ...], folders: tuple[str, ...], names: set[str]
) -> str:
    """Say what to do with something at the top of a folder that is not known there: `name`, which
    stands at `path` among the other `names`, and `files` and `folders` are those that are known.
    """
    if path.is_dir():
        return _why_no_folder(name, files, folders, names)
    if name in folders and f"{name}.yaml" not in files:
        return f"dette er en fil, men «{name}» skal være en mappe"
    if home := _home(name):
        return f"filer som slutter på {Path(name).suffix.lower()}, ligger i mappa {home}/; flytt fila dit"
    meant = meant_among(name, files)
    if meant in names:
        return f"fila blir ikke lest; flytt det dere vil ha med, til «{meant}», og slett den"
    return f"ukjent fil{_or_known(meant, files)}"


def _why_no_folder(
    name: str, files: tuple[str, ...], folders: tuple[str, ...], names: set[str]
) -> str:
    if name in files:
        return f"dette er en mappe, men «{name}» skal være en fil"
    meant = meant_among(name, folders)
    if meant in names:
        return f"mappa blir ikke lest; flytt det dere vil ha med, til «{meant}», og slett den"
    return f"ukjent mappe{_or_known(meant, folders)}"


def _or_known(meant: str, choices: Iterable[str]) -> str:
    return f" – mente du «{meant}»?" if meant else f"; her kan det stå {listed(choices)}"


def meant_among(name: str, choices: tuple[str, ...]) -> str:
    """Return the name among `choices` that was meant: the same up to the first full stop, or else
    the most alike.
    """
    bare = slug(name.partition(".")[0])
    same = (one for one in choices if one.partition(".")[0] == bare)
    return next(same, "") or closest(name.lower(), choices)


def _home(name: str) -> str:
    """Return the folder for files of this kind, if they have one of their own."""
    ending = _MEANT.get(Path(name).suffix.lower(), Path(name).suffix.lower())
    if Path(name).suffix.lower() == ".txt":  # may be anything
        return ""
    return next((home for home in (SIDER, BILDER) if ending in _ENDINGS[home]), "")


def why_no_file(path: Path, name: str, folder: str, spellings: set[str]) -> str:
    """Say what is wrong with something in one of the folders by its name alone; "" if nothing is.
    `spellings` are the names of those before it.
    """
    if path.is_dir():
        return f"mapper inne i {folder}/ blir ikke lest; flytt filene rett inn i {folder}/"
    stem, ending = _name_and_ending(name, folder)
    if not ending:
        home = _home(name)
        if home and home != folder:
            return f"slike filer ligger i mappa {home}/; flytt fila dit"
        return f"i {folder}/ kan det bare stå filer som slutter på {_either(_ENDINGS[folder])}"
    if has_number(stem):
        return "navnet har et fødselsnummer i seg, og alle kan se det; gi fila et annet navn"
    better = stem if _is_good(stem) else slug(stem) or "side"
    if better + ending != name:
        other = path.with_name(better + ending)
        if other.exists() and not other.samefile(path):  # the disk may tell no letters apart
            return f"fila blir ikke lest, og «{other.name}» finnes fra før; slett den ene, eller gi denne et annet navn"
        return f"ukjent fil – mente du «{better}{ending}»? Gi den det navnet"
    if stem in RESERVED:
        return f"fila kan ikke hete «{name}», for Windows har tatt navnet; kall den «{stem}-side{ending}»"
    if reason := why_too_long(name):
        return reason
    day = date_in_name(name) if folder == TILPASNING else ""
    if day and (reason := why_no_year(day)):
        return f"{reason.partition(';')[0]}; begynn navnet med dagen, som «2027-03-02-ola.yaml»"
    if day and not _is_a_day(day):
        return f"{day} finnes ikke i kalenderen; begynn navnet med år, måned og dag, som «2027-03-02-ola.yaml»"
    if name in spellings:
        return f"det er to filer med navnet «{name}», skrevet på hver sin måte; slett den ene"
    return ""


def why_too_long(name: str) -> str:
    """Say that a file's name is longer than all systems take; "" if it is not."""
    if len(os.fsencode(name)) <= _LONGEST:
        return ""
    return f"navnet er for langt; gi fila et navn på høyst {_LONGEST // 2} tegn"


def _is_a_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _name_and_ending(name: str, folder: str) -> tuple[str, str]:
    """Return a file's name without its ending, and the ending it should have; "" if it is of no
    kind that stands in this folder.
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
