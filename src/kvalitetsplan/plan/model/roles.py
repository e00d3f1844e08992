"""Who does what: the roles that practices, duties, tasks and events name."""

from pydantic import Field

from kvalitetsplan.plan.model.base import Linje, Punkt, Tekst


class Rolle(Punkt):
    """Somebody with something to do: those who work in the school, and those who work with it."""

    tittel: Linje = Field(description="Navnet på rollen, som «Klassekontakt».")
    til: Linje | None = Field(
        None, description="Overskriften over det rollen gjør, som «For deg som leder»."
    )
    oppgaver: tuple[Tekst, ...] = Field(
        (), description="Det rollen har ansvar for, én setning om gangen."
    )

    @property
    def overskrift(self) -> str:
        """What stands above all that the role does."""
        return self.til or self.tittel
