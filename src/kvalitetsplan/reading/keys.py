"""The keys that a data file may have: every model adds its own when it is made.

So a line without its colon can be told from a text that runs over two lines.
"""

from kvalitetsplan.reading.pasted import (
    ODD_SPACE,
    ORDINARY,
    SLANTED,
    named,
    slanted,
    why_no_item,
)

KEYS: set[str] = set()


def why_no_key(key: str) -> str:
    """Return why a text cannot be a key in any file of ours, or an empty string if it can."""
    if key in KEYS:
        return ""
    if odd := ODD_SPACE.search(key):
        return f"{named(odd[0])} foran eller i «{' '.join(key.split())}»; {ORDINARY}"
    if key == "<<":
        return "«<<» er ikke tillatt; skriv teksten ut der den trengs"
    if reason := why_no_item(key):
        return reason
    if key.startswith(tuple(SLANTED)):
        return f"{slanted(key[0])} rundt nøkkelen"
    return ""
