"""A command line that is quick to answer, speaks Norwegian, and never ends in a traceback."""

import io
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from itertools import pairwise
from typing import Any

import click

from kvalitetsplan.commands.norwegian import name_places, speak_norwegian

CONTEXT = {"help_option_names": ["-h", "--hjelp", "--help"]}


class Group(click.Group):
    """The commands by name, each loaded when it is asked for: some are slow to load.

    `lazy` says what each does, in one line. A command stands in the module with its name.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        # What stands for a command until it is loaded: enough to list it, or to propose it.
        self.commands = {name: click.Command(name, help=said) for name, said in lazy.items()}
        speak_norwegian()
        name_places(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order they are needed."""
        return list(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None if there is none of that name."""
        if cmd_name not in self.commands:
            return None
        name = cmd_name.replace("-", "_")
        try:
            module = import_module(f"kvalitetsplan.commands.{name}")
        except ModuleNotFoundError as error:  # a new version may need more than the last
            raise click.ClickException(_MISSING.format(error.name)) from error
        command: click.Command = getattr(module, name)
        name_places(command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what stands before the command. Raises UsageError if a value is missing there."""
        _refuse_missing_values(self, args)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name, the command, and what it is given. Raises UsageError if a value is
        missing in that.
        """
        name, command, given = super().resolve_command(ctx, args)
        if command:
            _refuse_missing_values(command, given)
        return name, command, given

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, without loading any."""
        with formatter.section("Kommandoer"):
            formatter.write_dl([(name, one.help or "") for name, one in self.commands.items()])

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command; whatever is not expected becomes one line, and exit code 1."""
        _write_what_can_be_written()
        try:
            return super().main(*args, **options)
        except Exception as error:
            from kvalitetsplan.commands.unexpected import in_one_line

            click.ClickException(in_one_line(error)).show()
            sys.exit(1)


def _refuse_missing_values(command: click.Command, given: list[str]) -> None:
    """Stop where an option that takes a value is followed by another option: `--ut --med-filer` is
    no folder called `--med-filer`.
    """
    options = (one for one in command.params if isinstance(one, click.Option))
    takes = {name for one in options if not one.is_flag for name in one.opts}
    read = given[: given.index("--") + 1] if "--" in given else given
    for option, value in pairwise(read):
        if option in takes and value.startswith("--"):
            raise click.UsageError(_NO_VALUE.format(option, value))


_NO_VALUE = "{0} trenger en verdi, men «{1}» kommer rett etter; er det verdien, så skriv {0}={1}"
_MISSING = (
    "mangler pakken «{}»; installer programmet på nytt, eller skriv «make klar» i et utsjekk av "
    "prosjektet"
)


def _write_what_can_be_written() -> None:
    """Let a console without our letters show another character instead of stopping the command, and
    let what is said where nobody listens go nowhere: not into the first file that is opened.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # for good
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
