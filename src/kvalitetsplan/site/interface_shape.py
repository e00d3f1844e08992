"""The shape of a file with the words of the interface: which keys it has, and the marks in its
texts.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from kvalitetsplan.reading.lines import CUT
from kvalitetsplan.reading.problems import Problem, listed, nearest, same
from kvalitetsplan.reading.tree import Cut, Loc, Map, Node, Seq, find_mark

_TOKEN = re.compile(r"(?P<key>[^\s(){}#\[\]]+)(?P<marks>(?:\{\w*\})*#?)(?P<inside>\(|\[\])?|\)")
_BRACES = re.compile(r"\{\w*\}|[{}]")
_MONTHS = 12
_KEYS_ON_THE_WALL = dict.fromkeys(("gjor", "tast", "vises", "hva"), "")
"""What is said of each key of the keyboard that does something on the wall."""

Words = dict[str, Any]
"""The marks each text must have, by its key; for a group, the same again; for a list, None."""


def shape_of(words: Mapping[str, str]) -> Words:
    """Return the keys and marks that are told, by group, as `navn flere{} slag(tema plikt)`."""
    return {key: _group(_TOKEN.finditer(text)) for key, text in words.items()}


def _group(tokens: Iterator[re.Match[str]]) -> Words:
    """Return the words of a group, read from its tokens until the group ends."""
    words: Words = {}
    for token in tokens:
        if not token["key"]:
            break
        match token["inside"]:
            case "(":
                words[token["key"]] = _group(tokens)
            case "[]":
                words[token["key"]] = None
            case _:
                words[token["key"]] = token["marks"]
    return words


def wrong_words(tree: Map, words: Words, may_lack: bool = False) -> Iterator[Problem]:
    """Yield what is wrong with a file that is to have some words. It may lack some of them where
    there are others to say instead.
    """
    yield from _wrong(tree, tree, words, (), may_lack)


def _wrong(
    tree: Map, node: Node, words: Words, loc: Loc, may_lack: bool = False
) -> Iterator[Problem]:
    """Yield what is wrong with a group, which `loc` leads to in `tree`. It may lack some words
    where there are others to say instead.
    """
    if not isinstance(node, Map):
        yield _problem(tree, loc, f"må være felt med navn, som «{next(iter(words))}: …»")
        return
    unknown = [key for key in node if key not in words]
    for key in unknown:
        near = nearest(key, words) or f" – her kan det stå {listed(words)}"
        place = find_mark(tree, (*loc, key), key=True)
        yield Problem(place, ".".join(map(str, (*loc, key))), f"ukjent nøkkel «{key}»{near}")
    for key, inner in words.items():
        if key not in node:
            if not may_lack and not same(key, unknown):
                yield _problem(tree, (*loc, key), f"mangler «{key}»")
        elif isinstance(inner, dict):
            yield from _wrong(tree, node[key], inner, (*loc, key), may_lack)
        elif inner is None:
            yield from _wrong_list(tree, node[key], (*loc, key))
        elif message := _wrong_text(node[key], inner):
            yield _problem(tree, (*loc, key), message)


def _wrong_list(tree: Map, node: Node, loc: Loc) -> Iterator[Problem]:
    """Yield what is wrong with a list of texts, such as the months, or of keys of the keyboard."""
    months, keys = loc[-1] == "maneder", loc[-1] == "taster"
    if not isinstance(node, Seq) or (months and len(node) != _MONTHS):
        yield _problem(tree, loc, f"må være en liste{f' med {_MONTHS} måneder' if months else ''}")
        return
    for number, one in enumerate(node):
        if keys:
            yield from _wrong(tree, one, _KEYS_ON_THE_WALL, (*loc, number))
        elif message := _wrong_text(one, ""):
            yield _problem(tree, (*loc, number), message)


def _wrong_text(node: Node, marks: str) -> str:
    """Return what is wrong with a text that must have these marks, or an empty string."""
    if not isinstance(node, str):
        return "må være tekst, ikke en liste eller flere felt"
    if isinstance(node, Cut):
        return CUT
    if not node.strip():
        return "er tom"
    expected = _BRACES.findall(marks)
    if Counter(_BRACES.findall(node)) != Counter(expected):
        return f"skal ha {' og '.join(expected)}" if expected else "skal ikke ha krøllparenteser"
    return "skal ha #, der tallet kommer" if "#" in marks and "#" not in node else ""


def _problem(tree: Map, loc: Loc, message: str) -> Problem:
    return Problem(find_mark(tree, loc), ".".join(map(str, loc)), message)
