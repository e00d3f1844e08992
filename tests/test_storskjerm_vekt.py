"""What the pages ask for before they can be used is little."""

import gzip
import re
from pathlib import Path

import pytest
from gang import SLAG
from playwright.sync_api import Page, Request

SCRIPT_BUDGET = 20 * 1024
"""Bytes, compressed: the scripts for sessions that one page loads."""

PLANNED = "oppgaver=relasjon/uten-oss&faser=gruppe:20,plenum:10"


@pytest.mark.parametrize(
    "where",
    [
        "okt/relasjon-60.html#storskjerm",
        "okt/relasjon-60.html#leder",
        f"okt.html?{PLANNED}#storskjerm",
        "stasted.html?liste=relasjon#storskjerm",
        f"planlegg.html?{PLANNED}",
    ],
)
def test_all_the_scripts_a_page_asks_for_keep_within_their_size_as_they_are_sent(
    page: Page, told: str, where: str
) -> None:
    asked: list[Request] = []
    page.on("requestfinished", lambda one: asked.append(one))
    page.goto(f"{told}/{where}", wait_until="networkidle")
    scripts = [one.response() for one in asked if one.resource_type == "script"]
    sent = {one.url: len(gzip.compress(one.body(), 6)) for one in scripts if one}
    assert sent
    assert sum(sent.values()) < SCRIPT_BUDGET, sent


@pytest.mark.parametrize("where", [*SLAG, "okt/relasjon-60", "okt", "stasted", "treningsforslag"])
def test_no_page_waits_for_more_than_two_of_our_style_sheets_and_scripts(
    published: Path, where: str
) -> None:
    text = (published / "eksempel" / f"{where}.html").read_text("utf-8")
    sheets = re.findall(r'<link rel="stylesheet" href="[^"]*assets/css/[^"]+"', text)
    scripts = re.findall(r'<script src="[^"]+"', text)
    assert len(sheets) == len(scripts) == 2
