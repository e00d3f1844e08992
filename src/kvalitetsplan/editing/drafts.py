"""Drafts in nynorsk, by Apertium, written where a person will read them and no site shows them."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.yamlfile import edited
from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.plan.nynorsk import FOLDER, Tekststed
from kvalitetsplan.reading.decoding import decode, read_bytes
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.programs import WRONG, Unanswered, ask
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.unseen import why_unwanted

COMMAND = ("apertium", "-u", "nob-nno_e")
"""From bokmål to nynorsk with e-infinitive, without marks at unknown words."""
_KEPT = re.compile(r"\{[^{}]*\}|\]\([^)\s]*\)")
"""What must come out as it went in: words to fill in, and where links lead."""


def has_apertium() -> bool:
    """Tell whether Apertium is installed."""
    return shutil.which(COMMAND[0]) is not None


def draft(texts: Iterable[str]) -> list[str]:
    """Return a draft of each text. Raises Unanswered if Apertium does not make all of them."""
    asked = list(texts)
    lines = [line for text in asked for line in text.split("\n")]
    kept = [_KEPT.findall(line) for line in lines]
    answers = iter(zip(_answers([_numbered(line) for line in lines]), kept, strict=True))
    return ["\n".join(_put_back(*next(answers)) for _ in text.split("\n")) for text in asked]


def _answers(lines: list[str]) -> list[str]:
    """Return what Apertium makes of each line."""
    answers = ask(COMMAND, "\n".join(lines), _PATIENCE).split("\n")
    if len(answers) > len(lines) and not answers[-1]:
        answers.pop()  # it may end its last line
    is_said = [bool(line.strip()) for line in lines]
    if [bool(one.strip()) for one in answers] != is_said or any(why_unwanted("\n".join(answers))):
        raise Unanswered(WRONG)
    return answers


_PATIENCE = 300.0
"""How many seconds Apertium may take over one file."""


def _numbered(line: str) -> str:
    parts = iter(range(len(line)))
    return _KEPT.sub(lambda _: f"({next(parts)}7351)", line)


def _put_back(line: str, kept: list[str]) -> str:
    for number, part in enumerate(kept):
        line = line.replace(f"({number}7351)", part)
    return line


def write_drafts(data: Path, file: str, wanted: Iterable[Tekststed]) -> Path:
    """Write a draft of each text into the file of nynorsk for `file`, and return that.

    What has drifted keeps its text beside the draft. Raises PlanError, with nothing written, if the
    file cannot be changed safely; Unanswered if Apertium fails, and OSError if the file cannot be
    written.
    """
    places, path = list(wanted), data / FOLDER / file
    name = f"{data.name}/{FOLDER}/{file}"
    before = decode(read_bytes(path, name), name) if path.exists() else ""
    after = _with_drafts(before, name, zip(places, _drafts(places), strict=True))
    parse(after.encode(), name)  # raises if the house's own way of writing is not what is read
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, after.encode())
    return path


def _drafts(places: list[Tekststed]) -> list[Any]:
    lists = [one.verdi if isinstance(one.verdi, tuple) else (one.verdi,) for one in places]
    said = iter(draft(text for texts in lists for text in texts))
    made = [[next(said) for _ in texts] for texts in lists]
    return [
        texts if isinstance(one.verdi, tuple) else texts[0]
        for one, texts in zip(places, made, strict=True)
    ]


def _with_drafts(text: str, file: str, drafts: Iterable[tuple[Tekststed, Any]]) -> str:
    """Return the text of a file with more in it: new items at the end, all at once."""
    tree = parse(text.encode(), file, may_be_empty=True)
    edits: list[Edit] = []
    fresh: dict[str, dict[str, Any]] = {}
    more: dict[str, dict[str, Any]] = {}
    for place, said in drafts:
        entry = {"fra": place.avtrykk, "utkast": said}
        stands = tree.get(place.adresse)
        if not isinstance(stands, dict):
            fresh.setdefault(place.adresse, {})[place.felt] = entry
        elif place.felt in stands:
            kept = {**stands[place.felt], "utkast": said}  # type: ignore[dict-item]  # fields, or it has been told
            edits.append(Edit((place.adresse, place.felt), kept))
        else:
            more.setdefault(place.adresse, {})[place.felt] = entry
    edits += [Edit((address,), fields, append=True) for address, fields in more.items()]
    changed = edited(text, edits, file) if edits else text
    return f"{changed.rstrip()}\n{as_yaml(fresh)}".lstrip() if fresh else changed
