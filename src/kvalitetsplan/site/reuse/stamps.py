"""What stands on every page, but is one municipality's alone, is stamped on the pages when they are
finished.

Until then it is a sign that no text has. So pages that are equal but for the name of the
municipality are equal, and are made once for all of them (see `memory`); and the name is
right wherever a template puts it.
"""

from collections.abc import Mapping

SIGNS = {name: f"\x02{name}\x03" for name in ("navn", "kommune", "adresse", "bunn")}
"""For whose plan it is, the municipality, the published address and the foot. The reader refuses
control characters.
"""


def stamp(html: str, texts: Mapping[str, str]) -> str:
    """Return a page with its signs replaced; see `Components.stamps`."""
    for sign, text in texts.items():
        html = html.replace(sign, text)
    return html
