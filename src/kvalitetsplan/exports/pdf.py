"""The whole plan as PDF, set by WeasyPrint: tagged, with bookmarks and page numbers in the contents.

Chromium prints faster, but cannot write the page number of a heading in a list of contents, nor
make a file equal byte for byte, and would have to be installed on every machine.
"""

from pathlib import Path
from typing import Any

from markupsafe import Markup
from weasyprint import HTML
from weasyprint.urls import URLFetchingError

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.reading.uncollected import uncollected
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.status import status

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
        logo=_logo(plan),
        innhold=Markup("\n").join(components.drawn_chapters()),
    )
    with uncollected():
        document = HTML(string=str(html), url_fetcher=_only_the_logo(plan))
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1", finisher=_scoped))


def _scoped(_: object, pdf: Any) -> None:
    """Say of each head of a table whether it is a row's or a column's. WeasyPrint says of each cell
    which heads it has, which some readers do not look at.
    """
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("S") == "/TH":
            _, row, _ = one["ID"].string.split("-")
            one["A"]["Scope"] = "/Column" if row == "0" else "/Row"


def _logo(plan: Plan) -> str:
    logo = plan.kommune.logo
    return plan.egne_filer[logo].as_uri() if logo else ""


def _only_the_logo(plan: Plan) -> Any:
    """Return what fetches for WeasyPrint: the plan's own logo, and nothing else from anywhere."""
    allowed = _logo(plan)

    def fetch(url: str, *_: object, **__: object) -> dict[str, Any]:
        if not allowed or url != allowed:
            raise URLFetchingError(f"{url} hentes ikke")
        path = plan.egne_filer[str(plan.kommune.logo)]
        return {"string": path.read_bytes(), "redirected_url": url}

    return fetch
