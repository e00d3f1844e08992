"""Where a sentence ends: not at the full stop of a number, a time or a word that is cut short."""

import re
from collections.abc import Iterator

from kvalitetsplan.imports.tidying import ORDINAL

_STOP = re.compile(r"[.!?;]+[»”\")\]]*\s+")
_SHORT = re.compile(
    r"(?:^|[\s(«])(?:kl|nr|jf|jfr|f\.?\s?eks|bl\.?\s?a|ca|dvs|evt|ev|inkl|eks|pkt|kap|s|st|tlf|art|ref|gj|vedr|ang|div"
    r"|m\.?\s?fl|t\.?\s?o\.?\s?m|f\.?\s?o\.?\s?m|h\.?\s?h\.?\s?v|o\.?\s?l|d\.?\s?d|kr|maks|min|sml|red|avd|adr|vha|dr|prof"
    r"|[a-zæøå])\.$",
    re.IGNORECASE,
)
"""What ends with a full stop and is said with what comes after it."""
_NUMBER = re.compile(r"(?:^|[\s(–-])\d{1,4}\.$")
_COUNTED = re.compile(rf"[–-]|(?:{ORDINAL})\b|\d", re.IGNORECASE)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, each with what ends it."""
    start = 0
    for hit in _STOP.finditer(text):
        before, after = text[start : hit.end()].rstrip(), text[hit.end() :]
        if after and _ends(before, after):
            yield before
            start = hit.end()
    if rest := text[start:].strip():
        yield rest


def _ends(before: str, after: str) -> bool:
    """Tell whether a sentence ends between two texts."""
    if before[-1] != ".":
        return before[-1] == ";" or not after[:1].islower()
    if after[:1].islower() or _SHORT.search(before):
        return False
    return not (_NUMBER.search(before) and _COUNTED.match(after))
