"""Which pages a plan has, where things are, and the order of the menu."""

from typing import Any, NamedTuple
from urllib.parse import quote

from kvalitetsplan.plan.addresses import tema_of
from kvalitetsplan.plan.model import (
    Aktor,
    Begrep,
    Del,
    Hendelse,
    Inngrep,
    Kilde,
    Mal,
    Motepunkt,
    Okt,
    Paragraf,
    Plikt,
    Punkt,
    Semester,
    Serie,
    Situasjon,
    Tema,
    Virkning,
)
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.text import heading

Nav = list[dict[str, Any] | str]


class Side(NamedTuple):
    """A page that comes from the data and has no file of its own."""

    src: str
    """Where its Markdown would have stood under `docs/`."""
    markdown: str


SHARED = {
    "finn": ["situasjoner.md", "virkninger.md", "roller.md"],
    "plikten": [
        "handlingsplikten.md",
        "samtaler.md",
        "fysiske-inngrep.md",
        "telefonliste.md",
        "for-skoleeier.md",
    ],
    "hjemmet": ["for-elever.md", "for-foreldre.md"],
    "pu_tid": [
        "okter.md",
        "planlegg.md",
        "led-en-okt.md",
        "refleksjonsoppgaver.md",
        "treningsforslag.md",
    ],
    "aret": ["arshjul.md", "utviklingslop.md", "maler.md"],
    "grunnlaget": [
        "grunnlag/laeringsmiljo.md",
        "grunnlag/den-voksne.md",
        "grunnlag/fra-plan-til-praksis.md",
        "grunnlag/ledelse.md",
        "grunnlag/naer-undervisningen.md",
        "grunnlag/inkludering.md",
        "grunnlag/fysisk-miljo.md",
        "grunnlag/forskning.md",
        "les-mer.md",
    ],
}
"""The shared pages by section of the menu. A municipality may place them in its own parts instead."""

FOR_KOMMUNER = [
    f"for-kommuner/{name}.md" for name in ("index", "endre", "skole", "publiser", "oppdater")
]
"""The pages for those who run the plan: last in the menu, and left out of the search, so that no
teacher meets them.
"""

# Items that are shown on a page of their own kind; everything else stands on its theme's page.
_PAGE_OF: dict[type[Punkt], str] = {
    Virkning: "virkninger.html",
    Kilde: "kilder.html",
    Paragraf: "lovverk.html",
    Begrep: "begreper.html",
    Plikt: "handlingsplikten.html",
    Inngrep: "fysiske-inngrep.html",
    Hendelse: "arshjul.html",
    Semester: "utviklingslop.html",
    Motepunkt: "utviklingslop.html",
    Aktor: "utviklingslop.html",
    Mal: "maler.html",
    Okt: "okter.html",
    Serie: "okter.html",
}


KOMMUNESIDE = "../../index.html"
"""The front page of the municipality's site, from the top of a school's."""


def skoleside(id: str) -> str:
    """Return the front page of a school's site, from the top of its municipality's."""
    return f"skoler/{id}/index.html"


def neighbours(plan: Plan) -> set[str]:
    """Return the pages of other sites that this one leads to: the municipality's, or its schools'."""
    return {KOMMUNESIDE} if plan.skole else {skoleside(id) for id in plan.skoler}


def sider(plan: Plan) -> list[Side]:
    """Return the pages that the data makes: one for each chosen theme and each situation."""
    return [
        *(Side(f"tema/{tema.id}.md", f'{{{{ tema("{tema.id}") }}}}\n') for tema in plan.temaer),
        *(
            Side(f"situasjon/{one.id}.md", f'{{{{ situasjon("{one.id}") }}}}\n')
            for one in plan.grunnplan.situasjoner
        ),
    ]


def url(plan: Plan, address: str) -> str:
    """Return where the item with this address is shown, from the top of the site.

    Raises KeyError if there is no such item, or no page that shows its kind.
    """
    item = plan.by_address[address]
    tema = tema_of(address)
    if isinstance(item, Tema):
        return f"tema/{tema}.html"
    if isinstance(item, Situasjon):
        return f"situasjon/{item.id}.html"
    page = _PAGE_OF[type(item)] if type(item) in _PAGE_OF or not tema else f"tema/{tema}.html"
    return f"{page}#{quote(address if isinstance(item, Virkning) else item.id)}"


def is_shown(plan: Plan, address: str) -> bool:
    """Tell whether a page of this plan shows the item with this address."""
    item = plan.by_address.get(address)
    if isinstance(item, Okt):
        return plan.has(item.tema)
    if isinstance(item, Virkning):
        return any(resultat.virkning is item for resultat in plan.resultater)
    if isinstance(item, Situasjon):
        return True
    return item is not None and (type(item) in _PAGE_OF or plan.has(tema_of(address)))


def nav(plan: Plan, tekst: dict[str, Any]) -> Nav:
    """Return MkDocs' `nav` for a plan. `tekst` holds the menu's own words."""
    titles = tekst["meny"]
    placed = {name for part in plan.kommune.deler for name in part.innhold}
    sections = [
        *(
            (heading(part.tittel), [name for name in part.innhold if _is_page(plan, name)])
            for part in plan.kommune.deler
        ),
        (titles["temaer"], [tema.id for tema in plan.temaer if tema.id not in placed]),
        *(
            (titles[key], [page for page in pages if page not in placed])
            for key, pages in SHARED.items()
        ),
        (titles["hos_oss"], [side for side in plan.sider if side not in placed]),
    ]
    about = [
        "om-planen.md",
        "endringer.md",
        "begreper.md",
        "lovverk.md",
        "kilder.md",
        "tilgjengelighet.md",
        {titles["for_kommuner"]: FOR_KOMMUNER},
    ]
    menu = ({title: [_entry(plan, name) for name in names]} for title, names in sections if names)
    return ["index.md", *menu, {titles["om"]: about}]


def deler(plan: Plan) -> list[tuple[Del | None, list[Tema]]]:
    """Return the themes part by part, for the front page; themes in no part come last, under no
    part.
    """
    placed = {name for part in plan.kommune.deler for name in part.innhold}
    grouped: list[tuple[Del | None, list[Tema]]] = [
        (part, [plan.tema(name) for name in part.innhold if plan.has(name)])
        for part in plan.kommune.deler
    ]
    grouped.append((None, [tema for tema in plan.temaer if tema.id not in placed]))
    return [(part, temaer) for part, temaer in grouped if temaer or part]


def _is_page(plan: Plan, name: str) -> bool:
    """Tell whether what stands in a part has a page: a school may have taken a theme out."""
    return name.endswith(".md") or plan.has(name)


def _entry(plan: Plan, name: str) -> dict[str, Any] | str:
    return name if name.endswith(".md") else {heading(plan.tema(name).tittel): f"tema/{name}.md"}
