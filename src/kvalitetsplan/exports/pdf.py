"""The whole plan as PDF, set by WeasyPrint: tagged, with bookmarks and page numbers in the
contents.

Chromium prints faster, but cannot write the page number of a heading in a list of contents, nor
make a file equal byte for byte, and would have to be installed on every machine.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from kvalitetsplan.plan.pictures import published_picture
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.reading.uncollected import uncollected
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.status import status
from kvalitetsplan.site.whole_plan import drawn_chapters

_HERE = "plan:///"
"""What WeasyPrint calls the folder of the plan: addresses of its pictures begin with it."""
_DRAWING = re.compile(r'<svg\b[^>]*?\saria-label="([^"]*)"[^>]*>')
_ROW = re.compile(r"<tr\b(.*?</tr>)", re.DOTALL)
_LONG = 1500
"""How long the HTML of a row is that may be taller than a page where its columns are narrow."""
STYLE = "overrides/assets/css/dokument.css"


def whole_plan(root: Path, components: Components) -> bytes:
    """Return the plan as a PDF. `root` is the project's folder.

    Raises ComponentError if a template is wrong.
    """
    plan, tekst = components.plan, components.tekst
    colour = f":root{{--kp-hoved:{plan.kommune.farger.hoved}}}"
    html = components.draw(
        "dokument",
        "dokument.html",
        stil=colour + (root / STYLE).read_text(encoding="utf-8"),
        status=status(plan, tekst),
        logo=plan.kommune.logo or "",
        innhold=Markup("\n").join(drawn_chapters(components)),
    )
    with uncollected():
        document = HTML(string=_with_marks(html), base_url=_HERE, url_fetcher=_OnlyOwn(plan))
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1", finisher=_scoped))


def _with_marks(html: str) -> str:
    """Return the document with the words for each drawing where WeasyPrint looks for them, and
    with the rows marked that it must divide: it moves a whole row to the next page, and leaves the
    head of the table behind where the row does not fit there either.
    """
    told = _DRAWING.sub(r"\g<0><title>\1</title>", html)
    return _ROW.sub(lambda hit: f"<tr{' data-lang' * (len(hit[1]) > _LONG)}{hit[1]}", told)


def _scoped(_: object, pdf: Any) -> None:
    """Say of each head of a table whether it is a row's or a column's. WeasyPrint says of each cell
    which heads it has, which some readers do not look at.
    """
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("S") == "/TH":
            _, row, _ = one["ID"].string.split("-")
            one["A"]["Scope"] = "/Column" if row == "0" else "/Row"


class _OnlyOwn(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Fetches the plan's own pictures for WeasyPrint, and nothing else from anywhere."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(allowed_protocols=())
        self._files = plan.egne_filer

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return a picture. Raises ValueError where the address is none of the plan's own."""
        name = unquote(url.removeprefix(_HERE))
        if name not in self._files:
            raise ValueError(f"{url} hentes ikke")
        return URLFetcherResponse(url, published_picture(self._files[name], name))
