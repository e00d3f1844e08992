"""What a component has drawn passes through Markdown untouched.

Python-Markdown would parse it all again to find out that it is HTML: a third of
the time of a build, and a place for surprises.
"""

import re

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_SIGN = "\x1e"
"""Around what is finished. The reader refuses control characters, so no text in the data has it."""
_FINISHED = re.compile(f"{_SIGN}(.*?){_SIGN}", re.DOTALL)
_HEADING = re.compile(r"^(#{1,3} .*)$", re.MULTILINE)


def untouched(drawn: str) -> str:
    """Return a drawn component as Markdown: its headings (lines with one to three #) open, all the
    rest sealed.
    """
    parts = (part.strip() for part in _HEADING.split(drawn))
    return "\n\n".join(
        part if _HEADING.match(part) else f"{_SIGN}{part}{_SIGN}" for part in parts if part
    )


class _Unseal(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        store = self.md.htmlStash.store
        return _FINISHED.sub(lambda sealed: store(sealed[1]), "\n".join(lines)).split("\n")


class _Untouched(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # the name Python-Markdown calls
        # After white space has been put in order, at 30, and before HTML is looked for, at 20.
        md.preprocessors.register(_Unseal(md), "kvalitetsplan", 25)


def makeExtension(**options: object) -> Extension:  # the name Python-Markdown calls
    """Return the extension, for `markdown_extensions` in mkdocs.yml."""
    return _Untouched()
