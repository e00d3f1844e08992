"""Lines on an own page that look as items of a list, and that Markdown shows as one line."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kvalitetsplan.plan.lost_lines import ENDS_A_LINE, Loss, Written, bare, paragraphs
from kvalitetsplan.plan.own_markdown import DATE, Converted
from kvalitetsplan.reading.pasted import BULLETS, NO_SPACE, bullet

_ITEM = re.compile(r"(?P<mark>[-*+]|(?P<number>\d{1,3})[.)])[ \t]+\S")
_DASHES = "–—−"
_SIGNS = "→⇒➔➙➜➝➞➡➢➣➤►▶▸▹✓✔✗✘✖✅❌★☆⭐✦✧❖◆◇👉🔹🔸"
_DIGITS = r"\d{1,4}(?:[.:/]\d{1,2})+"
_NEW_SENTENCE = r"[.:]?\s+(?:[–—-]\s+)?[A-ZÆØÅ«\"]"
"""What follows the number of a section or a time, where it is not a part of a sentence."""
_SERIES = {
    *pairwise("abcdefghijklmnopqrstuvwxyzæøå"),
    *pairwise(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")),
}
"""What follows what, of letters and of the numbers that are written with them."""
_TICK = "skriv «- [ ] » foran det som skal krysses av"
_APART = "linja og den under blir til én; er de punkter, skriv «- » foran hver av dem, og ellers en tom linje mellom dem"


class _Kind(NamedTuple):
    """One way to begin the items of a list, which is none of Markdown's."""

    pattern: re.Pattern[str]
    say: Callable[[str], str]
    """What to say of the mark."""
    is_sure: bool = True
    """True if no prose has two lines after one another that begin so."""


_KINDS = (
    _Kind(re.compile(r"(?:\[[ xX]\]|\([ xX]\))(?=\s+\S)|[☐☑☒□▢◻](?=\s*\S)"), lambda _: _TICK),
    _Kind(re.compile(rf"[{BULLETS}](?=[^\W\d_])|[{_SIGNS}](?=\ufe0f?\s*\S)|(?:[»›o]|-?[-=]>|--)(?=\s+\S)"), bullet),
    _Kind(re.compile(r"-(?=[^\W\d_])"), lambda _: NO_SPACE),
    _Kind(re.compile(r"\+(?=[^\W\d_])|\*(?=[^\W\d_][^*]*$)"), bullet),
    _Kind(re.compile(r"\d{1,2}[.)](?=[^\W\d_])"), lambda mark: f"det mangler et mellomrom etter «{mark}»", is_sure=False),
    _Kind(re.compile(r"(?:\(\d{1,2}\)|\d{1,2}:)(?=\s+\S)"), lambda _: _APART, is_sure=False),
    _Kind(re.compile(rf"(?:[Kk]l\.?\s?)?{_DIGITS}(?:\s?[–-]\s?{_DIGITS})?{_NEW_SENTENCE}"), lambda _: _APART, is_sure=False),
    _Kind(re.compile(rf"§\s?\d+(?:-\d+)?\w?(?:\s[A-Z]-\d+\w?)?{_NEW_SENTENCE}"), lambda _: _APART, is_sure=False),
)  # fmt: skip
_LETTER = re.compile(r"\(?(?P<mark>[a-zæøåA-ZÆØÅ]|[ivx]{2,4}|[IVX]{2,4})[.):](?=\s+\S)")


def run_together(page: Converted, written: Written) -> Iterator[Loss]:
    """Yield the first line of each paragraph that is meant as an item, and is none."""
    for start, paragraph in paragraphs(page, written.shown):
        texts = [text for _, text in bare(start, paragraph)]
        above = written.lines[start : start + len(paragraph) - 1]
        apart = {at for at, line in enumerate(above, 1) if line.endswith(ENDS_A_LINE)}
        found = (
            _markdowns([line.strip(" >\t") for line in paragraph])
            or _dashes(texts, apart)
            or _others(texts, apart)
            or _letters(texts, apart)
        )
        if found:
            at, message = found
            yield Loss(start + at, message, texts[at])


def _markdowns(texts: Sequence[str]) -> tuple[int, str] | None:
    """Find an item as Markdown has them, where it begins none."""
    found = [(at, hit) for at, text in enumerate(texts) if (hit := _ITEM.match(text))]
    numbers = {int(hit["number"]) for _, hit in found if hit["number"]}
    for at, hit in found:
        number = int(hit["number"] or 0)
        counts = not hit["number"] or numbers & {number - 1, number + 1}
        if at and counts and not DATE.match(texts[at]):
            message = "punktet blir en del av linja over; sett en tom linje foran, og rykk det ikke lenger inn enn teksten over"
            return at, message
    return None


def _dashes(texts: Sequence[str], apart: set[int]) -> tuple[int, str] | None:
    """Find the first of the lines that begin with a dash: one alone may be of a sentence. What is
    in `apart`, keeps its line.
    """
    dashes = [at for at, text in enumerate(texts) if text[:1] in _DASHES and text[1:2].isspace()]
    if not set(dashes[1:]) - apart:
        return None
    return dashes[0], _also(bullet(texts[dashes[0]][0]), len(dashes) - 1)


def _others(texts: Sequence[str], apart: set[int]) -> tuple[int, str] | None:
    """Find the first of the lines after one another that begin in the same way."""
    for kind in _KINDS:
        hits = {at: hit for at, text in enumerate(texts) if (hit := kind.pattern.match(text))}
        follows = {at for at in hits if at - 1 in hits}
        if first := _first(texts, follows, apart, is_sure=kind.is_sure):
            message = kind.say(hits[first.at][0])
            return first.at, message if message == _APART else _also(message, first.others)
    return None


def _letters(texts: Sequence[str], apart: set[int]) -> tuple[int, str] | None:
    """Find the first of the lines after one another that begin with letters that do so too."""
    hits = {at: hit["mark"] for at, text in enumerate(texts) if (hit := _LETTER.match(text))}
    follows = {at for at, mark in hits.items() if _follows(hits.get(at - 1, ""), mark)}
    first = _first(texts, follows, apart, is_sure=False)
    return (first.at, _APART) if first else None


def _follows(before: str, mark: str) -> bool:
    is_alike = before.isupper() == mark.isupper()
    return is_alike and (before.lower(), mark.lower()) in _SERIES


class _First(NamedTuple):
    """The first of some lines that begin alike, and how many others there are."""

    at: int
    others: int


def _first(
    texts: Sequence[str], follows: set[int], apart: set[int], *, is_sure: bool
) -> _First | None:
    """Return where lines that begin alike do so. `follows` are those with such a line above them.
    If it is not sure that they are items, they begin the text, or are three: two may be a sentence
    that is broken there.
    """
    for at in sorted(follows):
        if at - 1 in follows:
            continue
        after = next(one for one in range(at, len(texts) + 1) if one not in follows)
        begins = at == 1 or at - 1 in apart or texts[at - 2].rstrip("*_ ").endswith(":")
        is_list = is_sure or begins or after - at > 1
        if is_list and not apart.issuperset(range(at, after)):
            return _First(at - 1, after - at)
    return None


def _also(message: str, others: int) -> str:
    return f"{message}; gjør det samme med {'linja' if others == 1 else f'{others} linjer'} under"
