"""What a task or an event is called, and what more is said of it."""

import re
from dataclasses import replace
from typing import Any

from kvalitetsplan.imports.document import Line
from kvalitetsplan.imports.labels import Slag, label
from kvalitetsplan.imports.pieces import Stykke
from kvalitetsplan.imports.sentences import sentences
from kvalitetsplan.imports.times import DURATION

NUMBERED = re.compile(
    r"(?:øvelse|øving|oppgave|oppgåve|trening|spørsmål|eksempel|døme)\s*\d+\s*[:.–-]\s*", re.I
)
FIELDS = (
    (
        "varighet",
        re.compile(r"(?:varighet|varigheit|tid(?:sbruk)?|hvor lenge|kor lenge)\s*:\s*", re.I),
    ),
    ("tegn", re.compile(r"(?:tegn|teikn|se etter|sjå etter|tegn på at det virker)\s*:\s*", re.I)),
)
_LONGEST_TITLE = 7
_TIMED = re.compile(
    rf"(?P<title>[^.:?!()]{{3,90}}?)"
    rf"(?:\s*\(\s*(?P<a>{DURATION})\s*\)\s*[.:–—-]?|\s*[,–—-]\s*(?P<b>{DURATION})\s*(?:[.:–—-]|$))"
    r"(?=\s|$)\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A title with how long it takes: «Gå runden (15 minutter). Hele teamet …»."""


def timed(text: str) -> tuple[str, str, str]:
    """Return the title that a task begins with, how long it takes, and the rest; the text alone
    where it does not begin so.
    """
    hit = _TIMED.fullmatch(text)
    if not hit or len(hit["title"].split()) > _LONGEST_TITLE:
        return "", "", text
    return hit["title"].strip(" –—-"), (hit["a"] or hit["b"]).strip(), hit["rest"].strip()


def title_in(text: str) -> tuple[str, str]:
    """Return the title that a task begins with, and the task: «Kontaktbarometer: Skriv …»."""
    text = NUMBERED.sub("", text) or text
    head, colon, rest = _parted(text)
    is_title = len(head.split()) <= _LONGEST_TITLE and "?" not in head and not label(head)
    if colon and rest.strip() and is_title:
        return head.strip(), rest.strip()
    return "", text


def _parted(text: str) -> tuple[str, str, str]:
    """Return a text in two at its first colon that is none in a time: «kl. 12:30»."""
    hit = re.search(r":(?!\d)", text)
    return (text[: hit.start()], ":", text[hit.end() :]) if hit else (text, "", "")


def title_and_rest(text: str) -> tuple[str, str]:
    """Return what an event is called, and what more is said of it."""
    first, *more = sentences(text) if text.strip() else [text]
    rest = text[len(first) :].strip()
    if len(first) > 90 or not more:
        first, _, rest = text.partition(": ") if len(text) > 90 else (text, "", "")
    if len(first) <= 90:
        return first.rstrip("."), rest
    words = text[:80].rpartition(" ")[0]
    return f"{words} …", text


def with_more(task: Stykke, line: Line) -> Stykke:
    """Return a task with one more line that is said about it."""
    for name, pattern in FIELDS:
        if hit := pattern.match(line.text):
            more: dict[str, Any] = {name: line.text[hit.end() :]}
            return replace(task, **more)
    if task.slag == Slag.REFLEKSJON and task.tekst:
        return replace(task, deler=(*task.deler, line.text))
    new = line.as_item if line.bullet and task.tekst else line.text
    return replace(task, tekst=f"{task.tekst}\n\n{new}".strip())
