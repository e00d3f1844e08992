"""What MkDocs, its plugins and Jinja say, in Norwegian: file, line where it can be found, and what
to write instead.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from kvalitetsplan.reading.files import read_file

_LINKS = {
    r"contains an absolute link '(?P<link>[^']*)'": (
        "lenken «{link}» begynner øverst på tjeneren; skriv den fra denne sida, som ../roller.md"
    ),
    r"contains an unrecognized relative link '(?P<link>[^']*)'": (
        "lenken «{link}» leder ikke til noen fil; skriv navnet med .md til slutt"
    ),
    r"contains a link '(?P<link>[^']*)', but the doc '(?P<there>[^']*)' does not contain": (
        "lenken «{link}» leder til et sted som ikke finnes på sida {there}; skriv en overskrift "
        "som står der"
    ),
    r"contains a link '(?P<link>[^']*)', but there is no such anchor": (
        "lenken «{link}» leder til et sted som ikke finnes på sida; skriv en overskrift som står her"
    ),
    r"contains a link '(?P<link>[^']*)', but the target": (
        "lenken «{link}» leder til en fil som ikke finnes; rett navnet, eller ta bort lenken"
    ),
    r"contains a link to '(?P<link>[^']*)' which is excluded": (
        "lenken «{link}» leder til en side som ikke er med; ta bort lenken"
    ),
}
_PAGE = re.compile(r"Doc file '(?P<page>[^']*)' ")
_PROPOSAL = re.compile(r"Did you mean '([^']*)'\?$")
_MACRO = re.compile(
    r"\[macros\].*?_File_: `(?P<page>[^`]*)`\s*(?:_Line (?P<line>\d+) in Markdown file:_ "
    r"\*\*(?P<what>[^\n]*)\*\*|_(?P<kind>\w+)_: (?P<why>[^\n]*))",
    re.DOTALL,
)
_FILES = {
    r"Encoding error reading file: (?P<page>.+)": "sida er ikke skrevet i UTF-8; lagre den på nytt",
    r"Error reading page '(?P<page>[^']*)'": "sida kan ikke leses; lagre den på nytt som UTF-8",
    r"File not found: (?P<page>.+)": "sida finnes ikke; se om den er flyttet",
    r"A reference to '(?P<page>[^']*)' is included in the 'nav'": (
        "sida står i menyen, men finnes ikke; ta den ut av «deler», eller lag den"
    ),
    r"Excluding '(?P<page>[^']*)' from the site because it conflicts": (
        "sida kan ikke stå ved siden av index.md; gi den et annet navn"
    ),
}
_OMITTED = re.compile(r"The following pages exist in the docs directory, but are not included")
_NEEDLESS = re.compile(r"Aborted with \d+ warnings? in strict mode!|100|")
"""What says no more than that something else was said."""
_JINJA = {
    r"'(?P<a>[^']*)' is undefined": "«{a}» er ikke kjent; se om det er skrevet rett",
    r"'[^']*' has no attribute '(?P<a>[^']*)'": "«{a}» finnes ikke der; se om det er skrevet rett",
    r"'(?P<a>[^']*)' not found in search path: .*": "malen «{a}» finnes ikke; se om navnet er rett",
    r"Encountered unknown tag '(?P<a>[^']*)'.*": "«{a}» kjenner ikke malen; se om det er skrevet rett",
    r"unexpected '(?P<a>[^']*)'(, expected '(?P<b>[^']*)')?": "«{a}» kan ikke stå her",
    r"expected token '(?P<b>[^']*)', got '(?P<a>[^']*)'": "«{a}» står der det skulle stå «{b}»",
    r"No (?:filter|test) named '(?P<a>[^']*)'.*": "«{a}» finnes ikke; se om det er skrevet rett",
    r"unexpected end of template.*": "noe er åpnet og ikke lukket igjen",
    r"Unexpected end of template.*": "noe er åpnet og ikke lukket igjen",
}
_TEMPLATE = re.compile(r"(?P<where>overrides/components/[^\s:]+(?::\d+)?)  (?P<why>.*)", re.DOTALL)


class Said:
    """What was said of the shared pages and templates."""

    def __init__(self, root: Path) -> None:
        """Take the project's folder."""
        self._root = root

    def in_norwegian(self, messages: Iterable[str]) -> list[str]:
        """Return what is wrong, a line for each; English that is not known is only counted."""
        lines: list[str] = []
        for message in messages:
            if not _NEEDLESS.fullmatch(message.strip()):
                lines += self._lines(message.strip())
        return list(dict.fromkeys(lines))

    def _lines(self, message: str) -> list[str]:
        if hit := _PAGE.match(message):
            return [self._link(hit["page"], message)]
        if hit := _MACRO.match(message):
            return [self._macro(hit)]
        if _OMITTED.match(message):
            pages = re.findall(r"^ *- (.+)$", message, re.MULTILINE)
            return [
                f"{self._where(one)}  sida er ikke med i menyen; sett den inn i «deler»"
                for one in pages
            ]
        for pattern, words in _FILES.items():
            if hit := re.match(pattern, message):
                return [f"{self._where(hit['page'])}  {words}"]
        return [self._template(message)]

    def _link(self, page: str, message: str) -> str:
        near = _PROPOSAL.search(message)
        for pattern, words in _LINKS.items():
            if hit := re.search(pattern, message):
                where = self._where(page, hit["link"])
                return f"{where}  {words.format(**hit.groupdict())}" + (
                    f" – mente du «{near[1]}»?" if near else ""
                )
        return f"{self._where(page)}  en lenke på sida er feil; se over lenkene der"

    def _macro(self, hit: re.Match[str]) -> str:
        where = self._where(hit["page"])
        if hit["line"]:
            return f"{where}:{hit['line']}:1  {_jinja(hit['what'])}"
        if hit["kind"] == "ComponentError":
            return f"{self._template(hit['why'])} (på sida {where})"
        return f"{where}  {_jinja(hit['why'])}"

    def _template(self, message: str) -> str:
        if hit := _TEMPLATE.match(message):
            return f"{hit['where']}  {_jinja(hit['why'])}"
        return message if is_norwegian(message) else UNKNOWN

    def _where(self, page: str, text: str = "") -> str:
        """Return the file of a page, with the line and column where a text stands first."""
        file = self._root / "docs" / page
        try:
            name = file.relative_to(self._root).as_posix()
        except ValueError:
            name = file.as_posix()
        content = _read(file)
        at = content.find(text) if text else -1
        if at < 0:
            return name
        line, column = content.count("\n", 0, at) + 1, at - content.rfind("\n", 0, at)
        return f"{name}:{line}:{column}"


UNKNOWN = "Noe gikk galt som programmet ikke kjenner."
_BROKEN = "malen kan ikke tegnes; noe i den er feil"


def is_all_said(lines: Iterable[str]) -> bool:
    """Tell whether the lines say what is wrong, so that no details are needed."""
    return not any(UNKNOWN in line or _BROKEN in line for line in lines)


def is_norwegian(message: str) -> bool:
    """Tell whether a message is one of our own: they are the ones with our letters and quotes."""
    return bool(re.search(r"[æøåÆØÅ«»]", message))


def _jinja(message: str) -> str:
    for pattern, words in _JINJA.items():
        if hit := re.fullmatch(rf"(?:.*?: )?{pattern}", message.strip(), re.DOTALL):
            return words.format(**hit.groupdict())
    return message if is_norwegian(message) else _BROKEN


def _read(file: Path) -> str:
    try:
        return read_file(file).decode(errors="replace")
    except OSError:
        return ""
