"""Links in a text from YAML: one form of them is followed, the others that people know are told."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from kvalitetsplan.plan.model.addresses import why_no_letter, why_no_link, why_no_link_or_mail
from kvalitetsplan.reading.values import told, wrong

_ADDRESS = r"(?:https?://|mailto:)[^\s()<>\[\]\"]+(?:\([^\s()]*\)[^\s()<>\[\]\"]*)*"
_LINK = re.compile(rf"(?<!!)\[(?P<words>[^\[\]]+)\]\({_ADDRESS}\)")
"""A link as it is to be written."""

_ANY = re.compile(r"[\[\]<]")
"""What every link has a sign of; most texts have none."""
_WRITTEN = re.compile(r"\](?P<apart>\s*)\((?P<to>(?:https?://|mailto:)[^\s()<>\[\]\"]+)")
_MEANT = re.compile(
    r"\[[^\[\]]+\]\s*\((?P<to>"
    r"(?P<way>\.{0,2}/[^\s()]*|[^\s():]+\.(?:md|html|pdf)(?:#[^\s()]*)?|#[^\s()]+)"
    r"|www\.[^\s()]+|[^\s()@:]+@[^\s()@]+|(?:tel|sms|ftp|file|https?|mailto):[^\s()]*)\)",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"(?<!\w)!\[[^\[\]]*\] ?[(\[]")
_APART = re.compile(r"^[ \t]*(\[[^\[\]]+\]:)[ \t]*<?(?:https?://|mailto:|www\.)", re.MULTILINE)
_BACKWARDS = re.compile(rf"\((?P<words>[^()]*[^\W\d][^()]*)\)\[(?P<to>{_ADDRESS})\]")
_MORE_INSIDE = re.compile(
    r"\[(?P<words>[^\[\]]*)\]\(\s*<?\s*"
    r"(?P<to>(?:https?://|mailto:)(?:[^()<>\"']|\([^()\s]*\))*?)\s*>?"
    r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[\[\]\"<>]")
"""What no address in a link may have; each is told by itself."""
_ANGLED = re.compile(r"<(?P<to>(?:https?://|mailto:)[^\s<>]+)>")


def sound(text: str) -> str:
    """Return a text whose links lead somewhere; each is written as `[ord](adresse)`. What is no
    link is shown as it stands, whatever signs it has.
    """
    if reason := next(_why_no_links(text), "") if _ANY.search(text) else "":
        raise wrong(reason)
    return text


def _why_no_links(text: str) -> Iterator[str]:
    """Yield what is wrong with the links in a text, and with what looks as one and is none."""
    if _PICTURE.search(text):
        yield "et bilde («![…](…)») kan ikke stå i teksten; legg det på en egen side"
    for hit in _WRITTEN.finditer(text):
        kind, _, rest = hit["to"].partition(":")
        if hit["apart"]:
            yield f"ta bort mellomrommet mellom ] og («{hit['to']}»), så blir det en lenke"
        if reason := why_no_letter(rest) if kind == "mailto" else why_no_link(hit["to"]):
            yield f"lenken «{hit['to']}» {reason}"
    for hit in _MEANT.finditer(text):
        if not _WRITTEN.search(hit[0]):
            yield f"lenken «{hit['to']}» {_why_only_words(hit)}"
    yield from _more_than_an_address(text)
    yield from _other_ways(text)


def _why_only_words(hit: re.Match[str]) -> str:
    reason = why_no_link_or_mail(hit["to"]) or "må begynne med små bokstaver, som «https://»"
    return f"{reason}; til planens egne sider kan bare egne sider lenke" if hit["way"] else reason


def _more_than_an_address(text: str) -> Iterator[str]:
    """Yield each link that is shown as it is typed, for something more than words and address."""
    for hit in _MORE_INSIDE.finditer(text):
        if hit["title"]:
            yield f"lenken «{hit['to']}» kan ikke ha en tittel; {_instead(hit['words'], hit['to'])}"
        elif not _LINK.fullmatch(hit[0]) and not _CLOSED.search(hit["to"]):
            yield f"slik blir det ingen lenke; {_instead(hit['words'], hit['to'])}"
    followed = {hit.end() for hit in _LINK.finditer(text)}
    for hit in re.finditer(rf"\]\((?P<to>{_ADDRESS})(?P<end>[^\s]?)", text):
        if not hit["end"]:
            yield f"lenken «{hit['to']}» blir aldri avsluttet; skriv ) etter adressen"
        elif hit["end"] != ")":
            yield f"tegnet {told(hit['end'])} kan ikke stå i adressen til en lenke; skriv {quote(hit['end'])} i stedet"
        elif hit.end() not in followed:
            yield f"ordene i lenken til «{hit['to']}» har [ eller ] i seg; skriv dem uten"


def _other_ways(text: str) -> Iterator[str]:
    """Yield each link that is written as other programs have it."""
    if hit := _APART.search(text):
        yield f"«{told(hit[1])} …» gir ingen lenke; {_instead('', 'adressen')} der lenken skal stå"
    if hit := _BACKWARDS.search(text):
        yield f"lenken er skrevet baklengs; {_instead(hit['words'], hit['to'])}"
    if hit := _ANGLED.search(text):
        yield f"«{told(hit[0])}» gir ingen lenke; {_instead('', hit['to'])}"


def _instead(words: str, to: str) -> str:
    """Return how a link to somewhere is written."""
    return f"skriv [{told(words.strip()) or 'ordene'}]({told('%20'.join(to.split()))})"
