"""Our style sheets and scripts for the pages, put together to one of each: a phone asks for few files."""

import re

from rjsmin import jsmin

PACKS = {
    "assets/css/plan.css": (
        "tokens",
        *(
            f"sider/{name}"
            for name in (
                "grunn",
                "hode",
                "side",
                "sok",
                "punkt",
                "par",
                "rad",
                "kort",
                "forside",
                "filter",
                "plikt",
                "situasjon",
                "trapp",
                "arshjul",
                "figur",
                "begrep",
                "endringer",
                "planlegg",
                "hele-planen",
                "utskrift",
            )
        ),
    ),
    "assets/js/plan.js": (
        "lager",
        "visning",
        "meny",
        "innhold",
        "brett",
        "sokemotor",
        "sok",
        "filter",
        "flyttet",
        "maned",
        "malform",
        "vedtak",
    ),
}
"""Which files go out as one, in order: what comes later has the last word."""

_ALONE_TOO = {"assets/css/tokens.css", "assets/js/lager.js", "assets/js/malform.js"}
"""What sessions ask for, too."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def parts(pack: str) -> list[str]:
    """Return the files that a pack is made of, in order."""
    folder, kind = pack.rpartition("/")[0], pack.rpartition(".")[2]
    return [f"{folder}/{name}.{kind}" for name in PACKS[pack]]


def is_alone(name: str) -> bool:
    """Tell whether a file under `assets/` goes out by itself, too: sessions ask for some of them."""
    packed = {part for pack in PACKS for part in parts(pack)}
    return name not in packed or name in _ALONE_TOO


def small(name: str, text: str) -> str:
    """Return a style sheet or a script without its comments and the space around its lines."""
    if name.endswith(".js"):
        return str(jsmin(text))
    return re.sub(r"\s*\n\s*", "\n", _COMMENT.sub("", text)).strip()
