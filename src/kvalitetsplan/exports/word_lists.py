"""What stands beside the themes, in Word: ladders, measures, programmes, checklists, telephone list."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kvalitetsplan.exports.ark import Ark
from kvalitetsplan.exports.runs import Avsnitt, one_line
from kvalitetsplan.plan.plan import Plan

_BOX = "\u2610 "


def list_titles(plan: Plan, tekst: dict[str, Any]) -> Iterator[str]:
    """Yield the titles of the chapters that `write_lists` writes."""
    yield from (title for title, _ in _chapters(plan, tekst))


def write_lists(ark: Ark, plan: Plan, tekst: dict[str, Any]) -> None:
    """Write a chapter for each sort of list that the plan has something in."""
    for title, write in _chapters(plan, tekst):
        ark.heading(title, 1)
        write(_Lists(ark, plan, tekst))


def _chapters(
    plan: Plan, words: dict[str, Any]
) -> Iterator[tuple[str, Callable[["_Lists"], None]]]:
    shared = plan.grunnplan
    if shared.trapper:
        yield words["trapp"]["trapper"], _Lists.ladders
    if shared.tiltak or shared.programmer or shared.indikatorer:
        yield words["tiltak"]["tiltak"], _Lists.measures
    if shared.sjekklister:
        yield words["sjekkliste"]["sjekklister"], _Lists.checklists
    if shared.kontakter:
        yield words["kontakt"]["telefonliste"], _Lists.contacts


class _Lists:
    def __init__(self, ark: Ark, plan: Plan, tekst: dict[str, Any]) -> None:
        self.ark, self.plan, self.tekst = ark, plan, tekst

    def ladders(self) -> None:
        words = self.tekst["trapp"]
        head = [
            self.tekst["plikt"]["nar"],
            words["gjor"],
            self.tekst["filer"]["hvem"],
            words["frist"],
        ]
        for trapp in self.plan.grunnplan.trapper:
            self.ark.heading(self._fill(trapp.tittel), 2)
            if trapp.ingress:
                self.ark.prose(self._fill(trapp.ingress))
            if trapp.utloser:
                self.ark.labelled(words["utloser"], self._fill(trapp.utloser))
            rows = [
                [
                    self._cell(steg.nar),
                    [Avsnitt(one_line(self._fill(text)), "ul") for text in steg.gjor],
                    self._cell(self._who(steg.hvem)),
                    self._cell(steg.frist or ""),
                ]
                for steg in trapp.steg
            ]
            self.ark.table(head, (4.2, 6.6, 2.8, 3.0), rows)

    def measures(self) -> None:
        words, shared = self.tekst["tiltak"], self.plan.grunnplan
        for one in shared.tiltak:
            self.ark.heading(self._fill(one.tittel), 2)
            self.ark.prose(self._fill(one.tekst))
            levels = ", ".join(words["niva"][niva] for niva in one.niva)
            self._told(
                (words["velg_niva"], levels),
                (words["maal"], one.mal),
                (self.tekst["filer"]["hvem"], self._who(one.hvem)),
                (self.tekst["trapp"]["frist"], one.frist),
            )
        for program in shared.programmer:
            self.ark.heading(self._fill(program.tittel), 2)
            if program.tekst:
                self.ark.prose(self._fill(program.tekst))
            self.ark.bullets(map(self._fill, program.rutiner))
        if shared.indikatorer:
            head = [words[key] for key in ("ser_pa", "sikter_mot", "males_med")]
            rows = [
                [self._cell(one.tittel), self._cell(one.mal or ""), self._cell(one.males_med or "")]
                for one in shared.indikatorer
            ]
            self.ark.heading(words["indikatorer"], 2)
            self.ark.table([*head], (7.6, 4.5, 4.5), rows)

    def checklists(self) -> None:
        for one in self.plan.grunnplan.sjekklister:
            self.ark.heading(self._fill(one.tittel), 2)
            if one.ingress:
                self.ark.prose(self._fill(one.ingress))
            for text in one.punkter:
                self.ark.prose(_BOX + self._fill(text))

    def contacts(self) -> None:
        words = self.tekst["kontakt"]
        head = [words[key] for key in ("hvem", "gjelder", "nummer")]
        rows = [
            [
                self._cell(one.tittel),
                self._cell(one.gjelder or ""),
                self._cell(
                    ", ".join(filter(None, (one.telefon, one.epost, one.adresse, one.sted)))
                ),
            ]
            for one in self.plan.grunnplan.kontakter
        ]
        self.ark.table(head, (5.2, 6.8, 4.6), rows)

    def _told(self, *pairs: tuple[str, str | None]) -> None:
        for label, text in pairs:
            if text:
                self.ark.labelled(label, self._fill(text))

    def _who(self, roles: Sequence[str]) -> str:
        return ", ".join(one.tittel for one in self.plan.roller(tuple(roles)))

    def _cell(self, text: str) -> list[Avsnitt]:
        return [Avsnitt(one_line(self._fill(text)))] if text else []

    def _fill(self, text: str) -> str:
        return self.plan.fill(text)
