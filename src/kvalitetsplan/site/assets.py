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
                "kontroll",
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
    "assets/css/okt.css": tuple(
        f"okt/{name}"
        for name in (
            "dokument",
            "stasted",
            "vegg",
            "klokke",
            "meny",
            "leder",
            "hand",
            "papir",
        )
    ),
    "assets/css/forslag.css": ("forslag/linje", "forslag/skjema", "forslag/dialog"),
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
        "foresla",
    ),
    "assets/js/soketjener.js": (
        "ordtabeller",
        "norsk",
        "hvem",
        "sokeindeks",
        "forstaelse",
        "rangering",
        "sokesvar",
        "soketjener",
    ),
    "assets/js/forslag.js": (
        "okt/ta-med",
        *(
            f"forslag/{name}"
            for name in (
                "tekst",
                "skrevet",
                "plan",
                "steg",
                "verdi",
                "regler",
                "yaml",
                "fil",
                "minne",
                "tjener",
                "finn",
                "kontroll",
                "peker",
                "felt",
                "skjema",
                "dialog",
                "ferdig",
                "sider",
                "flytt",
                "tegn",
                "vis",
                "forslag",
            )
        ),
    ),
}
"""Which files go out as one, in order: what comes later has the last word."""

_SHARED = {
    "assets/css/tokens.css",
    "assets/js/foresla.js",
    "assets/js/lager.js",
    "assets/js/malform.js",
    "assets/js/okt/ta-med.js",
    "assets/js/vedtak.js",
}
"""What is in a pack and goes out by itself, too."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def parts(pack: str) -> list[str]:
    """Return the files that a pack is made of, in order."""
    folder, kind = pack.rpartition("/")[0], pack.rpartition(".")[2]
    return [f"{folder}/{name}.{kind}" for name in PACKS[pack]]


def is_alone(name: str) -> bool:
    """Tell whether a file under `assets/` goes out by itself, too: sessions ask for some of them."""
    packed = {part for pack in PACKS for part in parts(pack)}
    return name not in packed or name in _SHARED


def small(name: str, text: str) -> str:
    """Return a style sheet or a script without its comments and the space around its lines."""
    if name.endswith(".js"):
        return str(jsmin(text))
    return re.sub(r"\s*\n\s*", "\n", _COMMENT.sub("", text)).strip()
