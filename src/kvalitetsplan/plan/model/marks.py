"""The marks that a text from YAML may have, which are links and stress alone. Markdown's others,
and HTML, would be shown as they are typed: they are told, with what to write instead.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape

from kvalitetsplan.plan.model.text_links import LINK, why_no_links
from kvalitetsplan.reading.values import told, wrong

_ANY = re.compile(r"[\[\]<&`\\]|~~|==|\*\*|(?<!\w)_|^[ \t]*(?:#{2,6}[ \t]|>[ \t]|\|)", re.MULTILINE)
"""Any sign that is looked for here: most texts have none, and are looked through only once."""
_FILE = re.compile(r"(?<![^\s(«\"])(?:\\\\\w|[A-Za-z]:\\)\S*")
"""A way to a file in Windows."""


def sound(text: str) -> str:
    """Return a text whose links lead somewhere, and whose marks are what they look like."""
    found = _ANY.search(text) and (next(why_no_links(text), "") or next(_why_no_marks(text), ""))
    if found:
        raise wrong(found)
    return text


def _why_no_marks(text: str) -> Iterator[str]:
    # An address, and a way to a file, may have any sign in it.
    shown = _FILE.sub("", LINK.sub(lambda hit: hit["words"], text))
    for pattern, say in _RULES:
        if (hit := pattern.search(shown)) and (reason := say(hit)):
            yield reason


def _stress(hit: re.Match[str]) -> str:
    stars = "*" if hit["mark"] == "_" else "**"
    right = f"{stars}{told(hit['words'].strip())}{stars}"
    return f"«{told(hit[0])}» blir vist som det står; skriv «{right}»"


def _unended(hit: re.Match[str]) -> str:
    return (
        f"«{told(hit[0])}» blir vist som det står; skriv ** også der det slutter, "
        "eller sett et mellomrom etter stjernene"
    )


def _struck(hit: re.Match[str]) -> str:
    return f"gjennomstreking («{told(hit[0])}») virker ikke; ta bort teksten, eller bare ~~"


def _escaped(hit: re.Match[str]) -> str:
    return f"«{hit[0]}» blir vist med skråstreken; skriv bare «{hit[0][1]}»"


def _entity(hit: re.Match[str]) -> str:
    sign = unescape(hit[0])
    if sign == hit[0]:
        return ""  # there is no such name
    right = f"«{sign}»" if sign.isprintable() and sign.strip() else "et vanlig mellomrom"
    return f"«{hit[0]}» blir vist som det står; skriv {right}"


def _tag(hit: re.Match[str]) -> str:
    right = _INSTEAD_OF.get(hit["name"].lower(), "ta det bort")
    return f"«{told(hit[0])}» blir vist som det står; {right}"


_BOLD, _LEANING = "skriv **ordet**", "skriv *ordet*"
_APART = "skriv «|» etter nøkkelen, og en tom linje der teksten skal deles"
_LISTED = "skriv «|» etter nøkkelen, og «- » foran hvert punkt"
_INSTEAD_OF = {
    "b": _BOLD, "strong": _BOLD, "i": _LEANING, "em": _LEANING, "br": _APART, "p": _APART,
    "ul": _LISTED, "ol": _LISTED, "li": _LISTED, "a": "skriv [ordene](adressen)",
}  # fmt: skip


def _code(hit: re.Match[str]) -> str:
    return f"«{told(hit[0])}» blir vist som det står; ta bort ` (kode kan bare stå på egne sider)"


def _quoted(hit: re.Match[str]) -> str:
    return f"«>» foran et sitat blir vist som det står; skriv «{told(hit['words'])}»"


def _on_a_page(what: str) -> Callable[[re.Match[str]], str]:
    return lambda hit: (
        f"{what} («{told(hit[0].strip())}») virker ikke i teksten; ta den bort, eller skriv det på en egen side"
    )


_WITHIN = r"(?P<words>[^\s{0}](?:[^{0}]{{0,399}}[^\s{0}])?)"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"^[ \t]*```.*", re.MULTILINE), _on_a_page("kode")),
    (re.compile(r"^[ \t]*#{2,6}[ \t]+\S.*", re.MULTILINE), _on_a_page("en overskrift")),
    (re.compile(r"^[ \t]*\|.*\|[ \t]*\n[ \t]*\|[ \t]*[:|-].*", re.MULTILINE), _on_a_page("en tabell")),
    (re.compile(r"^[ \t]*>[ \t]+(?P<words>[^\W\d].*)", re.MULTILINE), _quoted),
    (re.compile(rf"(?<!\w)(?P<mark>__?){_WITHIN.format('_')}(?P=mark)(?!\w)"), _stress),
    (re.compile(rf"(?<![\w=])(?P<mark>==){_WITHIN.format('=')}==(?![\w=])"), _stress),
    (re.compile(rf"(?<![\w*])(?P<mark>\*{{3,}}){_WITHIN.format('*')}(?P=mark)(?![\w*])"), _stress),
    (re.compile(r"(?<!\S)(?P<mark>\*\*) (?P<words>[^\W\d][^*]{0,399})\*\*(?![\w*])"), _stress),
    (re.compile(r"(?<![^\s(«])\*\*(?=[^\s*])[^*\n]{0,40}(?![^*]*\*\*)"), _unended),
    (re.compile(rf"~~{_WITHIN.format('~')}~~"), _struck),
    (re.compile(r"\\[][*_#`~|<>(){}!.+-]"), _escaped),
    (re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});"), _entity),
    (
        re.compile(
            r"</?(?P<name>b|strong|i|em|u|s|br|p|li|ul|ol|sup|sub|mark|small|a)(?:\s+[\w-]+=[^<>]*)?\s*/?>",
            re.IGNORECASE,
        ),
        _tag,
    ),
    (re.compile(r"<!--.*"), lambda hit: f"«{told(hit[0])}» blir vist som det står; ta det bort"),
    (re.compile(rf"(?<!`)`{_WITHIN.format('`')}`(?!`)"), _code),
)  # fmt: skip
"""Marks that people know from elsewhere, and what is said of each."""
