"""Texts from YAML become safe HTML, wherever they are drawn."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kvalitetsplan.plan.words import slug
from kvalitetsplan.site.text import line, plain, prose, unlinked, written_out

ATTACKS = [
    "</title><script>alert(1)</script>",
    "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    "x{ onclick=alert(1) }",
    '[x](https://a.no "onclick=alert(1)")',
    "<iframe src=//evil></iframe>",
    "</div><script>alert(1)</script>",
    "![x](javascript:alert(1))",
    "<style>*{display:none}</style>",
    "<p style='position:fixed'>x</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


TAGS = {"p", "em", "strong", "ul", "ol", "li", "a", "br"}


class _Read(HTMLParser):
    """What a browser makes of some HTML: its tags, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(html))  # Markup would escape what is added to it
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text += " " if tag in ("p", "li", "br") else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("draw", [prose, line])
def test_nothing_in_a_text_can_run(attack: str, draw: Callable[[str], str]) -> None:
    for tag, attributes in _Read(draw(attack)).tags:
        assert tag in TAGS
        assert set(attributes) <= {"href", "rel"}
        assert str(attributes.get("href", "https://")).startswith(
            ("https://", "http://", "mailto:")
        )


CHARACTERS = [*"<>&*_`[](){}#!\\|~^$'\"-+=:;.,/%@?«»–•·\t\u00a0", " ", "\n", "\n\n", "\r\n"]
WORDS = st.one_of(
    st.sampled_from(CHARACTERS),
    st.sampled_from(["1. ", "2. ", "- ", "* ", "**", "&amp;", "<b>", "</p>", "<!--", "```", "---"]),
    st.text(st.characters(categories=["L", "Nd", "P", "S"]), max_size=8),
)


@given(st.lists(WORDS, max_size=40).map("".join))
@settings(max_examples=1500, deadline=None)
@example("<navn på eleven>")
@example("Vi skriver når x<y og y>z")
@example("2027. Et år for alle")
@example("1. august begynner skolen.\n2. august er den i gang.")
@example("# nei")
@example("5 * 3 * 2, 5*3*2 og 5**3")
@example("snake_case_ord og __init__")
@example("\\*ikke lett\\*")
@example("&amp; og &#35; og &nbsp;")
@example("![bilde](https://eksempel.no/bilde.png)")
@example("[a]: https://eksempel.no\n\n[a]")
@example("<https://eksempel.no> og https://eksempel.no")
@example("::: merk\n    kode\n```\n---\n===")
def test_every_word_and_number_that_is_written_is_read(text: str) -> None:
    text = "".join(one for one in text if one.isprintable() or one.isspace())
    text = text.replace("](", "] (")  # the address of a link is followed, not read
    assert words(plain(text)) == words(text)
    assert words(_Read(line(text)).text) == words(text)
    page = _Read(prose(text))
    numbered = any(tag == "ol" for tag, _ in page.tags)  # the browser writes those numbers
    assert numbered or words(page.text) == words(text)


@given(
    st.lists(st.sampled_from([*"<>&*_`[]()#!\\|~'\"-+=", "a", "å", "5", " "]), max_size=30).map(
        "".join
    )
)
@settings(max_examples=800, deadline=None)
def test_what_is_no_mark_is_shown_as_it_was_typed(text: str) -> None:
    page = _Read(line(text))
    if {tag for tag, _ in page.tags} <= {"br"}:
        assert page.text == " ".join(text.split())


def test_in_files_without_links_the_address_stands_behind_its_words() -> None:
    text = "**Meld** deg [her](https://a.no/?a=1&b=2), eller til [post@a.no](mailto:post@a.no)."
    assert written_out(text) == "Meld deg her (https://a.no/?a=1&b=2), eller til post@a.no."


def test_words_that_lead_somewhere_have_no_link_in_them() -> None:
    text = "*Ute* i [skogen **nå**](https://skogen.no/?a&b) & <a>"
    assert unlinked(text) == "<em>Ute</em> i skogen <strong>nå</strong> &amp; &lt;a&gt;"


def test_a_few_marks_are_drawn() -> None:
    assert (
        prose("**Nå** og [her](https://udir.no)")
        == '<p><strong>Nå</strong> og <a href="https://udir.no" rel="noopener noreferrer">her</a></p>'
    )
    assert prose("Først:\n\n- en\n- to") == "<p>Først:</p>\n<ul>\n<li>en</li>\n<li>to</li>\n</ul>"


def test_numbers_that_count_from_one_are_a_list_and_other_numbers_are_words() -> None:
    assert prose("1. Les.\n2. Snakk.") == "<ol>\n<li>Les.</li>\n<li>Snakk.</li>\n</ol>"
    assert prose("2. Les.\n3. Snakk.") == "<p>2. Les.</p>\n<p>3. Snakk.</p>"
    assert prose("1. Les.") == "<p>1. Les.</p>"
    assert (
        prose("1. mai er fri.\n2. mai er vi her.")
        == "<p>1. mai er fri.</p>\n<p>2. mai er vi her.</p>"
    )
    assert plain("1. Les.\n2. Snakk.") == "1. Les. 2. Snakk."


def test_a_line_takes_no_list_and_no_heading() -> None:
    assert line("- Nei, sa hun.") == "- Nei, sa hun."
    assert line("# nei") == "&#35; nei"


def test_a_plain_text_is_a_paragraph_and_keeps_its_signs() -> None:
    assert prose("«Hei», sa hun – og smilte.") == "<p>«Hei», sa hun – og smilte.</p>"
    assert prose('Bruk "sitat" og 5 < 6') == '<p>Bruk "sitat" og 5 &lt; 6</p>'


def test_a_line_has_no_paragraph_around_it() -> None:
    assert line("Vi *ser* dem") == "Vi <em>ser</em> dem"


def test_norwegian_letters_become_ascii_in_ids() -> None:
    assert slug("Øving på å lytte, ærlig!") == "oving-pa-a-lytte-aerlig"


def test_one_star_alone_is_a_note_and_keeps_it_and_several_are_a_list() -> None:
    note = "Frist er én uke*.\n\n* Gjelder ikke i ferier."
    assert prose(note) == "<p>Frist er én uke*.</p>\n<p>* Gjelder ikke i ferier.</p>"
    assert prose("* a\n* b") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
