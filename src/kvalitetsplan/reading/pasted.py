"""What comes along with a text from Word or another program, and is none of YAML's signs."""

import re

BULLETS = "•·●○◦▪■‣∙–—−‐‑"
"""What people and Word put in front of the items of a list."""
SLANTED = "“”„‟‘’‚"
"""Quotation marks that Word makes of the straight ones."""
ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Spaces that look like one, and are none to YAML."""

ORDINARY = "slett det, og skriv vanlige mellomrom"
"""What to do about such a space."""


def named(space: str) -> str:
    """Return what to say of a space that looks like one, and is none to YAML."""
    name = "et hardt mellomrom" if space == "\u00a0" else "et mellomrom fra et annet program"
    return f"her er {name} (U+{ord(space):04X})"


_NO_SPACE = re.compile(r"-(?=[^\W\d_])")
_LISTED = re.compile(rf"[{BULLETS}]|[*+](?=\s)|\d+[.)](?=\s)")
NO_SPACE = "det mangler et mellomrom etter bindestreken; skriv «- » og så resten"
"""What to say of «-id:»."""


def why_no_item(text: str) -> str:
    """Return what to say of a text that was meant as an item of a list, or "" if it was not."""
    if text.startswith(tuple(BULLETS)):
        return bullet(text[0])
    return NO_SPACE if _NO_SPACE.match(text) else ""


def list_mark(text: str) -> str:
    """Return what people put in front of an item of a list, where a text begins with it: «•»,
    «1.».
    """
    hit = _LISTED.match(text)
    return hit[0] if hit else ""


def bullet(mark: str) -> str:
    """Return what to say of what stands in front of an item."""
    return f"et punkt i en liste begynner med «- » (bindestrek og mellomrom), ikke «{mark}»"


def item_too_far_in(mark: str, line: int, others: int) -> str:
    """Return what to say of an item that begins further in than the one above it, on `line`."""
    more = f" (og {others} til som er like)" if others else ""
    instead = "" if mark == "-" else f" i stedet for «{mark}»"
    return (
        f"punktet står for langt inn{more}; la «-»{instead} begynne rett under «-» i linje {line}"
    )


def slanted(mark: str) -> str:
    """Return what to say of a quotation mark that is not straight."""
    return f'«{mark}» er et skrått anførselstegn fra Word; bruk rette (")'
