"""Values as YAML text in the house's style: long texts folded, lists of ids on one line."""

import json
import re
import textwrap
from typing import Any

import yaml

from kvalitetsplan.reading.composer import NOTHING
from kvalitetsplan.reading.melted import may_melt, melted

WIDTH = 100
"""Texts longer than this are folded over several lines."""

_PLAIN = re.compile(r"[^\W_](?:.*[^\s:])?")
_SPECIAL = re.compile(r":\s|\s#")


def line(value: str, in_flow: bool, quoted: bool = False) -> str:
    """Return a text as YAML on one line; `in_flow` is inside brackets."""
    plain = (
        _PLAIN.fullmatch(value)
        and value not in NOTHING
        and not _SPECIAL.search(value)
        and not (in_flow and re.search(r"[,\[\]{}]", value))
    )
    return value if plain and not quoted else json.dumps(value, ensure_ascii=False)


def flow(value: Any) -> str:
    """Return a value as YAML on one line, with brackets around lists and mappings."""
    if isinstance(value, dict):
        pairs = (f"{line(str(key), in_flow=True)}: {flow(one)}" for key, one in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(flow(one) for one in value)}]"
    return line(str(value), in_flow=True)


def text_lines(value: str, indent: int, quoted: bool = False) -> str:
    """Return a text as YAML over as many lines as it needs."""
    space = "\n" + " " * indent
    if "\n" in value:
        return "|-" + "".join(space + one if one else "\n" for one in value.split("\n"))
    if len(value) <= WIDTH:
        return line(value, in_flow=False, quoted=quoted)
    folded = textwrap.wrap(value, WIDTH, break_long_words=False, break_on_hyphens=False)
    if melted(folded, ">"):
        return f"|-{space}{value}"
    return ">-" + "".join(space + one for one in folded)


def as_yaml(value: Any) -> str:
    """Return a value as YAML in the house's style: long texts folded, lists of ids on one line."""
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
    return text.removesuffix("...\n")


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list under its key."""
        super().increase_indent(flow, False)


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    is_long = len(text) > WIDTH
    in_lines = "\n" in text or (len(text) > WIDTH // 2 and may_melt(text))
    style = "|" if in_lines else ">" if is_long else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_list(dumper: _Dumper, items: list[Any]) -> yaml.SequenceNode:
    flow = all(re.fullmatch("[a-z0-9/-]+", str(item)) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)
