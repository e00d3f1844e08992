"""All kinds of files a plan can be written as: one table, and how each is made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from kvalitetsplan.exports import feed, plandata, tabeller
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.wheel import school_year

Made = Iterator[tuple[str, bytes]]
"""Files, as name and content."""


class MissingLibrary(Exception):
    """A kind of file needs a package that is not installed. Says which, and what to write."""


def kinds(root: Path) -> dict[str, Callable[[Components], Made]]:
    """Return how each kind of file is made, by its name. `root` is the project's folder."""
    return {
        "pdf": lambda components: _pdf(root, components),
        "docx": _docx,
        "skjema": _forms,
        "kalender": _calendars,
        "json": _json,
        "feed": _feed,
        "csv": _tables,
    }


def write_all(root: Path, components: Components, folder: Path) -> dict[str, int]:
    """Write a plan as all kinds of files into a folder; return the bytes of each, by name.

    `root` is the project's folder. Raises MissingLibrary, ComponentError and OSError.
    """
    sizes = {}
    for made in kinds(root).values():
        for name, content in made(components):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
            sizes[name] = len(content)
    return sizes


def _pdf(root: Path, components: Components) -> Made:
    try:
        from kvalitetsplan.exports import pdf
    except (ImportError, OSError) as error:  # OSError: the package is there, but not Pango
        raise MissingLibrary(
            "PDF trenger WeasyPrint og Pango; skriv «pip install 'kvalitetsplan[filer]'», "
            "og på Debian og Ubuntu «apt-get install libpango-1.0-0 libpangoft2-1.0-0»"
        ) from error
    yield "plan.pdf", pdf.whole_plan(root, components)


@contextmanager
def _extra(what: str) -> Iterator[None]:
    """Say in Norwegian what is missing where a package that few need is not installed."""
    try:
        yield
    except ImportError as error:
        raise MissingLibrary(
            f"{what} trenger «{error.name}»; skriv «pip install 'kvalitetsplan[filer]'»"
        ) from error


def _docx(components: Components) -> Made:
    with _extra("Word"):
        from kvalitetsplan.exports import word
    yield "plan.docx", word.whole_plan(components)


def _forms(components: Components) -> Made:
    with _extra("Word"):
        from kvalitetsplan.exports import skjema
    plan, tekst = components.plan, components.tekst
    for mal in plan.grunnplan.maler:
        yield f"skjema/{mal.id}.docx", skjema.form(plan, tekst, mal)
    for liste in plan.grunnplan.sjekklister:
        yield f"sjekklister/{liste.id}.docx", skjema.checklist(plan, tekst, liste)


def _calendars(components: Components) -> Made:
    with _extra("kalender"):
        from kvalitetsplan.exports import kalender
    start = school_year(date.today())
    plan, tekst = components.plan, components.tekst
    yield "aret.ics", kalender.school_year(plan, tekst, start)
    yield "utviklingslop.ics", kalender.development_course(plan, tekst, start)


def _json(components: Components) -> Made:
    yield "plan.json", plandata.plan_json(components.plan, components.tekst)
    yield "plan.schema.json", plandata.plan_schema()


def _feed(components: Components) -> Made:
    yield "nytt.xml", feed.feed(components.plan, components.tekst)


def _tables(components: Components) -> Made:
    yield "oppgaver.csv", tabeller.tasks(components.plan, components.tekst)
    yield "plikter.csv", tabeller.duties(components.plan, components.tekst)
