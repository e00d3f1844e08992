"""Texts from YAML become safe HTML, wherever they are drawn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitetsplan.plan.words import slug
from kvalitetsplan.site.text import heading, line, prose

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


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("draw", [prose, line])
def test_nothing_in_a_text_can_run(attack: str, draw: object) -> None:
    html = str(draw(attack)).lower()  # type: ignore[operator]
    for bad in (
        "<script",
        "<img",
        "<svg",
        "<iframe",
        "<style",
        'href="javascript',
        'href="data',
        "style=",
        "<div",
    ):
        assert bad not in html


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_a_heading_has_no_sign_that_markdown_html_or_a_template_would_act_on(text: str) -> None:
    import re

    assert not re.search(r"[<>{}\[\]*_`\\\"']", re.sub(r"&#\d+;", "", heading(text)))


def test_a_few_marks_are_drawn() -> None:
    assert (
        prose("**Nå** og [her](https://udir.no)")
        == '<p><strong>Nå</strong> og <a href="https://udir.no" rel="noopener noreferrer">her</a></p>'
    )
    assert prose("Først:\n\n- en\n- to") == "<p>Først:</p>\n<ul>\n<li>en</li>\n<li>to</li>\n</ul>"


def test_a_plain_text_is_a_paragraph_and_keeps_its_signs() -> None:
    assert prose("«Hei», sa hun – og smilte.") == "<p>«Hei», sa hun – og smilte.</p>"
    assert prose('Bruk "sitat" og 5 < 6') == '<p>Bruk "sitat" og 5 &lt; 6</p>'


def test_a_line_has_no_paragraph_around_it() -> None:
    assert line("Vi *ser* dem") == "Vi <em>ser</em> dem"


def test_norwegian_letters_become_ascii_in_ids() -> None:
    assert slug("Øving på å lytte, ærlig!") == "oving-pa-a-lytte-aerlig"
