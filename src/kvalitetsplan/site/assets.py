"""Our style sheets and scripts for the pages, put together to one of each: a phone asks for few
files.
"""

import re
from collections.abc import Mapping

from rjsmin import jsmin

_WALL = (
    "lager",
    "lest",
    "malform",
    "vedtak",
    "foresla",
    *(
        f"okt/{name}"
        for name in (
            "ord",
            "klokke",
            "lag",
            "tilstand",
            "lyd",
            "kanal",
            "passe",
            "grupper",
            "ta-med",
            "qr",
            "telefon",
            "bilde",
            "vinduer",
            "handling",
            "inn",
            "storskjerm",
            "avtale",
            "adresse",
        )
    ),
)
"""The scripts of every page that can be shown on the wall; `okt/okt` puts them to work, last."""

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
    "assets/css/okt.css": (
        "tokens",
        *(
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
    ),
    "assets/css/forslag.css": ("forslag/linje", "forslag/skjema", "forslag/dialog"),
    "assets/js/plan.js": (
        "lager",
        "lest",
        "visning",
        "meny",
        "innhold",
        "brett",
        "sokemotor",
        "sok",
        "filter",
        "flyttet",
        "maned",
        "plakat",
        "malform",
        "vedtak",
        "foresla",
        "hent",
    ),
    "assets/js/okt.js": (*_WALL, "okt/okt"),
    "assets/js/okt-egen.js": (*_WALL, "okt/tider", "okt/sett-sammen", "okt/okt"),
    "assets/js/stasted.js": (*_WALL, "okt/telling", "okt/begynn", "okt/stasted", "okt/okt"),
    "assets/js/planlegg.js": (
        "okt/adresse",
        "okt/tider",
        "okt/plan",
        "okt/kalender",
        "okt/ta-med",
        "okt/planbilde",
        "okt/kalenderfil",
        "okt/planlegg",
    ),
    "assets/js/kort.js": ("okt/qr", "okt/kort"),
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
                "limt",
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
                "status",
                "forslag",
            )
        ),
    ),
}
"""Which files go out as one, in order: what comes later has the last word. A page loads one pack of
scripts beside `start.js`, so a file may be in several.
"""

_ELSEWHERE = {
    "assets/css/dokument.css",
    "assets/css/portal.css",
    "assets/css/vis.css",
    "assets/js/portal.js",
}
"""What no page of a site loads: it is read where it lies, for the plan on paper, for the front page
of many sites, and by `vis`.
"""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def parts(pack: str) -> list[str]:
    """Return the files that a pack is made of, in order."""
    folder, kind = pack.rpartition("/")[0], pack.rpartition(".")[2]
    return [f"{folder}/{name}.{kind}" for name in PACKS[pack]]


def packed(pack: str, texts: Mapping[str, str]) -> str:
    """Return a pack as one text. A script that stops is reported as ever, and stops no other."""
    some = [texts[part] for part in parts(pack)]
    if pack.endswith(".js"):
        some = [f"try {{\n{text}\n}} catch (error) {{ reportError(error); }}" for text in some]
    return "\n".join(some)


def is_alone(name: str) -> bool:
    """Tell whether a file under `assets/` goes out by itself."""
    return name not in _ELSEWHERE.union(*map(parts, PACKS))


def small(name: str, text: str) -> str:
    """Return a style sheet or a script without its comments and the space around its lines."""
    if name.endswith(".js"):
        return str(jsmin(text))
    return re.sub(r"\s*\n\s*", "\n", _COMMENT.sub("", text)).strip()
