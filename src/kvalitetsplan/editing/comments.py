"""The comments in a YAML file belong to people: what is written anew does not take them along."""

import re
from collections import Counter

import yaml

from kvalitetsplan.reading.source import LOADER

ASIDE_FROM = "Lagt til side fra"
"""How the comment over what is set aside begins."""


def noted(text: str, words: str, key: str | int) -> str:
    """Return the text with some of what stood under `key` in comments at the end."""
    comments = "".join(f"# {one}".rstrip() + "\n" for one in words.rstrip().splitlines())
    return f"{_ended(text)}# {ASIDE_FROM} «{key}»:\n{comments}"


def with_comments(before: str, after: str, start: int | None) -> str:
    """Return what a text has become, with the comments it had before on lines of their own.

    They stand over what was written anew, which begins at `start`; last where that is None: inside
    brackets a line may be in the middle of a text.
    """
    lost = list((Counter(_comments(before)) - Counter(_comments(after))).elements())
    if not lost:
        return after
    if start is None:
        return _ended(after) + "".join(f"{one}\n" for one in lost)
    line = before.rfind("\n", 0, start) + 1
    space = before[line:start].partition("-")[0]
    lines = after.splitlines(keepends=True)
    number = before.count("\n", 0, line)
    return "".join([*lines[:number], *(f"{space}{one}\n" for one in lost), *lines[number:]])


def _ended(text: str) -> str:
    return text if text.endswith("\n") or not text else f"{text}\n"


def _comments(text: str) -> list[str]:
    """Return the comments of a text, each from its sign to the end of its line."""
    bare = text
    for token in yaml.scan(text, Loader=LOADER):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in ("|", ">"):  # its sign may have a comment after it
                start = text.find("\n", start, end) if "\n" in text[start:end] else end
            bare = bare[:start] + re.sub(r"[^\n]", "x", bare[start:end]) + bare[end:]
    return [text[one.start() : one.end()].rstrip() for one in _COMMENT.finditer(bare)]


_COMMENT = re.compile(r"(?<!\S)#.*")
