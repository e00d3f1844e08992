"""What can be found in a plan: one entry for each item, where it is shown.

The text of an item stands in one entry only, however many pages repeat it. What the
entries are called on the screen is in `data/tekster/nb.yaml`; how they are ranked is
decided in `overrides/assets/js/`: `sokeindeks`, `forstaelse` and `rangering`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup

from kvalitetsplan.plan.addresses import addressed, tema_of
from kvalitetsplan.plan.model import Punkt
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site import pages
from kvalitetsplan.site.kinds import KINDS, WEIGHTS
from kvalitetsplan.site.text import plain

FOR = {"for-elever.html": "elev", "for-foreldre.html": "forelder"}
"""The pages that speak to one kind of reader, and the kind their sections are found as."""

PROSE = (
    *FOR,
    "for-skoleeier.html",
    "grunnlag/",
    "samtaler.html",
    "led-en-okt.html",
    "om-planen.html",
    "sider/",
)
"""Pages written as running text: each of their sections is an entry."""

ITEMS = ("tema/", "situasjon/")
"""Pages of one item each: the item itself is the entry."""

_SHOWN, _SHOWN_OF_EXERCISE, _SHOWN_AS_ANSWER = 120, 80, 600
"""How many characters of a text come along as they are written, to be shown in a result."""
_EXERCISES = (
    "eksempel",
    "refleksjonsoppgave",
    "treningsforslag",
    "okt",
    "hendelse",
    "lop",
    "kilde",
)
_ANSWERS = ("plikt", "paragraf", "melding", *FOR.values())
_SUMMARY = 160
"""How much of a description others show."""
_COMMON = 14
"""A word in more entries than this says too little to be worth its place."""
_ROOT = 5
"""Words that begin with the same letters, so many of them, are bent forms of one word, or near
enough.
"""
_WORD = re.compile(r"\w+(?:-\w+)*")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_ADDRESS_SIGN = re.compile(r"\s*#\s*$")


class Funn(NamedTuple):
    """Something that can be found."""

    adresse: str
    """Where it is shown, from the top of the site."""
    tittel: str
    tekst: str
    slag: str
    """What kind of item it is, as a key of `sok.slag` in the interface texts."""
    tema: str = ""
    """The theme's id, if it stands in one."""
    sokeord: tuple[str, ...] = ()
    """Words people search for that need not stand in its text."""


def is_prose(page: str) -> bool:
    """Tell whether the page with this address is running text, whose sections nobody but the page
    knows.
    """
    return page.startswith(PROSE) or page == "index.html"


def overview(page: str, title: str, html: str) -> dict[str, str]:
    """Return the page itself as a section, with its first paragraph: what it lists is found by
    itself.
    """
    first = _PARAGRAPH.search(html)
    return {"location": page, "title": title, "text": first[1] if first else ""}


def summary(html: str) -> str:
    """Return what a page says of itself in one or two lines: its first words of running text; "" if
    it has none worth showing.
    """
    first = _PARAGRAPH.search(html)
    text = _plain_html(first[1]) if first else ""
    return _cut(text, _SUMMARY)[0] if len(text) > _SHOWN // 4 else ""


def page_titles(sections: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return the title of each page, by its address; see `findings`."""
    return {
        one["location"]: _plain_html(one["title"]) for one in sections if "#" not in one["location"]
    }


def findings(plan: Plan, tekst: dict[str, Any], sections: Iterable[dict[str, str]]) -> list[Funn]:
    """Return everything that can be found in a plan.

    `tekst` holds the interface's own words. `sections` is what has been read from the finished
    pages, as `location`, `title` and `text` (HTML): the sections of the pages that are running
    text (`is_prose`), and the others as an `overview`.
    """
    written = [_from_section(one) for one in sections if _is_wanted(one["location"])]
    return [*_from_plan(plan, tekst), *_meldinger(plan), _plankrav(plan, tekst), *written]


def search_index(
    funn: Iterable[Funn], titles: dict[str, str], plan: Plan, tekst: dict[str, Any]
) -> dict[str, Any]:
    """Return what the search reads, in the shape Material hands over to its worker: `config` and
    `docs`.

    `docs` has a group for each page and theme: the page's address and title, the theme's place in
    `config.temaer` or -1, and its entries: anchor, title, first lines, kind, words people search
    for, and the words of the text that come after the first lines. `titles` is the pages' titles.
    """
    kinds = list(tekst["sok"]["slag"])
    temaer = [tema.id for tema in plan.temaer]
    found = list(funn)
    count = Counter(root for one in found for root in _roots(f"{one.tittel} {one.tekst}"))
    groups: dict[tuple[str, str], list[list[Any]]] = {}
    for one in found:
        groups.setdefault((one.adresse.partition("#")[0], one.tema), []).append(
            _row(one, kinds, count)
        )
    config = {
        "separator": r"[\s\-]+",  # Material reads it to mark the words on a page
        "slag": list(tekst["sok"]["slag"].values()),
        "nokler": kinds,
        "vekter": [WEIGHTS[kind] for kind in kinds],
        "svar": tekst["sok"]["svar"],
        "temaer": [_plain(plan, tema.tittel) for tema in plan.temaer],
        "synonymer": _by_meaning(plan.synonymer),
    }
    docs = [
        [page, titles[page], temaer.index(tema) if tema in temaer else -1, rows]
        for (page, tema), rows in groups.items()
    ]
    return {"config": config, "docs": docs}


def _by_meaning(synonyms: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return the everyday words once for each set of meanings: the meanings, and the words. That is
    half of what they take one by one.
    """
    phrases: dict[tuple[str, ...], list[str]] = {}
    for phrase, meanings in synonyms.items():
        phrases.setdefault(tuple(meanings), []).append(phrase)
    return [("|".join(meanings), "|".join(words)) for meanings, words in phrases.items()]


def _row(one: Funn, kinds: list[str], count: Counter[str]) -> list[Any]:
    shown, rest = _cut(one.tekst, _length_shown(one.slag))
    words = _more_words(" ".join((one.tittel, shown, *one.sokeord)), rest, count)
    row = [
        one.adresse.partition("#")[2],
        one.tittel,
        shown,
        kinds.index(one.slag),
        "|".join(one.sokeord),
    ]
    return [*row, words] if words else row


def _length_shown(slag: str) -> int:
    if slag in _ANSWERS:
        return _SHOWN_AS_ANSWER
    return _SHOWN_OF_EXERCISE if slag in _EXERCISES else _SHOWN


def _cut(text: str, length: int) -> tuple[str, str]:
    """Return the first lines of a text, whole words, and the rest of it."""
    if len(text) <= length:
        return text, ""
    end = max(text.rfind(" ", 0, length), 0) or length
    return f"{text[:end]} …", text[end:]


def _more_words(shown: str, rest: str, count: Counter[str]) -> str:
    """Return the words in the rest of a text that can tell this entry from others, each once; in
    the order of the alphabet, which takes less room once packed.
    """
    seen = _roots(shown)
    telling = (
        word for root, word in _firsts(rest).items() if root not in seen and count[root] <= _COMMON
    )
    return " ".join(sorted(telling))


@lru_cache(maxsize=4096)
def _firsts(text: str) -> dict[str, str]:
    """Return the first word with each root, by the root, in the order they stand."""
    firsts: dict[str, str] = {}
    for word in _WORD.findall(text.lower()):
        firsts.setdefault(word[:_ROOT], word)
    return firsts


@lru_cache(maxsize=4096)
def _roots(text: str) -> frozenset[str]:
    return frozenset(word[:_ROOT] for word in _WORD.findall(text.lower()))


def _from_plan(plan: Plan, tekst: dict[str, Any]) -> Iterator[Funn]:
    for address, item in addressed(plan.grunnplan).items():
        kind = KINDS.get(type(item))
        if not (kind and kind.felt and pages.is_shown(plan, address)):
            continue
        if felt := kind.felt(plan, tekst, item):
            text = " ".join(_plain(plan, one) for one in felt.tekst if one)
            title = _plain(plan, felt.tittel)
            yield Funn(
                pages.url(plan, address),
                title,
                text,
                kind.slag,
                tema_of(address),
                _asked_for(plan, item, felt.sokeord),
            )


def _asked_for(plan: Plan, item: Punkt, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words people search for, in a nynorsk plan those of the bokmål too: the search
    knows either form as the other.
    """
    others = item.andre.get("søkeord", ()) if plan.malform == "nynorsk" else ()
    return tuple(dict.fromkeys((*words, *others)))


def _meldinger(plan: Plan) -> Iterator[Funn]:
    """Who reports to whom stands in one section of the page about the duty."""
    for one in plan.grunnplan.meldinger:
        title = _plain(plan, f"{one.fra} → {one.til}")
        yield Funn(
            "handlingsplikten.html#meldinger",
            title,
            _plain(plan, f"{one.nar} {one.frist} {one.rad or ''}"),
            "melding",
        )


def _plankrav(plan: Plan, tekst: dict[str, Any]) -> Funn:
    """What the written plan must contain stands in one section too."""
    demands = " ".join(f"{one.tekst} {one.hjelp}" for one in plan.grunnplan.plankrav)
    text = _plain(plan, f"{tekst['plikt']['plankrav_ingress']} {demands}")
    return Funn("handlingsplikten.html#planen", tekst["plikt"]["plankrav"], text, "plikt")


def _is_wanted(location: str) -> bool:
    page, _, anchor = location.partition("#")
    if page == "index.html":
        return anchor == "forord"
    return page.startswith(PROSE) or not (anchor or page.startswith(ITEMS))


def _from_section(section: dict[str, str]) -> Funn:
    location = section["location"]
    kind = FOR.get(location.partition("#")[0], "side")
    return Funn(location, _plain_html(section["title"]), _plain_html(section["text"]), kind)


def _plain_html(html: str) -> str:
    """Return the text of some HTML, without the sign that leads to a heading's own address."""
    return _ADDRESS_SIGN.sub("", Markup(html).striptags())


def _plain(plan: Plan, text: str) -> str:
    """Return a text as it is read: parameters filled in, no marks."""
    return plain(plan.fill(text))
