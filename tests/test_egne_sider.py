"""What somebody has written on an own page is what its readers see, or it is refused with its
place.
"""

from pathlib import Path

import pytest

from kvalitetsplan.plan.own_pages import Egenside, read_page, with_words
from kvalitetsplan.reading.problems import PlanError


def _page(folder: Path, body: str) -> Egenside:
    (folder / "a.md").write_text(body, encoding="utf-8")
    return read_page(folder / "a.md", "sider/a.md", "a.md")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<b>Ja</b> og </b> nei.", "3:14  «</b>» avslutter noe som ikke er begynt"),
        ("1. Ring\n  - i dag\n2. Skriv", "4:3  punktet er rykket inn 2 mellomrom; rykk det inn 3 hvis det hører under linje 3"),
        ("- a\n\n  1. b\n    - c", "6:5  punktet er rykket inn 2 mellomrom; rykk det inn 3 hvis det hører under linje 5"),
        ("3. tre\n5. fem", "4:1  nummeret er 5, men siden vil vise 4; rett tallet"),
        ("> 1. en\n> 5. fem", "4:3  nummeret er 5, men siden vil vise 2"),
        ("- a\n  1. en\n  2. to\n- b\n\n  1. en\n  1. to\n  3. tre\n  5. fem", "11:3  nummeret er 5, men siden vil vise 4"),
        ("1. en\n2. to\n1. tre", "5:1  nummeret er 1, men siden vil vise 3"),
        ("Tast ` her.\n\n<script>x</script>\n\nOg ` der.", "5:1  <script> kan ikke brukes"),
        ("Se [b].\n\n[b]: https://a.no/en\n[b]: https://a.no/to", "6:1  «[b]:» står to ganger, og bare den første gjelder"),
        ("Noe[^1].\n\n[^1]: Noten", "3:4  fotnoter som «[^1]» virker ikke på egne sider"),
        ("Noe[^1].\n\n[^1]: Her er noten.", "3:4  fotnoter som «[^1]» virker ikke på egne sider"),
        ("[a](mailto:a@b.no?subject=Hei&bcc=x@y.no)", "3:5  lenken «mailto:a@b.no?subject=Hei&bcc=x@y.no» har «bcc» etter adressen"),
        ("hei\n\n>>>>>>> main", "5:1  to har endret det samme"),
        ("| a | b |\n|---|---|---|\n| 1 | 2 |", "4:1  tabellen har 2 overskrifter, men linja under har 3 ruter"),
        ("Her:\n| a | b |\n| 1 | 2 |\n| 3 | 4 |", "4:1  tabellen mangler linja «|---|---|»"),
        ("Navn | Tlf\nOla | 22\nKari | 33", "3:1  tabellen mangler linja «|---|---|» under overskriftene; er det ingen tabell, skriv «\\|» for hver strek"),
        ("a | b\n- | -\n1 | 2", "4:1  linja under overskriftene i en tabell skrives «|---|---|»"),
        ("a | b\n=== | ===\n1 | 2", "4:1  linja under overskriftene i en tabell skrives «|---|---|»"),
        ("a | b\n---+---\n1 | 2", "4:1  linja under overskriftene i en tabell skrives «|---|---|»"),
        ("| a | b |\n| 1 | 2 |", "3:1  tabellen mangler linja «|---|---|» under overskriftene"),
        ("- Slik:\n\n  | a | b |\n  |---|---|\n  | 1 | 2 | 3 |", "7:3  raden har 3 ruter, men tabellen har 2 kolonner"),
        ('!!! note "X"\n  Hei', "3:1  boksen er tom; rykk teksten under den inn fire mellomrom"),
        ("!!! note Husk dette\n    Hei", "3:1  boksen er ikke skrevet riktig; skriv sorten og så tittelen i rette anførselstegn"),
        ("!!! note “Husk”\n    Hei", "3:1  boksen er ikke skrevet riktig"),
        ('!!! a b "Husk"\n    Hei', "3:1  boksen er ikke skrevet riktig"),
        ('!!! fare "Husk"\n    Hei', "3:1  «fare» er ingen sort boks; bruk «note»,"),
        ("!!! warning\n    Hei", "3:1  boksen mangler tittel, og da står det «Warning» på siden; skriv «!!! warning \"Tittelen\"»"),
        ('<div class="admonition a b">Hei</div>', "3:13  klassen «admonition a b» kan ikke brukes"),
        ("hei\n\n=======\n\nhallo", "5:1  to har endret det samme"),
        ("hei\n=======\nhallo", "4:1  to har endret det samme"),
        ('??? note "X"\n    Hei', "3:1  «???» virker ikke på egne sider; skriv «!!!» i stedet"),
        ("```\nHei\n\nMer", "3:1  koden blir aldri avsluttet; skriv en linje med ``` under den"),
        ("> ```\n> Hei\n\nMer", "3:3  koden blir aldri avsluttet"),
        ("<!-- Notat\n\nMer", "3:1  kommentaren blir aldri avsluttet; skriv --> etter den"),
        ("\u2022 a\n\u2022 b", "3:1  et punkt i en liste begynner med «- »"),
        *((f"Ja.\n\n{mark}\u00a0Hei", f"5:1  her er et hardt mellomrom (U+00A0) etter «{mark}»; slett det") for mark in ("##", "1.", "*")),
        ("> ###\u2009Hei", "3:3  her er et mellomrom fra et annet program (U+2009) etter «###»"),
        ("- [ ]\u00a0Hei", "3:3  her er et hardt mellomrom (U+00A0) etter «[ ]»"),
        ("- [\u00a0] Hei", "3:3  her er et hardt mellomrom (U+00A0) etter «[»"),
        *((f"\u00a0{mark} Hei", f"3:1  her er et hardt mellomrom (U+00A0) foran «{mark}»; slett det") for mark in ("##", "-", "1.", ">")),
        ("Med style og class=a.\n\n<p style='x'>Hei</p>", "5:4  «style» kan ikke brukes"),
        ("<p title='style' class=style style=a>Hei</p>", "3:4  «title» kan ikke brukes"),
        ("Tekst: rar\n\n<p\n  class='rar'>Hei</p>", "6:10  klassen «rar» kan ikke brukes"),
        ("`<p style='x'>` og \\<p style='x'>\n\n<p style='x'>Hei</p>", "5:4  «style» kan ikke brukes"),
        ("En <br> og <b>fet", "3:12  <b> blir aldri avsluttet"),
        ("<blockquote>a</b></blockquote>", "3:14  «</b>» avslutter noe"),
        ("-\u00a0a\n-\u00a0b", "3:1  her er et hardt mellomrom (U+00A0) etter «-»; slett det"),
        ("\u2013 Ja, sa hun.\n\u2013 Nei, sa han.", "3:1  et punkt i en liste begynner med «- »"),
        ("##Mer", "3:1  en overskrift har et mellomrom etter ##"),
        (r"Mappa er \\fil01\felles\_plan, se der.", r"3:10  her blir omvendte skråstreker borte; sett «\\fil01\felles\_plan,» mellom to `"),
        (r"Se C:\Users\_felles", "3:4  her blir omvendte skråstreker borte"),
        (r"Se C:\\felles\plan\_x og \# mer", r"3:4  her blir omvendte skråstreker borte; sett «C:\\felles\plan\_x» mellom to `"),
        (r"Se \\fil01\\skole", "3:4  her blir omvendte skråstreker borte"),
        (">" * 40 + " a", "3:42  innholdet ligger i mer enn 30 nivåer"),
        ("Ond: javascript:x\n\n[z](javascript:x)", "5:5  lenken «javascript:x» er ikke til en side"),
        ("Ja.\n\n<a href='java&#115;cript:x'>Her</a>", "5:4  lenken «javascript:x» er ikke til en side"),
        ('```{.python hl_lines="1"}\nx\n```', "3:1  skriv bare hva slags kode det er, etter ```"),
        ("    - a\n    - b", "3:5  linja er rykket inn fire mellomrom eller mer, og blir vist som kode"),
        ("Ta med:\n    - a\n    - b", "4:5  punktet blir en del av linja over; sett en tom linje foran"),
        ("**Under**\n2. b\n3. c", "4:1  punktet blir en del av linja over"),
        ("- a\n - b\n - c", "4:2  punktet er rykket inn 1 mellomrom; rykk det inn 2 hvis det hører under linje 3"),
        ("| a | b |\n|---|---|\n| `x|y` | viktig |", "5:1  raden har 3 ruter, men tabellen har 2 kolonner"),
        ("Hei\n    | a | b |\n    |---|---|", "4:5  tabellen er rykket inn for langt"),
        ("<details><summary>A</summary>\n\nTekst\n\n## Ny del", "3:1  <details> blir aldri avsluttet; skriv </details>"),
        ("Hei\n\n## \n\nMer", "5:1  overskriften er tom"),
        ("Slik er det.\n---\nMer", "4:1  linja gjør avsnittet over til en overskrift"),
        ("[Ring](tel:+47 22 22 22 22)", "3:6  lenken er ikke skrevet riktig"),
        ("[lenke] (https://a.no)", "3:7  lenken er ikke skrevet riktig"),
        ('!!! note inline "Husk"\n    Hei', "3:1  boksen er ikke skrevet riktig"),
        ("## B { #to }\n\n## C {#to}", "5:8  id-en «to» er brukt i linje 3; velg en annen her"),
    ],
)  # fmt: skip
def test_what_would_not_be_shown_as_it_is_written_is_told_with_its_place(
    tmp_path: Path, body: str, said: str
) -> None:
    with pytest.raises(PlanError) as error:
        _page(tmp_path, f"# A\n\n{body}\n")
    assert str(error.value).startswith(f"a.md:{said}")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("---\n\n# Om oss\n\n---\n\n# Vi er her", "a.md:1:1  det som står mellom to linjer med --- øverst, vises ikke"),
        ("#Om oss\n\nHei.", "a.md:1:1  siden mangler overskrift; sett et mellomrom etter #"),
    ],
)  # fmt: skip
def test_a_page_that_lacks_its_heading_is_told_why(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(PlanError) as error:
        _page(tmp_path, body)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("1. a\n1. b", "<ol> <li>a</li> <li>b</li> </ol>"),
        ("2027. Et år", "<p>2027. Et år</p>"),
        ("Fra 1. mai til\n1. august.", "<p>Fra 1. mai til 1. august.</p>"),
        ("10. En\n11. To", '<ol start="10"> <li>En</li> <li>To</li> </ol>'),
        ("1. a\n\n- b\n\n1. c", "<ol> <li>a</li> </ol> <ul> <li>b</li> </ul> <ol> <li>c</li> </ol>"),
        ("1. a\n    - b\n2. c", "<ol> <li>a <ul> <li>b</li> </ul> </li> <li>c</li> </ol>"),
        ("- a\n   - b", "<ul> <li>a <ul> <li>b</li> </ul> </li> </ul>"),
        ("1. a\n2. b\n\n## B\n\n1. c", '<ol> <li>a</li> <li>b</li> </ol> <h2 id="b">B</h2> <ol> <li>c</li> </ol>'),
        ("1. En\n\n   Mer om en\n2. To", "<ol> <li> <p>En</p> <p>Mer om en</p> </li> <li> <p>To</p> </li> </ol>"),
        ("- a\n\n  ```\n  x\n  ```\n- b", "<ul> <li> <p>a</p> <pre><code>x </code></pre> </li> <li> <p>b</p> </li> </ul>"),
        ("Dette tar vi med:\n- a\n- b", "<p>Dette tar vi med:</p> <ul> <li>a</li> <li>b</li> </ul>"),
        ("```\n1. a\n  - b\n</x>\n```", "<pre><code>1. a - b &lt;/x&gt; </code></pre>"),
        ("Frist*, meldeplikt* og ansvar*. Elever*/foresatte*", "<p>Frist*, meldeplikt* og ansvar*. Elever*/foresatte*</p>"),
        ("Skriv </navn på eleven> og <navn på eleven>.", "<p>Skriv &lt;/navn på eleven&gt; og &lt;navn på eleven&gt;.</p>"),
        ("Se https://a.no/_b_/c.", '<p>Se <a class="kp-nettadresse" href="https://a.no/_b_/c">https://a.no/_b_/c</a>.</p>'),
        ("Fra 12. mai til\n14. mai.", "<p>Fra 12. mai til 14. mai.</p>"),
        ("- a\nmer\n- b", "<ul> <li>a mer</li> <li>b</li> </ul>"),
        ("```\n!!! x\n[^1]\n```", "<pre><code>!!! x [^1] </code></pre>"),
        ('!!! warning ""\n    Hei\n- a', '<div class="admonition warning"> <p>Hei</p> </div> <ul> <li>a</li> </ul>'),
        ("```\n=======\n```", "<pre><code>======= </code></pre>"),
        ("3. mai:\n  - tur\n4. mai:\n  - ro", "<p>3. mai:</p> <ul> <li>tur</li> </ul> <p>4. mai:</p> <ul> <li>ro</li> </ul>"),
        ("18. august: Skolestart\n25. august: Foreldremøte", "<p>18. august: Skolestart</p> <p>25. august: Foreldremøte</p>"),
        ("22. 5. 2027 møtes vi\n\n01. Ring", "<p>22. 5. 2027 møtes vi</p> <p>01. Ring</p>"),
        ("1. Januar: kartlegging\n2. Februar: samtaler\n3. Mars-møtet", "<ol> <li>Januar: kartlegging</li> <li>Februar: samtaler</li> <li>Mars-møtet</li> </ol>"),
        ("[Skriv](mailto:a@b.no?subject=Hei) til oss", '<p><a href="mailto:a@b.no?subject=Hei" data-papir="a@b.no">Skriv</a> til oss</p>'),
        ("[22 22 22 22](tel:+4722222222)", '<p><a href="tel:+4722222222">22 22 22 22</a></p>'),
        ("> «Vi ser alle.»\n> \u2013 Rektor", "<blockquote> <p>«Vi ser alle.» \u2013 Rektor</p> </blockquote>"),
        ("\\[a\\](b)", "<p>[a](b)</p>"),
        ("Ola | rektor\nTlf | 22 22 22 22", "<p>Ola | rektor Tlf | 22 22 22 22</p>"),
        ("Ola | a  \nKari | b  \nPer | c", "<p>Ola | a<br> Kari | b<br> Per | c</p>"),
        ("Ola \\| a\nKari \\| b\nPer \\| c", "<p>Ola | a Kari | b Per | c</p>"),
        ("a | b\n- c | d", "<p>a | b</p> <ul> <li>c | d</li> </ul>"),
        ("a | b\n--- | ---", "<table> <thead> <tr> <th>a</th> <th>b</th> </tr> </thead> </table>"),
        ("Se C:\\temp\\ny.", "<p>Se C:\\temp\\ny.</p>"),
        ("## To\n\n## B { #to }", '<h2 id="to_1">To</h2> <h2 id="to">B</h2>'),
        ("![Kart](../bilder/a.png){onclick=x}", '<p><img src="../bilder/a.png" alt="Kart">{onclick=x}</p>'),
        ("\u2013 Ja, sa hun.", "<p>\u2013 Ja, sa hun.</p>"),
        ("#skoleforalle", "<p>#skoleforalle</p>"),
        ('!!! note "Husk"\n    Hei', '<div class="admonition note"> <p class="admonition-title">Husk</p> <p>Hei</p> </div>'),
        ("**Slik**\n| a |\n|--:|\n| 1 |", '<p><strong>Slik</strong></p> <table> <thead> <tr> <th align="right">a</th> </tr> </thead> <tbody> <tr> <td align="right">1</td> </tr> </tbody> </table>'),
        (r"Se C:\\felles\\\_plan og \\\\fil01\\\_x\\.", r"<p>Se C:\felles\_plan og \\fil01\_x\.</p>"),
        (r"Skriv \\n for ny linje, og note \[^1\].", r"<p>Skriv \n for ny linje, og note [^1].</p>"),
        (r"&lt;https://a.no/\_x\_&gt; og \[https://a.no/\*\]", '<p>&lt;<a class="kp-nettadresse" href="https://a.no/_x_">https://a.no/_x_</a>&gt; og [<a class="kp-nettadresse" href="https://a.no/*">https://a.no/*</a>]</p>'),
        (r"\==a== H\~2\~O \[b\] (https://a.no)", '<p>==a== H~2~O [b] (<a class="kp-nettadresse" href="https://a.no">https://a.no</a>)</p>'),
        (r"## Ro \{ #id \}", '<h2 id="ro-id">Ro { #id }</h2>'),
        ("Tast \\`, [a](b.md) \\` og\n\n\\[!NOTE\\]", '<p>Tast `, <a href="b.html">a</a> ` og</p> <p>[!NOTE]</p>'),
        ('![Kart](../bilder/a.png){ width=200 }', '<p><img src="../bilder/a.png" alt="Kart" width="200"></p>'),
    ],
)  # fmt: skip
def test_what_is_written_is_shown_as_it_looks_in_an_editor(
    tmp_path: Path, body: str, shown: str
) -> None:
    html = _page(tmp_path, f"# A\n\n{body}\n").html
    assert " ".join(html.split()) == f'<h1 id="a">A</h1> {shown}'


REFUSED = {"!!! a\n", "<b>\n", "## \n", "~", "<!-- ", "> "}
"""What a page may not have, however much of it."""


@pytest.mark.parametrize(
    "unit",
    ["[", "![", "[a][", "(", "{ a ", "*a ", "`a", "> ", "<!-- ", "http:// ", "a\n---\n", "!!! a\n",
     "~~~\n", "- a\n", "<b>\n", "## \n", "~", "https://a.no/("],
)  # fmt: skip
def test_no_page_takes_for_ever_to_read(tmp_path: Path, unit: str) -> None:
    body = f"# A\n\n{unit * (20_000 // len(unit))}\n"
    if unit in REFUSED:
        with pytest.raises(PlanError):
            _page(tmp_path, body)
    else:
        assert _page(tmp_path, body).title == "A"


def test_a_program_with_the_name_of_a_page_is_no_page_that_is_too_long(tmp_path: Path) -> None:
    (path := tmp_path / "side.md").write_bytes(b"\x7fELF\2\1\1" + bytes(200_000))
    with pytest.raises(PlanError, match="et program eller noe annet som ikke er ren tekst"):
        read_page(path, "sider/side.md", "side.md")


def test_code_that_ends_with_the_file_is_not_ended(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="koden blir aldri avsluttet"):
        _page(tmp_path, "# A\n\n```\nRing 22\n\nSkriv ned")


def test_a_word_that_is_filled_in_stays_within_its_attribute(tmp_path: Path) -> None:
    page = _page(tmp_path, '# A\n\n![Kart {pu-tid}](../bilder/a.png "{pu-tid}") og {pu-tid}.\n')
    html = with_words(page, lambda text: text.replace("{pu-tid}", '"fri" onerror="x')).html
    assert 'alt="Kart &quot;fri&quot; onerror=&quot;x"' in html
    assert ' og "fri" onerror="x.</p>' in html
