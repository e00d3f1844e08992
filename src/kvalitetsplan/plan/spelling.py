"""Which words no word list knows: hunspell is asked, where it and its Norwegian lists are installed.

To read its list takes it longer than all the rest of our checks. What it said of the same words,
from the same list, is kept.
"""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from kvalitetsplan.reading.kept import Kept

_KEPT = Kept("ord", 100)


def unknown_words(
    every: Iterable[str], godkjente: Iterable[str], dictionary: str = "nb_NO"
) -> set[str]:
    """Return the words that neither the dictionary nor our own list knows. Empty where there is no
    dictionary.
    """
    known = {word.lower() for word in godkjente}
    words = {word for word in every if len(word) > 1 and word.lower() not in known}
    if not has_dictionary(dictionary):
        return set()
    return words & set(_unknown_to_hunspell("\n".join(sorted(words)), dictionary).split())


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


def _unknown_to_hunspell(words: str, dictionary: str) -> str:
    """Return those of some words, each on its line, that hunspell does not know."""
    key = _told_apart(words, dictionary)
    kept = _KEPT.read(key) if key else None
    if kept is not None:
        return kept.decode()
    command = ["hunspell", "-d", dictionary, "-i", "UTF-8", "-l"]
    answer = subprocess.run(command, input=words, capture_output=True, text=True, check=False)
    if key and not answer.returncode:
        _KEPT.write(key, answer.stdout.encode())
    return answer.stdout


def _told_apart(words: str, dictionary: str) -> str:
    """Return a hash of all that hunspell's answer follows from; "" where that cannot be told."""
    program = shutil.which("hunspell")
    if not program or "DICPATH" in os.environ:  # then it looks for its list elsewhere
        return ""
    told = hashlib.sha256(words.encode())
    try:
        for path in (Path(program), *sorted(_files(dictionary))):
            told.update(f"\0{path}\0".encode())
            told.update(path.read_bytes())
    except OSError:
        return ""
    return told.hexdigest()
