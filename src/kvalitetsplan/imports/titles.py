"""What a task or an event is called, and what more is said of it."""

import re
from dataclasses import replace
from typing import Any

from kvalitetsplan.imports.document import Line
from kvalitetsplan.imports.labels import Slag, label
from kvalitetsplan.imports.pieces import Stykke

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


def title_in(text: str) -> tuple[str, str]:
    """Return the title that a task begins with, and the task: «Kontaktbarometer: Skriv …»."""
    text = NUMBERED.sub("", text) or text
    head, colon, rest = text.partition(":")
    is_title = len(head.split()) <= _LONGEST_TITLE and "?" not in head and not label(head)
    if colon and rest.strip() and is_title:
        return head.strip(), rest.strip()
    return "", text


def title_and_rest(text: str) -> tuple[str, str]:
    """Return what an event is called, and what more is said of it."""
    first, dot, rest = text.partition(". ")
    if len(first) > 90 or not dot:
        first, dot, rest = text.partition(": ") if len(text) > 90 else (text, "", "")
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
    new = f"- {line.text}" if line.bullet and task.tekst else line.text
    return replace(task, tekst=f"{task.tekst}\n\n{new}".strip())
