"""The words of the command line itself, which Click says in English."""

import sys

import click

_WORDS = {
    "Aborted!": "Avbrutt.",
    "Usage:": "Bruk:",
    "Options": "Valg",
    "Commands": "Kommandoer",
    "Positional arguments": "Det som skrives etter kommandoen",
    "Missing command.": "skriv hvilken kommando det gjelder.",
    "deprecated": "på vei ut",
    "default: {default}": "vanligvis {default}",
    "env var: {var}": "miljøvariabel: {var}",
    "(dynamic)": "(regnes ut)",
    "required": "må være med",
    "Show this message and exit.": "Vis denne teksten.",
    "Error: {message}": "Feil: {message}",
    "Error: invalid input": "Feil: svaret kan ikke brukes",
    "Error: The two entered values do not match.": "Feil: de to svarene er ikke like.",
    "Repeat for confirmation": "Skriv det en gang til",
    "Do you want to continue?": "Vil du fortsette?",
    "Press any key to continue...": "Trykk en tast for å gå videre …",
    "Try '{command} {option}' for help.": "«{command} {option}» viser hva du kan skrive.",
    "Invalid value: {message}": "kan ikke brukes: {message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} kan ikke brukes slik: {message}",
    "Missing argument": "mangler det som skal stå etter kommandoen:",
    "Missing option": "mangler valget",
    "Missing parameter": "mangler",
    "Missing {param_type}": "mangler {param_type}",
    "Missing parameter: {param_name}": "mangler {param_name}",
    "No such option {name!r}.": "valget «{name}» finnes ikke.",
    "No such command {name!r}.": "kommandoen «{name}» finnes ikke.",
    "Option {name!r} does not take a value.": "valget «{name}» skal stå alene, uten verdi.",
    "Invalid start character for option ({option})": "et valg kan ikke begynne slik ({option})",
    "Argument {name!r} takes {nargs} values.": "«{name}» skal ha {nargs} verdier.",
    "Windows error: {error}": "Windows sier nei: {error}",
    "Value must be an iterable.": "skal være flere verdier.",
    "unknown error": "ukjent feil",
    "Could not open file {filename!r}: {message}": "fila «{filename}» kan ikke åpnes: {message}",
    "Choose from:\n\t{choices}": "Velg mellom:\n\t{choices}",
    "{value!r} is not a valid {number_type}.": "«{value}» er ikke et tall; skriv et helt tall.",
    "{value} is not in the range {range}.": "{value} er utenfor {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "«{value}» er verken ja eller nei; skriv en av disse: {states}"
    ),
    "{value!r} is not a valid UUID.": "«{value}» er ikke en UUID.",
    "{name} {filename!r} does not exist.": "{name} «{filename}» finnes ikke.",
    "{name} {filename!r} is a file.": "{name} «{filename}» er en fil; skriv en mappe.",
    "{name} {filename!r} is a directory.": "{name} «{filename}» er en mappe; skriv en fil.",
    "{name} {filename!r} is not readable.": "{name} «{filename}» kan ikke leses; be om rettigheter.",
    "{name} {filename!r} is not writable.": (
        "{name} «{filename}» kan ikke skrives; be om rettigheter."
    ),
    "{name} {filename!r} is not executable.": "{name} «{filename}» kan ikke kjøres.",
}
"""What Click says, and what we say instead."""
_COUNTED = {
    "Got unexpected extra argument ({args})": (
        "dette skulle ikke stå her: {args}",
        "dette skulle ikke stå her: {args}",
    ),
    "Option {name!r} requires an argument.": (
        "valget «{name}» mangler en verdi.",
        "valget «{name}» skal ha {nargs} verdier.",
    ),
    "Did you mean {possibility}?": (
        "Mente du {possibility}?",
        "Mente du en av disse: {possibilities}?",
    ),
    "{value!r} is not {choice}.": (
        "«{value}» er ikke {choice}.",
        "«{value}» er ikke en av disse: {choices}.",
    ),
    "Takes {nargs} values but 1 was given.": ("skal ha {nargs} verdier.",) * 2,
    "{len_type} values are required, but {len_value} was given.": (
        "skal ha {len_type} verdier, ikke {len_value}.",
    )
    * 2,
}
_KINDS = {"file": "fil", "directory": "mappe", "path": "sti"}
"""What Click calls a place on the disk, in the list of options and when it is wrong."""
_PLACES = {
    "TEXT": "TEKST",
    "INTEGER": "TALL",
    "INTEGER RANGE": "TALL",
}
"""What stands for another value in the list of options."""


def speak_norwegian() -> None:
    """Let Click say what it has to say in Norwegian."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "click":
            # Click's own way is a catalogue for the language the machine is set to; ours is one.
            for word, say in (("_", _said), ("ngettext", _counted)):
                if hasattr(module, word):
                    setattr(module, word, say)


def _said(text: str) -> str:
    return _WORDS.get(text, text)


def _counted(one: str, many: str, number: int) -> str:
    return _COUNTED.get(one, (one, many))[number != 1]


def name_places(command: click.Command) -> None:
    """Let what stands for a value in a command's list of options be Norwegian."""
    command.options_metavar = "[VALG]"
    for parameter in command.params:
        if isinstance(parameter.type, click.Path):
            parameter.type.name = _KINDS.get(parameter.type.name, parameter.type.name)
        kind = parameter.type.name.upper()
        if isinstance(parameter, click.Option) and not parameter.is_flag and kind in _PLACES:
            parameter.metavar = parameter.metavar or _PLACES[kind]
    if isinstance(command, click.Group):
        command.subcommand_metavar = "KOMMANDO …"
