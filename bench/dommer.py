"""What stands where on a built site, and what a file of queries calls right."""

import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

SECTIONS = """() => {
  const sections = [{ level: 0, title: "", text: "" }];
  const unseen = "script, style, nav, template, svg, form, [hidden]";
  const places = {};
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) sections.at(-1).text += ` ${child.data}`;
      if (child.nodeType !== Node.ELEMENT_NODE || child.matches(unseen)) continue;
      const level = Number(/^H([1-6])$/.exec(child.tagName)?.[1] ?? 0);
      if (level) sections.push({ level, title: child.textContent.replace(/\\s*#$/, ""), text: "" });
      if (child.id) places[child.id] = sections.length - 1;
      if (!level) walk(child);
    }
  };
  walk(document.querySelector("article"));
  return { sections, places };
}"""
"""The visible text of a page, heading by heading, and which of them each id belongs to."""


class Judge:
    """Knows what stands where on a site, and what a query file calls right."""

    def __init__(self, read: Callable[[str], Any], themes: dict[str, list[str]]) -> None:
        """Take what reads a page of the site, given its address, as `SECTIONS` does, and the
        patterns of each theme.
        """
        self._read, self._themes = cache(read), themes
        self._target = cache(self._where)

    def grade(self, rules: list[dict[str, Any]], link: str) -> int:
        """Return the highest grade whose rule fits where the link leads."""
        names, text = self._target(link)
        return max([rule["grad"] for rule in rules if self._fits(rule, names, text)], default=0)

    def _fits(self, rule: dict[str, Any], names: list[str], text: str) -> bool:
        patterns = [pattern for theme in rule.get("tema", ()) for pattern in self._themes[theme]]
        in_theme = not patterns or any(
            re.search(one, name, re.IGNORECASE) for one in patterns for name in names
        )
        return in_theme and all(
            re.search(one, text, re.IGNORECASE) for one in rule.get("tekst", ())
        )

    def _where(self, link: str) -> tuple[list[str], str]:
        """Return the names and the text of the place a link leads to."""
        path, _, anchor = link.partition("#")
        sections = self._read(path)["sections"]
        at = self._read(path)["places"].get(unquote(anchor), 0 if not anchor else None)
        first = sections[at or 0]
        page_title = next((one["title"] for one in sections if one["level"] == 1), "")
        inner = [first]
        for one in sections[(at or 0) + 1 :]:
            if (not anchor and one["level"] > 1) or (anchor and one["level"] <= first["level"]):
                break
            inner.append(one)
        text = " ".join([page_title, *(f"{one['title']} {one['text']}" for one in inner)])
        return [page_title, first["title"] if anchor else "", link], re.sub(r"\s+", " ", text)


class _Sections(HTMLParser):
    """Reads the sections of a finished page without a browser, as `SECTIONS` does in one."""

    UNSEEN = frozenset({"script", "style", "nav", "template", "svg", "form"})
    VOID = frozenset(
        [
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "source",
            "track",
            "wbr",
        ]
    )

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[dict[str, Any]] = [{"level": 0, "title": "", "text": ""}]
        self.places: dict[str, int] = {}
        self._open: list[tuple[str, bool]] = []
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID:
            return
        given = dict(attrs)
        self._open.append((tag, tag in self.UNSEEN or "hidden" in given))
        if not self._is_seen():
            return
        if re.fullmatch("h[1-6]", tag):
            self._in_heading = True
            self.sections.append({"level": int(tag[1]), "title": "", "text": ""})
        if given.get("id"):
            self.places[given["id"] or ""] = len(self.sections) - 1

    def handle_endtag(self, tag: str) -> None:
        while self._open and any(one == tag for one, _ in self._open):
            closed, _ = self._open.pop()
            if closed == tag:
                break
        if re.fullmatch("h[1-6]", tag):
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        if self._is_seen():
            part = "title" if self._in_heading else "text"
            self.sections[-1][part] += f" {data}" if part == "text" else data

    def _is_seen(self) -> bool:
        return any(tag == "article" for tag, _ in self._open) and not any(
            unseen for _, unseen in self._open
        )


@cache
def read_file(site: Path, path: str) -> dict[str, Any]:
    """Return the sections of a page of a built site, as `SECTIONS` does in a browser."""
    parser = _Sections()
    parser.feed((site / unquote(path)).read_text(encoding="utf-8"))
    return {"sections": parser.sections, "places": parser.places}
