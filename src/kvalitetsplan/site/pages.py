"""Which pages a plan has, where things are, and the order of the menu."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from kvalitetsplan.plan.addresses import tema_of
from kvalitetsplan.plan.model import Del, Okt, Rolle, Tema, Virkning
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.responsibilities import has_work
from kvalitetsplan.site.kinds import KINDS
from kvalitetsplan.site.text import heading


class Menypunkt(NamedTuple):
    """A line in the menu: a page, or a heading with lines below it."""

    tittel: str
    """As HTML."""
    url: str = ""
    """The page, from the top of the site; "" for a heading."""
    barn: tuple["Menypunkt", ...] = ()

    def has(self, url: str) -> bool:
        """Tell whether this is the line of a page, or has it below."""
        return self.url == url or any(one.has(url) for one in self.barn)

    @property
    def forste(self) -> str:
        """The first page here."""
        return self.url or self.barn[0].forste


class Side(NamedTuple):
    """A page that the data makes."""

    url: str
    """Where it is, from the top of the site."""
    komponent: str
    """What draws it."""
    verdier: dict[str, Any]
    """What it draws."""


MENU = {
    "finn": ["situasjoner.md", "virkninger.md", "roller.md"],
    "plikten": [
        "handlingsplikten.md",
        "trapper.md",
        "samtaler.md",
        "fysiske-inngrep.md",
        "telefonliste.md",
        "vikar.md",
        "pliktene.md",
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
    "aret": ["arshjul.md", "utviklingslop.md", "tiltak.md", "maler.md"],
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
"""The shared pages by section of the menu, where a municipality has no parts of its own."""

FOR_KOMMUNER = [
    f"for-kommuner/{name}.md"
    for name in ("index", "les-inn", "endre", "forslag", "lister", "skole", "publiser", "oppdater")
]
"""The pages for those who run the plan: last in the menu, and left out of the search, so that no
teacher meets them.
"""

ITEMS: dict[str, Callable[[Plan], Iterable[Any]]] = {
    "situasjoner.md": lambda plan: plan.grunnplan.situasjoner,
    "virkninger.md": lambda plan: plan.resultater,
    "trapper.md": lambda plan: plan.grunnplan.trapper,
    "samtaler.md": lambda plan: plan.grunnplan.samtaletips,
    "refleksjonsoppgaver.md": lambda plan: (
        one for tema in plan.temaer for one in tema.refleksjonsoppgaver
    ),
    "treningsforslag.md": lambda plan: (
        one for tema in plan.temaer for one in tema.treningsforslag
    ),
    "tiltak.md": lambda plan: (
        *plan.grunnplan.tiltak,
        *plan.grunnplan.programmer,
        *plan.grunnplan.indikatorer,
    ),
    "maler.md": lambda plan: (*plan.grunnplan.maler, *plan.grunnplan.sjekklister),
}
"""The shared pages that are nothing but a list, and what stands in it."""

THEME_GROUPS = {
    "relasjonene": (
        "relasjon",
        "relasjoner-mellom-elever",
        "psykososialt-miljo",
        "mobbing",
        "sosial-kompetanse",
    ),
    "timen": ("klasseledelse", "egenledelse", "regler", "forventninger", "fysisk-miljo"),
    "skolen": ("inkludering", "voksenrollen", "ledelse"),
    "samarbeidet": ("skole-hjem", "elevmedvirkning"),
}
"""The themes as the front page shows them, where the municipality has no parts of its own."""

ABOUT = (
    "om-planen.md",
    "hele-planen.md",
    "endringer.md",
    "begreper.md",
    "lovverk.md",
    "kilder.md",
    "tilgjengelighet.md",
)
"""The pages about the plan itself."""

KOMMUNESIDE = "../../index.html"
"""The front page of the municipality's site, from the top of a school's."""
_SKOLESIDE = "skoler/{}/index.html"


def up(plan: Plan) -> str:
    """Return the way from the top of a plan's pages to the top of its site: where it is published
    in two forms of Norwegian, the second stands in a folder of its own.
    """
    return "../" if plan.mappe else ""


def kommuneside(plan: Plan) -> str:
    """Return the front page of the municipality's site, from the top of a school's pages."""
    return up(plan) + KOMMUNESIDE


def skoleside(plan: Plan, id: str) -> str:
    """Return the front page of a school's site, from the top of its municipality's pages."""
    return f"{up(plan)}{_SKOLESIDE.format(id)}"


def neighbours(plan: Plan) -> set[str]:
    """Return what this site leads to of its municipality's, or its schools', from its top."""
    return {KOMMUNESIDE} if plan.skole else {_SKOLESIDE.format(id) for id in plan.skoler}


def sider(plan: Plan) -> list[Side]:
    """Return the pages that the data makes: one for each chosen theme, each situation, and each
    part that is for a stage.
    """
    temaer = (Side(f"tema/{tema.id}.html", "tema", {"tema": tema}) for tema in plan.temaer)
    situasjoner = (
        Side(f"situasjon/{one.id}.html", "situasjon", {"situasjon": one})
        for one in plan.grunnplan.situasjoner
    )
    deler = (Side(delside(one), "del", {"denne": one}) for one in plan.kommune.deler if one.gjelder)
    return [*temaer, *situasjoner, *deler]


def delside(part: Del) -> str:
    """Return the page of a part that is for a stage, from the top of the site; "" if it has
    none.
    """
    return f"del/{part.gjelder.lower()}.html" if part.gjelder else ""


def stands_with(page: str) -> str:
    """Return the page that the menu shows as open for this one: itself, or its list."""
    return "situasjoner.html" if page.startswith("situasjon/") else page


def html(page: str) -> str:
    """Return where a page with a file of its own, such as `grunnlag/ledelse.md`, is shown."""
    return page.removesuffix("md") + "html"


def url(plan: Plan, address: str) -> str:
    """Return where the item with this address is shown, from the top of the site.

    Raises KeyError if there is no such item, or no page that shows its kind.
    """
    return _filled(KINDS[type(plan.by_address[address])].adresse, address)


@lru_cache(maxsize=1 << 13)
def _filled(pattern: str, address: str) -> str:
    owner, _, id = address.rpartition("/")
    return pattern.format(
        id=quote(id), tema=tema_of(address), eier=owner.rpartition("/")[2], adresse=quote(address)
    )


def is_shown(plan: Plan, address: str) -> bool:
    """Tell whether a page of this plan shows the item with this address."""
    item = plan.by_address.get(address)
    if isinstance(item, Okt):
        return plan.has(item.tema)
    if isinstance(item, Virkning):
        return any(resultat.virkning is item for resultat in plan.resultater)
    if isinstance(item, Rolle):
        return has_work(plan, item)
    kind = KINDS.get(type(item)) if item else None
    return kind is not None and ("{tema}" not in kind.adresse or plan.has(tema_of(address)))


def menu(plan: Plan, tekst: dict[str, Any], title: Callable[[str], str]) -> tuple[Menypunkt, ...]:
    """Return the menu of a plan.

    `tekst` holds the menu's own words, and `title` gives the title of a page with a file of its
    own, such as `grunnlag/ledelse.md`.
    """
    words = tekst["meny"]
    own = {delside(part): part.tittel for part in plan.kommune.deler}

    def line(name: str) -> Menypunkt:
        if name.endswith(".md"):
            return Menypunkt(heading(title(name)), html(name))
        if name in own:
            return Menypunkt(heading(own[name]), name)
        return Menypunkt(heading(plan.tema(name).tittel), f"tema/{name}.html")

    about = [
        *map(line, ABOUT),
        Menypunkt(words["for_kommuner"], "", tuple(map(line, FOR_KOMMUNER))),
    ]
    return (
        line("index.md"),
        *(
            Menypunkt(heading(name), "", tuple(map(line, names)))
            for name, names in _sections(plan, words)
            if names
        ),
        Menypunkt(words["om"], "", tuple(about)),
    )


def _sections(plan: Plan, words: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the sections of the menu between the front page and what is about the plan: each with
    its title, and its themes and pages.
    """
    placed = {name for part in plan.kommune.deler for name in part.innhold}
    shared = {
        words[key]: [page for page in pages if page not in placed and not is_empty(plan, page)]
        for key, pages in MENU.items()
    }
    for part in plan.kommune.deler:
        own = [delside(part)] if part.gjelder else []
        named = [name for name in part.innhold if _is_page(plan, name)]
        # What a part does not name of the section it is called after, stands in it all the same.
        yield part.tittel, [*own, *named, *shared.pop(part.tittel, [])]
    yield words["temaer"], [tema.id for tema in plan.temaer if tema.id not in placed]
    yield from shared.items()
    yield words["hos_oss"], [side for side in plan.sider if side not in placed]


def in_order(menu: Iterable[Menypunkt]) -> list[Menypunkt]:
    """Return the pages of the menu as one turns from one to the next."""
    return [page for one in menu for page in ([one] if one.url else in_order(one.barn))]


def deler(plan: Plan) -> list[tuple[Del | None, list[Tema]]]:
    """Return the themes part by part, for the front page; those in no part come last."""
    placed = {name for part in plan.kommune.deler for name in part.innhold}
    grouped: list[tuple[Del | None, list[Tema]]] = [
        (part, [plan.tema(name) for name in part.innhold if plan.has(name)])
        for part in plan.kommune.deler
    ]
    grouped.append((None, [tema for tema in plan.temaer if tema.id not in placed]))
    return [(part, temaer) for part, temaer in grouped if temaer or part]


def is_empty(plan: Plan, page: str) -> bool:
    """Tell whether a page, such as `tiltak.md`, is nothing but a list, and this plan has nothing in
    it. It is built, for those who want to add to it, but nobody is led there.
    """
    return (
        page in ITEMS and page not in plan.egne_sider and not any(True for _ in ITEMS[page](plan))
    )


def _is_page(plan: Plan, name: str) -> bool:
    """Tell whether what stands in a part has a page: a school may have taken a theme out."""
    return name.endswith(".md") or plan.has(name)
