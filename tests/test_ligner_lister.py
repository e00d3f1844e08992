"""Lines on an own page that look as items of a list do not melt into one in silence, and prose that
happens to begin so is left alone.
"""

from pathlib import Path

import pytest

from kvalitetsplan.plan.own_pages import read_page
from kvalitetsplan.reading.problems import PlanError

TICK = "skriv «- [ ] » foran det som skal krysses av; gjør det samme med linja under"
APART = "linja og den under blir til én; er de punkter, skriv «- » foran hver av dem, og ellers en tom linje mellom dem"


def _said(folder: Path, body: str) -> list[str]:
    (folder / "a.md").write_text(f"# A\n\n{body}\n", encoding="utf-8")
    try:
        read_page(folder / "a.md", "sider/a.md", "a.md")
    except PlanError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[ ] Ring\n[x] Skriv", f"3:1  {TICK}"),
        ("Husk:\n☐ sekk\n☐ mat", f"4:1  {TICK}"),
        ("> ( ) Ja\n> ( ) Nei", f"3:3  {TICK}"),
        ("- [ ]Ring", "3:3  «[ ]» blir vist som det står; skriv «- [ ] » foran det som skal krysses av"),
        ("-sekk\n-mat", "3:1  det mangler et mellomrom etter bindestreken; skriv «- » og så resten; gjør det samme med linja under"),
        *((f"{mark}sekk\n{mark}mat\n{mark}sko", f"3:1  et punkt i en liste begynner med «- » (bindestrek og mellomrom), ikke «{mark.strip()}»; gjør det samme med 2 linjer under") for mark in ("→ ", "✓ ", "» ", "o ", "-> ", "•", "–", "+", "*")),
        ("– Ja, sa hun\nog lo.\n– Nei.", "3:1  et punkt i en liste begynner med «- » (bindestrek og mellomrom), ikke «–»; gjør det samme med linja under"),
        ("1.Ring\n2.Skriv", "3:1  det mangler et mellomrom etter «1.»; gjør det samme med linja under"),
        *((body, f"3:1  {APART}") for body in (
            "A) først\nB) så", "a. først\nb. så", "(i) først\n(ii) så", "(1) først\n(2) så", "1: først\n2: så",
            "1.1 Mål\n1.2 Tiltak", "kl. 10.00–10.15 Pause\nkl. 10.15 Mat", "22/5 Tur\n23/5 Ro", "§ 1 Formål\n§ 2 Plikt", "§ 9 A-2: Retten\n§ 9 A-3: Plikten",
        )),
        ("Vi går gjennom\na) mål\nb) tiltak\nc) ansvar", f"4:1  {APART}"),
        ("**Slik:**\na) mål\nb) tiltak", f"4:1  {APART}"),
    ],
)  # fmt: skip
def test_lines_that_look_as_a_list_and_are_none_are_told(
    tmp_path: Path, body: str, said: str
) -> None:
    assert _said(tmp_path, body) == [f"a.md:{said}"]


@pytest.mark.parametrize(
    "body",
    [
        "Retten står i\n§ 12-2 Retten, og plikten i\n§ 12-3 Plikten.",
        "§ 12-2 gir retten, og\n§ 12-3 gir plikten.",
        "Vi venter, enten a) eller\nb) gjelder, fra\nc) og ut.",
        "Enten gjelder det\na) alle, eller\nb) noen.",
        "Møtet er fra\n10.00 Møt presis, til\n10.30 Gå hjem.",
        "A. Hansen er rektor, og\nK. Olsen leder SFO.",
        "Fra 1.5 til\n1.6 prosent.",
        "Skolen ligger ved elva\n– den lengste – og\nhar plass til alle.",
        "– Ja, sa hun.  \n– Nei, sa han.",
        "→ Ring  \n→ Skriv",
        "A) først<br>\nB) så\\\nC) sist",
        "A) først\n\nB) så",
        "- A) først\n- B) så",
        "`-v`\n`-q`",
        "*Viktig* for alle\n*og* for oss",
        "+47 22 22 22 22\n+47 33 33 33 33",
        "-5 grader og\n-10 grader",
        "☐ alene",
        "\\-sekk\n\\-mat",
        "1.1. Mål\n1.2. Tiltak",
        "[x](https://a.no)\n[x](https://b.no)",
    ],
)
def test_prose_that_begins_as_an_item_is_prose(tmp_path: Path, body: str) -> None:
    assert _said(tmp_path, body) == []
