"""The whole plan as a Word document: for the council's papers, and for those who work in Word."""

from collections.abc import Iterator
from typing import Any

from kvalitetsplan.exports.ark import Ark
from kvalitetsplan.exports.runs import Avsnitt, Run, one_line
from kvalitetsplan.exports.word_lists import list_titles, write_lists
from kvalitetsplan.plan.model import Kilde, Melding, Par, Tema
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.responsibilities import roles_with_duties
from kvalitetsplan.plan.words import alphabetical
from kvalitetsplan.site.status import status


def whole_plan(plan: Plan, tekst: dict[str, Any]) -> bytes:
    """Return the plan as a document. `tekst` holds the interface's own words."""
    return _Plan(plan, tekst).written()


class _Plan:
    """The plan being written, chapter by chapter."""

    def __init__(self, plan: Plan, tekst: dict[str, Any]) -> None:
        self.plan, self.tekst = plan, tekst
        title = f"{tekst['filer']['plan']} {plan.fullt_navn}"
        self.ark = Ark(title, plan.fullt_navn, plan.kommune.farger.hoved, plan.lang)
        self._sources = {one.id: one for one in plan.grunnplan.kilder}

    def written(self) -> bytes:
        chapters = (
            self._duties,
            *(lambda tema=tema: self._tema(tema) for tema in self.plan.temaer),
            self._situations,
            lambda: write_lists(self.ark, self.plan, self.tekst),
            self._year,
            self._law,
            self._known,
            self._changes,
        )
        self._cover()
        self.ark.contents(self.tekst["filer"]["innhold"], self._entries())
        self._foreword()
        for chapter in chapters:
            chapter()
        return self.ark.bytes()

    def _entries(self) -> Iterator[str]:
        words = self.tekst["filer"]
        yield self.tekst["meny"]["plikten"]
        yield from (tema.tittel for tema in self.plan.temaer)
        yield words["situasjoner"]
        yield from list_titles(self.plan, self.tekst)
        yield from (self.tekst["meny"]["aret"], words["lovverk"])
        yield from (words["kilder"], words["endringer"])

    def fill(self, text: str) -> str:
        return self.plan.fill(text)

    def _cover(self) -> None:
        logo = self.plan.kommune.logo
        self.ark.picture((logo and self.plan.egne_filer[logo]) or None)
        self.ark.word.add_paragraph(self.tekst["filer"]["kvalitetsplan"], style="Title")
        self.ark.word.add_paragraph(self.plan.fullt_navn, style="Subtitle")
        for line in (*self._edition(), status(self.plan, self.tekst)):
            self.ark.prose(line)
        self.ark.foot(f"{self.plan.fullt_navn} · {next(self._edition())}")
        self.ark.new_page()

    def _edition(self) -> Iterator[str]:
        words, plan = self.tekst["bunn"], self.plan
        yield words["utgave"].format(plan.utgave.versjon, plan.utgave.dato)
        yield words["grunnplan"].format(plan.grunnplan.utgave.versjon)
        yield words["lovverk"].format(plan.grunnplan.kontrollert)

    def _foreword(self) -> None:
        if self.plan.visjon:
            self.ark.prose(self.fill(self.plan.visjon))
        if self.plan.forord:
            lag, text = self.plan.forord
            self.ark.heading(self.tekst["forside"]["forord"][lag], 2)
            self.ark.prose(self.fill(text))

    def _duties(self) -> None:
        words, plan = self.tekst["plikt"], self.plan
        self.ark.heading(self.tekst["meny"]["plikten"], 1)
        for plikt in plan.grunnplan.plikter:
            self.ark.heading(plikt.tittel, 2)
            self.ark.prose(self.fill(plikt.kort))
            self.ark.labelled(words["nar"], self.fill(plikt.nar))
            rows = []
            for rolle in roles_with_duties(plan):
                krav, regler = plan.celle(plikt, rolle.id)
                if not (krav or regler):
                    continue
                law = [self._item(one.tekst, self._sections(one.lov)) for one in krav]
                local = [self._item(one.tekst) for one in regler]
                if regler and not plan.har_egne_regler(plikt, rolle.id):
                    local.insert(0, Avsnitt((Run(f"{words['forslag']}:", fet=True),)))
                rows.append([[Avsnitt((Run(rolle.tittel, fet=True),))], law, local])
            head = [self.tekst["filer"]["hvem"], words["loven"], words["hos_oss"]]
            self.ark.table(head, (2.8, 6.9, 6.9), rows, whole=False)
        self.ark.heading(words["meldinger"], 2)
        head = [words[key] for key in ("nar", "fra", "til", "frist")]
        self.ark.table(
            head,
            (6.2, 3.4, 3.4, 3.6),
            (
                [[self._line(text)] for text in (one.nar, one.fra, one.til, self._deadline(one))]
                for one in plan.grunnplan.meldinger
            ),
        )

    def _deadline(self, melding: Melding) -> str:
        """Return what the law says of how soon, and our advice where it says nothing."""
        advice = f"{self.tekst['plikt']['rad']} {melding.rad}" if melding.rad else ""
        return f"{melding.frist} {advice}".strip()

    def _line(self, text: str) -> Avsnitt:
        return Avsnitt(one_line(self.fill(text)))

    def _item(self, text: str, after: str = "") -> Avsnitt:
        more = (Run(f" ({after})", kursiv=True),) if after else ()
        return Avsnitt((*one_line(self.fill(text)), *more), "ul")

    def _sections(self, ids: tuple[str, ...]) -> str:
        found = [self.plan.punkt(f"paragrafer/{id}") for id in ids]
        return ", ".join(getattr(one, "nummer", "") for one in found)

    def _tema(self, tema: Tema) -> None:
        words = self.tekst["tema"]
        self.ark.heading(self.fill(tema.tittel), 1)
        if tema.ingress:
            self.ark.prose(self.fill(tema.ingress))
        self.ark.heading(words["kjennetegn"], 2)
        head = [words["kolonne_kjennetegn"], words["kolonne_virkninger"]]
        rows = [*(self._pair(tema, par) for par in tema.par), *self._whole(tema)]
        self.ark.table(head, (8.6, 8.0), rows)
        if tema.eksempler:
            self.ark.heading(words["eksempler"], 2)
            self.ark.bullets(self.fill(one.tekst) for one in tema.eksempler)
        self._tasks(tema)
        if tema.hva_vi_ikke_vet:
            self.ark.heading(words["hva_vi_ikke_vet"], 2)
            self.ark.prose(self.fill(tema.hva_vi_ikke_vet))

    def _pair(self, tema: Tema, par: Par) -> list[list[Avsnitt]]:
        who = Run(f"{self.plan.rolle(par.hvem).tittel}. ", kursiv=True)
        known = Run(self.tekst["grunnlag"][par.grunnlag], kursiv=True)
        sources = "; ".join(
            f"{(one := self._sources[id]).kortnavn} ({one.ar})" for id in par.kilder
        )
        bold = tuple(run._replace(fet=True) for run in one_line(self.fill(par.kjennetegn)))
        note = (self.ark.footnote(f"{sources}."),) if sources else ()
        practice = [Avsnitt(bold), Avsnitt((who, known, *note))]
        effects = [self._item(one.virkning.tekst) for one in self.plan.virkninger(par, tema)]
        return [practice, effects]

    def _whole(self, tema: Tema) -> Iterator[list[list[Avsnitt]]]:
        """Yield a row with what the theme as a whole makes likely, if it says so."""
        if effects := self.plan.virkninger(tema, tema):
            about = Avsnitt((Run(self.tekst["tema"]["som_helhet"], kursiv=True),))
            yield [[about], [self._item(one.virkning.tekst) for one in effects]]

    def _tasks(self, tema: Tema) -> None:
        words = self.tekst
        if tema.refleksjonsoppgaver:
            self.ark.heading(words["tema"]["refleksjonsoppgaver"], 2)
        for oppgave in tema.refleksjonsoppgaver:
            self.ark.heading(self.fill(oppgave.tittel), 3)
            self.ark.prose(self.fill(oppgave.tekst))
            self.ark.bullets(map(self.fill, oppgave.sporsmal))
            if oppgave.mal:
                self.ark.labelled(words["oppgave"]["mal"], self.fill(oppgave.mal))
        if tema.treningsforslag:
            self.ark.heading(words["tema"]["treningsforslag"], 2)
        for forslag in tema.treningsforslag:
            self.ark.heading(self.fill(forslag.tittel), 3)
            self.ark.prose(self.fill(forslag.tekst))
            for label, text in (("varighet", forslag.varighet), ("tegn", forslag.tegn)):
                if text:
                    self.ark.labelled(words["trening"][label], self.fill(text))

    def _situations(self) -> None:
        words = self.tekst["situasjon"]
        self.ark.heading(self.tekst["filer"]["situasjoner"], 1)
        for one in self.plan.grunnplan.situasjoner:
            self.ark.heading(f"… {self.fill(one.tittel)}", 2)
            if one.gjelder:
                self.ark.prose(self.fill(one.gjelder))
            for key in ("na", "uka"):
                if texts := getattr(one, key):
                    self.ark.heading(words[key], 3)
                    self.ark.bullets(map(self.fill, texts))
            if one.om_plikten:
                self.ark.labelled(words["plikt"], self.fill(one.om_plikten))

    def _year(self) -> None:
        months = self.tekst["ar"]["maneder"]
        self.ark.heading(self.tekst["meny"]["aret"], 1)
        for month in (*range(8, 13), *range(1, 8)):
            events, themes = self.plan.hendelser(month), self.plan.manedstemaer(month)
            if events or themes:
                self.ark.heading(months[month - 1], 2)
                for theme in themes:
                    label = self.tekst["ar"]["manedens_tema"]
                    self.ark.labelled(label, self.fill(f"{theme.tittel}. {theme.tekst or ''}"))
                for one in events:
                    self.ark.heading(self.fill(one.tittel), 3)
                    weeks = [self.tekst["ar"]["uke"].format(uke) for uke in one.uker_i(month)]
                    if when := [*one.dager_i(month), *weeks]:
                        self.ark.prose(", ".join(when))
                    if one.tekst and one.i_maneder[0] == month:
                        self.ark.prose(self.fill(one.tekst))

    def _law(self) -> None:
        self.ark.heading(self.tekst["filer"]["lovverk"], 1)
        for lov in self.plan.grunnplan.lover:
            self.ark.heading(lov.navn[0].upper() + lov.navn[1:], 2)
            for one in self.plan.grunnplan.paragrafer:
                if one.lov == lov.id:
                    self.ark.heading(one.overskrift, 3)
                    self.ark.prose(self.fill(one.innhold))

    def _known(self) -> None:
        self.ark.heading(self.tekst["filer"]["kilder"], 1)
        used = {kilde.id: kilde for tema in self.plan.temaer for kilde in self.plan.kilder(tema)}
        for kilde in sorted(used.values(), key=lambda one: alphabetical(one.hvem)):
            self.ark.prose(_reference(kilde))

    def _changes(self) -> None:
        words = self.tekst["endringer"]
        self.ark.heading(self.tekst["filer"]["endringer"], 1)
        gone = self.plan.utelatte
        if gone:
            titles = ", ".join(sorted((one.tittel for one in gone), key=alphabetical))
            self.ark.prose(f"{words['utelatt']} {titles}.")
        if not self.plan.endringer:
            self.ark.prose(words["lag"]["kommunen"]["ingen"])
        for one in self.plan.endringer:
            self.ark.heading(f"{words[one.operasjon]}: {one.navn or one.adresse}", 3)
            if one.begrunnelse:
                self.ark.labelled(words["hvorfor"], one.begrunnelse)
            for key in ("fra", "til"):
                value = getattr(one, key)
                if value and one.operasjon != "rekkefølge":
                    shown = value if isinstance(value, str) else " · ".join(map(str, value))
                    self.ark.labelled(words["lag"][one.lag][key], self.fill(shown))


def _reference(kilde: Kilde) -> str:
    parts = (f"{kilde.hvem} ({kilde.ar})", kilde.tittel, kilde.utgiver)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
