"""Own pages as they are published: what is written stands there, and no one gets in."""

import re
import unicodedata
from pathlib import Path

import pytest
from conftest import ROOT, build_site, copy_project
from egne_filer import SVG, put
from playwright.sync_api import Browser
from tjener import serving

from kvalitetsplan.plan.checks import FRAME
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.own_pages import read_page, with_words
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.site.policy import POLICY

HARMLESS = """\
---
title: "Vår <svg onload=window.kom_inn=1> side"
description: "\\"><script>window.kom_inn=1</script>"
---
# Vår side {{ 7*7 }}

## Meny

## A" onfocus="window.kom_inn=1" x="

### Under

| a | b |
|---|--:|
| 1 | 2 |

```
# kode <script>window.kom_inn=1</script>
```

Se [relasjon](../tema/relasjon.md#hilser-ved-navn) og [målene](mål.md#tall). ![Kart](../bilder/kart.svg)
"""


@pytest.fixture(scope="session")
def with_own_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a municipality with pages of its own, and with an address."""
    folder = tmp_path_factory.mktemp("egne")
    project = copy_project(folder / "prosjekt")
    own = project / "data/kommuner/eksempel"
    put(own / "sider/var-side.md", HARMLESS)
    put(own / "sider" / unicodedata.normalize("NFD", "mål.md"), "# Mål\n\n## Tall\n")
    put(own / "bilder/kart.svg", SVG.format("<metadata/><path d='M0 0'/>"))
    with (own / "kommune.yaml").open("a", encoding="utf-8") as file:
        file.write("nettadresse: https://plan.invalid/plan\n")
    return build_site(project, load_plan(project_at(project), "eksempel"), folder / "ut")


def test_no_heading_takes_an_id_from_what_stands_around_the_page(with_own_pages: Path) -> None:
    html = (with_own_pages / "sider/var-side.html").read_text("utf-8")
    around = html.partition("<article")[0] + html.partition("</article>")[2]
    ids = {one for one in re.findall(r'\sid="([^"]+)"', around) if not one.startswith("kp-")}
    assert ids == set(FRAME)


def test_an_own_page_says_what_is_written_and_runs_nothing(with_own_pages: Path) -> None:
    html = (with_own_pages / "sider/var-side.html").read_text("utf-8")
    assert '<h1 id="var-side-7-7">' in html
    assert 'href="mål.html#tall"' in html
    assert "<code># kode &lt;script&gt;" in html
    for text in ("<svg onload", "<script>window"):
        assert not any(
            text in path.read_text("utf-8") for path in with_own_pages.glob("sider/*.html")
        )
    assert b"metadata" not in (with_own_pages / "bilder/kart.svg").read_bytes()


@pytest.mark.parametrize("how", ["http", "fil"])
def test_no_page_breaks_the_content_policy_that_stands_in_it(
    how: str, with_own_pages: Path, browser: Browser
) -> None:
    folders = {path.parent for path in with_own_pages.rglob("*.html")}
    some = [
        path.relative_to(with_own_pages).as_posix()
        for folder in folders
        for path in sorted(folder.glob("*.html"))[: None if folder == with_own_pages else 3]
    ]
    wrong: list[str] = []
    with serving(with_own_pages) as address:
        page = browser.new_page()
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective, e.blockedURI))"
        )
        page.on(
            "console", lambda one: wrong.append(one.text) if one.text.startswith("policy") else None
        )
        for name in some:
            page.goto(f"{address}/{name}" if how == "http" else f"file://{with_own_pages}/{name}")
            assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1, name
            assert page.evaluate("window.kom_inn") is None
            assert page.locator("[onfocus]").count() == 0
        page.close()
    assert wrong == []


def test_the_headers_we_tell_servers_to_send_are_those_the_pages_say() -> None:
    text = (ROOT / "docs/for-kommuner/publiser.md").read_text("utf-8")
    assert text.count(f"{POLICY}; frame-ancestors 'self'") == 3


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2027. Et år for alle.", "<p>2027. Et år for alle.</p>"),
        ("## C# og F#", ">C# og F#</h2>"),
        ("Regn 2*3*4, a*b og c*d.", "<p>Regn 2*3*4, a*b og c*d.</p>"),
        ("Les *dette* og **dette**.", "<em>dette</em> og <strong>dette</strong>"),
        ("## Mer om {pu-tid}", ">Mer om {pu-tid}</h2>"),
        ("## Mer {#mer}", '<h2 id="mer">Mer</h2>'),
        ("## Ro ##", ">Ro</h2>"),
        ("| a | b |\n|---|---|\n| `x\\|y` | z |", "<td>z</td>"),
        ("[Rutinen] her.\n\n[Rutinen]: https://oslo.no", '<a href="https://oslo.no">Rutinen</a>'),
    ],
)
def test_what_is_written_on_a_page_stands_there(written: str, shown: str, tmp_path: Path) -> None:
    (path := tmp_path / "side.md").write_text(f"# Side\n\n{written}\n", encoding="utf-8")
    assert shown in read_page(path, "sider/side.md", "side.md").html


def test_an_own_page_has_the_municipality_s_words_but_in_code(tmp_path: Path) -> None:
    path = tmp_path / "side.md"
    path.write_text("# Vår {pu-tid}\n\nI {pu-tid} og {annet}, skrevet `{pu-tid}`.\n", "utf-8")
    page = with_words(
        read_page(path, "sider/side.md", "side.md"), lambda text: text.replace("{pu-tid}", "A&B")
    )
    assert page.title == "Vår A&B"
    assert "<p>I A&amp;B og {annet}, skrevet <code>{pu-tid}</code>.</p>" in page.html
