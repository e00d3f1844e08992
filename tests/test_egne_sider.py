"""What somebody has written on an own page is what its readers see, or it is refused with its
place.
"""

from pathlib import Path

import pytest

from kvalitetsplan.plan.own_pages import Egenside, read_page
from kvalitetsplan.reading.problems import PlanError


def _page(folder: Path, body: str) -> Egenside:
    (folder / "a.md").write_text(body, encoding="utf-8")
    return read_page(folder / "a.md", "sider/a.md", "a.md")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("# A\n\nSkriv </navn på eleven> her.", "a.md:3:7  «</navn>» avslutter noe som ikke er begynt"),
        ("# A\n\n<b>Ja</b> og </b> nei.", "a.md:3:14  «</b>» avslutter noe som ikke er begynt"),
        ("# A\n\n1. Ring\n  - i dag\n2. Skriv", "a.md:4:3  punktet er rykket inn 2 mellomrom; rykk det inn 4"),
        ("# A\n\n- a\n   - b", "a.md:4:4  punktet er rykket inn 3 mellomrom"),
        ("# A\n\n3. tre\n5. fem", "a.md:4:1  nummeret er 5, men siden vil vise 4"),
        ("# A\n\n- a\n1. b", "a.md:4:1  lista går over fra punkter til tall"),
        ("# A\n\nTast ` her.\n\n<script>x</script>\n\nOg ` der.", "a.md:5:1  <script> kan ikke brukes"),
        ("# A\n\nSe [b].\n\n[b]: https://a.no/en\n[b]: https://a.no/to", "a.md:6:1  «[b]:» står to ganger"),
        ("# A\n\n[a](mailto:a@b.no?subject=Hei&bcc=x@y.no)", "a.md:3:5  lenken «mailto:a@b.no?subject=Hei&bcc=x@y.no» har «bcc» etter adressen"),
        ("# A\n\nhei\n\n>>>>>>> main", "a.md:5:1  to har endret det samme"),
        ("# A\n\nhei\n\n=======\n\nhallo", "a.md:5:1  to har endret det samme"),
        ("# A\n\nhei\n=======\nhallo", "a.md:4:1  to har endret det samme"),
        ("# A\n\n> 1. a\n> 5. b", "a.md:4:3  nummeret er 5, men siden vil vise 2"),
        ("# A\n\n> - a\n>   - b", "a.md:4:5  punktet er rykket inn 2 mellomrom"),
        ("# A\n\n- x\n\n    > 1. a\n    > 5. b", "a.md:6:7  nummeret er 5, men siden vil vise 2"),
        ("# A\n\nHei:\n- a\n- b", "a.md:4:1  punktet blir en del av linja over; sett en tom linje foran"),
        ("# A\n\nHei\n- a", "a.md:4:1  punktet blir en del av linja over; sett en tom linje foran (er det en tankestrek"),
        ("# A\n\nSlik:\n1. a\n2. b", "a.md:4:1  punktet blir en del av linja over"),
        ("# A\n\n> Hei\n> * a", "a.md:4:3  punktet blir en del av linja over"),
        ("# A\n\n> Hei\n- a", "a.md:4:1  punktet blir en del av linja over"),
        ("# A\n\n| a |\n|---|\n| 1 |\n- b", "a.md:6:1  punktet blir en del av linja over"),
        ("# A\n\n- a\n\n    avsnitt\n- b", "a.md:6:1  punktet blir en del av linja over; sett en tom linje foran"),
        ("# A\n\n1. a\n\n    avsnitt\n2. b", "a.md:6:1  punktet blir en del av linja over"),
        ("# A\n\n- a\n\n    - b\n- c", "a.md:6:1  punktet blir stående under linje 5; sett en tom linje foran"),
        ('# A\n\n!!! note "x"\n    Hei\n    - a', "a.md:5:5  punktet blir en del av linja over"),
        ("# A\n\n- a\n\n    ```\n    x\n    ```\n- b", "a.md:5:5  «```» virker bare helt til venstre på linja"),
        ("# A\n\n> ```\n> x\n> ```", "a.md:3:3  «```» virker bare helt til venstre på linja"),
        ("# A\n\n!!! warning\n    Hei", "a.md:3:1  boksen mangler tittel, og da står det «Warning» på siden; skriv «!!! warning \"Tittelen\"»"),
        ("# A\n\n!!! Husk dette\n    Hei", "a.md:3:1  boksen er ikke skrevet riktig; skriv sorten og så tittelen"),
        ("# A\n\n!!! note “Husk”\n    Hei", "a.md:3:1  boksen er ikke skrevet riktig"),
        ("# A\n\n!!! fare \"Husk\"\n    Hei", "a.md:3:1  «fare» er ingen sort boks; bruk «note»,"),
        ("# A\n\n!!! note \"Husk\"\nHei", "a.md:3:1  boksen er tom; rykk teksten under inn fire mellomrom"),
        ("# A\n\n??? note \"Husk\"\n    Hei", "a.md:3:1  «???» virker ikke på egne sider; skriv «!!!» i stedet"),
        ("# A\n\n<div class=\"admonition a b\">Hei</div>", "a.md:3:13  klassen «admonition a b» kan ikke brukes"),
        ("# A\n\nHei[^1].\n\n[^1]: Fotnote", "a.md:3:4  fotnoter som «[^1]» virker ikke på egne sider"),
        ("---\n\n# Om oss\n\n---\n\n# Vi er her", "a.md:1:1  det som står mellom to linjer med --- øverst, vises ikke"),
    ],
)  # fmt: skip
def test_what_would_not_be_shown_as_it_is_written_is_told_with_its_place(
    tmp_path: Path, body: str, said: str
) -> None:
    with pytest.raises(PlanError) as error:
        _page(tmp_path, body)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("1. a\n1. b", "<ol> <li>a</li> <li>b</li> </ol>"),
        ("2027. Et år", '<ol start="2027"> <li>Et år</li> </ol>'),
        ("1. a\n\n- b\n\n1. c", "<ol> <li>a</li> </ol> <ul> <li>b</li> </ul> <ol> <li>c</li> </ol>"),
        ("1. a\n    - b\n2. c", "<ol> <li>a<ul> <li>b</li> </ul> </li> <li>c</li> </ol>"),
        ("Fra 12. mai til\n14. mai.", "<p>Fra 12. mai til 14. mai.</p>"),
        ("- a\nmer\n- b", "<ul> <li>a mer</li> <li>b</li> </ul>"),
        ("- a\n\n        x = 1\n\n- b", "<ul> <li> <p>a</p> <pre><code>x = 1 </code></pre> </li> <li> <p>b</p> </li> </ul>"),
        ("    - a\n    b\n- c", "<pre><code>- a b </code></pre> <ul> <li>c</li> </ul>"),
        ("## B\n- a", '<h2 id="b">B</h2> <ul> <li>a</li> </ul>'),
        ("```\n!!! x\n[^1]\n    ```\n```", "<pre><code>!!! x [^1] ``` </code></pre>"),
        ('!!! warning ""\n    Hei\n- a', '<div class="admonition warning"> <p>Hei</p> </div> <ul> <li>a</li> </ul>'),
        ("```\n=======\n```", "<pre><code>======= </code></pre>"),
        ("```\n1. a\n  - b\n</x>\n```", "<pre><code>1. a - b &lt;/x&gt; </code></pre>"),
    ],
)  # fmt: skip
def test_lists_are_shown_as_they_are_written(tmp_path: Path, body: str, shown: str) -> None:
    html = _page(tmp_path, f"# A\n\n{body}\n").html
    assert " ".join(html.split()) == f'<h1 id="a">A</h1> {shown}'


@pytest.mark.parametrize(
    "body", [f"Trykk ` her.\n\n{'[' * 90_000}\n\nOg ` der.", f"## a {'{ a ' * 20_000}"]
)
def test_what_would_take_markdown_for_ever_is_refused_before_it_is_read(
    tmp_path: Path, body: str
) -> None:
    with pytest.raises(PlanError, match="som ikke er avsluttet"):
        _page(tmp_path, f"# A\n\n{body}\n")
