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
