"""Texts and ids that fit where they are to stand."""

from collections.abc import Iterator, Mapping

from pydantic import TypeAdapter, ValidationError

from kvalitetsplan.imports.sentences import sentences
from kvalitetsplan.plan.checks.rules import WALL_PARAGRAPH
from kvalitetsplan.plan.model import Punkt
from kvalitetsplan.plan.model.base import Tekst

_LONGEST, _LONGEST_ID = 4000, 60
_TEKST: TypeAdapter[str] = TypeAdapter(Tekst)


def can_say(kind: type[Punkt], entry: Mapping[str, object]) -> bool:
    """Tell whether an item of a plan may say what an entry does. A text there may be too long, or
    have a link that leads nowhere; an own page takes it all.
    """
    try:
        kind.model_validate(entry, by_name=False)
    except ValidationError:
        return False
    return True


def is_text(text: str) -> bool:
    """Tell whether a text may stand in a plan; see `can_say`."""
    try:
        _TEKST.validate_python(text)
    except ValidationError:
        return False
    return True


def free_id(wanted: str, taken: set[str]) -> str:
    """Return an id that nothing has, as near as may be to the one that is wanted."""
    base = wanted[:_LONGEST_ID].strip("-")
    count, id = 1, base
    while id in taken:
        count += 1
        id = f"{base[: _LONGEST_ID - len(str(count)) - 1].strip('-')}-{count}"
    return id


def not_shouted(title: str) -> str:
    """Return a title that is not shouted."""
    return title.capitalize() if title.isupper() and len(title) > 4 else title


def fitted(text: str) -> str | None:
    """Return a text with paragraphs that fit on the wall; None if it is too long for any place."""
    parts = [part for one in text.split("\n\n") for part in _shorter(one)]
    whole = "\n\n".join(parts)
    return whole if len(whole) <= _LONGEST else None


def _shorter(paragraph: str) -> Iterator[str]:
    part = ""
    for sentence in sentences(paragraph):
        for piece in _cut(sentence):
            if part and len(part) + 1 + len(piece) > WALL_PARAGRAPH:
                yield part
                part = ""
            part = f"{part} {piece}".strip()
    if part:
        yield part


def _cut(sentence: str) -> Iterator[str]:
    while len(sentence) > WALL_PARAGRAPH:
        end = sentence.rfind(" ", 0, WALL_PARAGRAPH)
        end = end if end > 0 else WALL_PARAGRAPH
        yield sentence[:end]
        sentence = sentence[end:].strip()
    yield sentence
