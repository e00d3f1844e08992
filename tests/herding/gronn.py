"""Green means green: where `valider` has nothing to say of a random layer and its own pages, the
site is built.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml
from conftest import build_site, copy_project

from herding import Omfang, Utfall
from kvalitetsplan.plan.addresses import address_in, addressed, all_lists, list_at
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.own_links import check_own_links

FOLDER = "data/kommuner/prove"
KOMMUNEFIL, LAGFIL = "kommune.yaml", "tilpasning.yaml"
KOMMUNE = """\
nummer: "0000"
navn: Prøve kommune
farger: { hoved: "#1b4f72", aksent: "#b9770e" }
kontakt: { rolle: Rådgiver }
utgave: { versjon: "1", dato: i dag }
"""
EXTRAS = (
    "nettadresse: https://plan.invalid/skole\n",
    "visjon: 5 < 6 og 7 > 6\n",
    "temaer: [relasjon, mobbing, inkludering]\n",
    "deler: [{ tittel: Først, innhold: [relasjon, sider/a.md] }]\n",
    "logo: bilder/kart.svg\n",
    "merknad: Et utkast & litt til\n",
    "nettadresse: https://plan.invalid/skole/index.html\n",
)
BITS = (
    "Vi *møter* hver elev, **alltid**.",
    "## Rutiner og `kode`",
    "### 1 < 2 & 3 > 2",
    "## Meny",
    "## kp",
    "- en\n- to\n    - tre",
    "1. en\n2. to",
    "| a | b |\n|---|:-:|\n| 1 | 2 |",
    "> sitat",
    "```\n# kode {{ 7*7 }}\n<script>\n```",
    "<details><summary>Mer</summary>Tekst</details>",
    "Se [b](b.md), [tema](../tema/relasjon.md) og [kart](../bilder/kart.svg).",
    "Se [hilser](../tema/relasjon.md#hilser-ved-navn) og [kilder](../kilder.md).",
    "Se [økt](../okt.html) og [meldinger](../handlingsplikten.md#meldinger).",
    "![Kart](../bilder/kart.svg)",
    '!!! note "Husk"\n    Å ringe.',
    "[ute](https://ute.invalid/a?b=c&d=e) og <post@ute.invalid>",
    "{{ 7*7 }} {% if %} {pu-tid} \\x1e",
    "&lt;navn&gt; &amp; <!-- usett -->",
    "    # innrykk",
    "Tekst {: .admonition }",
    "## Egen {: #egen }",
    "[egen](#rutiner-og-kode)",
    "[borte](borte.md)",
    "[lek](../tema/mobbing.html)",
    "<navn på eleven>",
    "<b onclick=x>b</b>",
    "# Igjen",
)
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9'/></svg>"
HEADS = ("", "---\ntitle: Side «a»\ndescription: Om & slikt\n---\n", "---\n---\n")


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Try random municipalities."""
    random = omfang.random("grønn")
    with tempfile.TemporaryDirectory() as place:
        project = copy_project(Path(place) / "prosjekt")
        grunnplan = load_grunnplan(project / "data")
        for number in range(omfang.number(long=500, short=3)):
            files = random_files(random, grunnplan)
            yield Utfall(3, f"nr. {number}: {files}", _what_broke(project, files, grunnplan))
        lists = [name for name in all_lists(grunnplan) if list_at(grunnplan, name)]
        for names in (lists, *([one] for one in lists if omfang.lang and "/" not in one)):
            files = _without(project, names, grunnplan)
            broke = _what_broke(project, files, grunnplan)
            yield Utfall(3, f"uten {names}: {files[LAGFIL]}", broke)


def _without(project: Path, names: list[str], grunnplan: Grunnplan) -> dict[str, str]:
    """Return a municipality that takes out everything it may from some lists."""
    addresses = [
        address_in(name, one.id)
        for name in names
        for one in list_at(grunnplan, name) or ()
        if not one.LOCKED and name != "temaer"
    ]
    while True:
        removed = [{"id": one, "begrunnelse": "Nei."} for one in addresses]
        files = {KOMMUNEFIL: KOMMUNE, LAGFIL: _dumped({"fjern": removed})}
        write(project / FOLDER, files)
        try:
            load_plan(project_at(project), "prove", grunnplan)
        except PlanError as error:
            lines = {one.mark.line for one in error.problems if one.mark.file.endswith(LAGFIL)}
            needed = {addresses[line // 2 - 1] for line in lines}
            if not needed:
                return files
            addresses = [one for one in addresses if one not in needed]
        else:
            return files


def _what_broke(project: Path, files: dict[str, str], grunnplan: Grunnplan) -> str:
    write(project / FOLDER, files)
    try:
        plan = load_plan(project_at(project), "prove", grunnplan)
        check_own_links(project, Components(project, plan))
    except PlanError:
        return ""
    try:
        build_site(project, plan, project / "site")
    except Exception as error:  # whatever it is, it is what we look for
        return f"{type(error).__name__}: {str(error)[:300]}"
    return ""


def write(folder: Path, files: dict[str, str]) -> None:
    """Let a folder hold these files, by their way from there, and no others."""
    for old in [path for path in folder.rglob("*") if path.is_file()]:
        old.unlink()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _dumped(layer: dict[str, Any]) -> str:
    return yaml.dump(layer, allow_unicode=True, sort_keys=False, width=10_000)


def random_files(random: Random, grunnplan: Grunnplan) -> dict[str, str]:
    """Return a random municipality's files, by their way from its folder."""
    pages = {f"sider/{name}.md": random_page(random) for name in "ab"}
    # The last is refused, and takes the place of the first.
    extras = random.sample(
        EXTRAS[1:] if random.random() < 0.1 else EXTRAS[:-1], random.randrange(4)
    )
    return {
        KOMMUNEFIL: KOMMUNE + "".join(extras),
        LAGFIL: _dumped(_layer(random, grunnplan)),
        "bilder/kart.svg": SVG,
        **pages,
    }


def random_page(random: Random) -> str:
    """Return a random own page."""
    # One in four has something that is refused: the rest are to be built.
    bits = BITS if random.random() < 0.25 else BITS[:-6]
    body = "\n\n".join(random.choice(bits) for _ in range(random.randrange(12)))
    return f"{random.choice(HEADS)}# Side {random.choice('æøå«&')}\n\n{body}\n"


def _layer(random: Random, grunnplan: Grunnplan) -> dict[str, Any]:
    """Return new items in random lists, with random fields that may be left out left out."""
    added = []
    lists = [name for name in all_lists(grunnplan) if list_at(grunnplan, name)]
    for number, name in enumerate(random.sample(lists, 6)):
        item = random.choice(list(list_at(grunnplan, name) or ()))
        # A new effect needs a new pair, and a theme all of its parts.
        if type(item).LOCKED or name == "temaer" or name.endswith("/virkninger"):
            continue
        fresh = item.model_dump(mode="json", by_alias=True, exclude_none=True)
        optional = [
            info.alias for info in type(item).model_fields.values() if not info.is_required()
        ]
        for key in optional:
            if random.random() < 0.6:
                fresh.pop(key, None)
        added.append({"liste": name, "nytt": {**fresh, "id": f"prove-ny-{number}"}})
    gone = [address for address, item in addressed(grunnplan).items() if not item.LOCKED]
    removed = [
        {"id": one, "begrunnelse": "Nei."} for one in random.sample(gone, random.randrange(2))
    ]
    return {"legg_til": added, "fjern": removed}
