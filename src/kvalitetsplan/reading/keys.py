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


COMPARED = "linja begynner med «+» fra en sammenligning; slett tegnet"
"""What to say of a line that is copied from where git shows what is new."""
TAKEN_OUT = "linja begynner med «-» fra en sammenligning; slett hele linja, eller bare tegnet hvis den skal stå"
"""The same of a line that git shows as taken out."""


def is_compared(key: str) -> bool:
    """Tell whether a key has the sign of a new line in a comparison in front of it."""
    return key.startswith("+") and key[1:].lstrip(" -") in KEYS


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
    if is_compared(key):
        return COMPARED
    if key.startswith(tuple(SLANTED)):
        return f"{slanted(key[0])} rundt nøkkelen"
    return ""
