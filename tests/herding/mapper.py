"""Files do not vanish: whatever is put in a municipality's folder is known, or it is told of."""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from herding import Omfang, Utfall, prosjekt
from kvalitetsplan.plan.file_names import BILDER, SIDER, TILPASNING
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import SKOLER

FOLDERS = (
    *("", "", SIDER, BILDER, TILPASNING, "Sider", "side", "bilde", "BILDER", "tilpasninger"),
    *(
        "sider/under",
        "bilder/gamle",
        "notater",
        "skole",
        "sider/sider",
        "Skoler",
        "a b",
        "ny.mappe",
    ),
)
STEMS = (
    *("kommune", "Kommune", "tilpasning", "Tilpasning", "tilpassning", "synonymer", "synonym"),
    *("skole", "om-oss", "Om oss", "om_oss", "OM-OSS", "mål", unicodedata.normalize("NFD", "mål")),
    *(
        "CON",
        "aux",
        "a.b",
        "-a",
        "a-",
        "å",
        "logo",
        "index",
        "relasjon",
        "2027",
        "a#b",
        "😀",
        "x" * 90,
    ),
)
ENDINGS = (
    *(
        ".yaml",
        ".yml",
        ".YAML",
        ".yaml.txt",
        ".yaml.yaml",
        ".md",
        ".MD",
        ".markdown",
        ".md.txt",
        ".txt",
    ),
    *(
        "",
        ".svg",
        ".SVG",
        ".png",
        ".jpeg",
        ".jpg",
        ".gif",
        ".webp",
        ".pdf",
        ".docx",
        ".html",
        ".js",
        ".css",
    ),
    *(".bak", ".orig", ".", " .md", ".md ", ".json", ".csv", ".exe", ".zip"),
)
KNOWN = ("", SIDER, BILDER, TILPASNING, SKOLER)
"""The folder itself, and those in it: an empty one of them is nothing to tell of."""
KOMMUNE = b'nummer: "0000"\n'


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Put one thing at a time in a folder, and see that it is either known or told of."""
    draw = omfang.random("mapper")
    for number in range(omfang.number(long=5_000, short=150)):
        with prosjekt.folder() as place:
            data = place / "data"
            name = draw.choice(FOLDERS), draw.choice(STEMS) + draw.choice(ENDINGS)
            kind = draw.choice(_KINDS)
            wrong = _vanished(data, "/".join(filter(None, name)), kind)
        yield Utfall(2, f"nr. {number}: {kind} {name}", wrong)


def _vanished(data: Path, name: str, kind: str) -> str:
    """Put something in a municipality's folder, and return how it vanishes; "" if it does not."""
    folder = data / "kommuner/prove"
    folder.mkdir(parents=True)
    if name != "kommune.yaml":
        (folder / "kommune.yaml").write_bytes(KOMMUNE)
    (path := folder / name).parent.mkdir(parents=True, exist_ok=True)
    _make(path, kind, data.parent)
    mappe = Project(data.parent, data.parent, data / "kommuner").mappe("prove")
    shown = unicodedata.normalize("NFC", name)
    # What is in a folder that is not read at all, is told of with that folder.
    ours = {f"data/kommuner/prove/{part}" for part in (shown, *map(str, Path(shown).parents))}
    told = any(problem.mark.file in ours for problem in mappe.problems)
    if kind not in ("fil", "lenke inne") and shown in mappe.files:
        return "er tatt med, enda den ikke er en fil i mappa"
    if shown in mappe.files and mappe.files[shown].read_bytes() != path.read_bytes():
        return "noe annet blir lest"
    if told == (shown in mappe.files) and not (kind == "mappe" and shown in KNOWN):
        return "både kjent og meldt" if told else "borte i stillhet"
    return ""


def _make(path: Path, kind: str, outside: Path) -> None:
    match kind:
        case "fil":
            path.write_bytes(b"innhold")
        case "mappe":
            path.mkdir(exist_ok=True)
        case "rør":
            os.mkfifo(path)
        case "lenke ut":
            (outside / "hemmelig").write_bytes(b"hemmelig")
            path.symlink_to(outside / "hemmelig")
        case "lenke inne":
            (path.parent / ".ekte").write_bytes(b"innhold")
            path.symlink_to(".ekte")
        case "brutt lenke":
            path.symlink_to("borte")
        case "lenke i ring":
            path.symlink_to(path.name)


_KINDS = (
    "fil",
    "fil",
    "fil",
    "mappe",
    "rør",
    "lenke ut",
    "lenke inne",
    "brutt lenke",
    "lenke i ring",
)
