"""What is written in a field is what is read: on the pages, on the wall, on paper, in the
search.
"""

import re
from dataclasses import replace
from functools import cache
from html import unescape

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from test_saker import SAKER
from test_tekst import WORDS, words

from kvalitetsplan.plan.addresses import addressed, find, list_at, with_list
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Punkt
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.search import findings

PLAN = load_plan(project_at(SAKER / "plan"), "prove")
TEKST = interface_texts(ROOT)
COMPONENTS = [
    "begreper",
    "forside",
    "handlingsplikten",
    "kilder",
    "lovverk",
    "maler",
    "okter",
    "om-planen",
    "planlegg",
    "situasjoner",
]


def written(text: str, address: str, field: str) -> Plan:
    """The small plan with a text in one field of one item."""
    found = find(PLAN.grunnplan, address)
    assert found
    liste, item = found
    value = (text,) if isinstance(getattr(item, field), tuple) else text
    new = item.model_copy(update={field: value})
    others = list_at(PLAN.grunnplan, liste) or ()
    plan = with_list(PLAN.grunnplan, liste, (new if one.id == new.id else one for one in others))
    return replace(PLAN, grunnplan=plan)


def drawn(plan: Plan) -> str:
    """The words of every page that a plan's data makes, and of a session as the wall shows it."""
    components = Components(ROOT, plan)
    html = [components.draw("tema", f"tema/{tema.id}.html", tema=tema) for tema in plan.temaer]
    html += [components.draw(name, f"{name}.html") for name in COMPONENTS]
    html += [components.draw("okt", "okt/x.html", okt=okt) for okt in plan.grunnplan.okter]
    return read_aloud("\n".join(html))


def read_aloud(html: str) -> str:
    """The words between the tags, and those that a script or a screen reader finds in
    attributes.
    """
    inside = re.sub(r"<!--.*?-->|<(style|script)\b.*?</\1>", " ", html, flags=re.DOTALL)
    blocks = re.sub(
        r"</?(p|li|ul|ol|h[1-6]|div|dt|dd|td|th|tr|section|br|summary)\b[^>]*>", " ", inside
    )
    return unescape(re.sub(r"<[^<>]*>", "", blocks))


def searched(plan: Plan) -> str:
    return "\n".join(f"{one.tittel}\n{one.tekst}" for one in findings(plan, TEKST, []))


@cache
def fields() -> list[tuple[str, str]]:
    """Every field whose text stands on a page of the small plan."""
    marker = "zqxmerke"
    found = []
    for address, item in addressed(PLAN.grunnplan).items():
        for name in type(item).model_fields:
            if isinstance(getattr(item, name), (str, tuple)) and _is_text(item, name):
                shown = drawn(written(marker, address, name))
                found += [(address, name)] if marker in shown else []
    return found


def _is_text(item: Punkt, name: str) -> bool:
    annotation = str(type(item).model_fields[name])
    return "in_paragraphs" in annotation or "one_line" in annotation


def test_nearly_every_text_of_the_small_plan_stands_on_a_page() -> None:
    assert len(fields()) >= 40


def _stands(text: str, shown: str) -> bool:
    return f" {' '.join(words(text))} " in f" {' '.join(words(shown))} "


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_the_words_of_a_field_are_read_on_its_page_and_in_the_search(data: st.DataObject) -> None:
    address, name = data.draw(st.sampled_from(fields()))
    written_text = "".join(data.draw(st.lists(WORDS, min_size=1, max_size=12)))
    text = "".join(one for one in written_text if one.isprintable() or one == "\n")
    text = f"Ord {text} slutt".replace("](", "] (").replace("{", "(").replace("}", ")")
    item = addressed(PLAN.grunnplan)[address]
    numbered = re.search(r"(^|\n)1\. ", text)  # the browser writes the numbers of a list
    if "in_paragraphs" not in str(type(item).model_fields[name]):
        text, numbered = " ".join(text.split()), None
    plan = written(text, address, name)
    assert numbered or _stands(text, drawn(plan)), (address, name)
    if _stands("zqxmerke", searched(written("zqxmerke", address, name))):
        assert _stands(text, searched(plan)), (address, name)


@pytest.mark.parametrize(
    "text",
    [
        "<navn på eleven>",
        "x<y og y>z",
        "2027. Et år for alle",
        "1. august begynner skolen.",
        "# nei",
        "5 * 3 * 2",
        "</p><script>alert(1)</script>",
        "&lt;b&gt; og &amp;",
        "{{ ikke }}",
    ],
)
def test_a_text_that_looks_like_markup_is_read_in_every_field(text: str) -> None:
    for address, name in fields()[::5]:
        assert _stands(text, drawn(written(text, address, name))), (address, name)


@pytest.mark.parametrize(
    ("field", "component"), [("visjon", "forside"), ("forord", "forside"), ("merknad", "ramme/merknad")]
)  # fmt: skip
def test_a_word_of_the_plan_s_own_is_filled_in_in_what_the_municipality_says(
    field: str, component: str
) -> None:
    kommune = PLAN.kommune.model_copy(update={field: "Vi samles i {pu-tid}."})
    html = Components(ROOT, replace(PLAN, kommune=kommune)).draw(component, "index.html")
    assert f"Vi samles i {PLAN.fill('{pu-tid}')}." in read_aloud(html)
