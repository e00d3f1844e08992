"""Which words no word list knows: hunspell is asked, where it and its Norwegian lists are
installed.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.programs import Unanswered, ask


def unknown_words(
    every: Iterable[str], godkjente: Iterable[str], dictionary: str = "nb_NO"
) -> set[str]:
    """Return the words that neither the dictionary nor our own list knows. Empty where there is no
    dictionary. Raises PlanError if there is one, and it cannot be asked.
    """
    known = {word.lower() for word in godkjente}
    words = {word for word in every if len(word) > 1 and word.lower() not in known}
    if not has_dictionary(dictionary):
        return set()
    command = ("hunspell", "-d", dictionary, "-i", "UTF-8", "-l")
    try:
        return words & set(ask(command, "\n".join(sorted(words)), _PATIENCE).split())
    except Unanswered as error:
        message = _UNSPELT.format(error, dictionary)
        raise PlanError([Problem(Mark("hunspell"), "", message)]) from error


_PATIENCE = 60.0
"""How many seconds hunspell may take over all the words there are."""
_UNSPELT = (
    "stavekontrollen {}, så ingen ord er kontrollert; prøv «echo Hei | hunspell -d {} -l», og "
    "installer hunspell og ordlistene på nytt"
)


def has_dictionary(name: str = "nb_NO") -> bool:
    """Tell whether hunspell and one of its Norwegian word lists are installed."""
    return shutil.which("hunspell") is not None and any(_files(name))


def _files(name: str) -> Iterator[Path]:
    """Yield the files of a word list: the words, and what becomes of them."""
    places = (
        "/usr/share/hunspell",
        "/usr/share/myspell",
        "/Library/Spelling",
        str(Path.home() / "Library/Spelling"),
    )
    for place in places:
        if Path(place, f"{name}.dic").exists():
            yield from (path for path in Path(place).glob(f"{name}.*") if path.is_file())


def told_by(dictionary: str) -> bytes:
    """Return a hash of the program and the word list that an answer follows from."""
    told = hashlib.sha256(os.environ.get("DICPATH", "").encode())
    program = shutil.which("hunspell")
    for path in (*([Path(program)] if program else ()), *sorted(_files(dictionary))):
        told.update(f"\0{path}\0".encode())
        told.update(path.read_bytes())
    return told.digest()
