"""What a command says at its end: lines for people, or one JSON object for programs."""

import json
from collections.abc import Iterable, Mapping

import click

as_json = click.option("--json", "as_json", is_flag=True, help="Say it as one JSON object.")


def say(facts: Mapping, lines: Iterable[str], as_json: bool) -> None:
    """Print lines, or with --json the facts alone: names to lists, objects and numbers."""
    if as_json:
        click.echo(json.dumps(dict(facts), ensure_ascii=False, default=str, sort_keys=True))
        return
    for line in lines:
        click.echo(printable(line))


def printable(text: str) -> str:
    r"""Return text without what a terminal would obey: names of files come from anybody.

    Examples
    --------
    >>> printable("\x1b[31mred.txt")
    '\\x1b[31mred.txt'
    """
    return "".join(
        each if each.isprintable() or each in "\n\t" else ascii(each)[1:-1] for each in text
    )


class Stopped(click.ClickException):
    """A command cannot go on; its message may quote what came from outside."""

    def format_message(self) -> str:
        """Return the message as it is printed."""
        return printable(self.message)


def counted(number: float, what: str) -> str:
    """Return '1 student', '2 students'.

    Examples
    --------
    >>> counted(1, "page"), counted(0, "page")
    ('1 page', '0 pages')
    """
    return f"{number:g} {what}{'s' * (number != 1)}"


def listed(what: str, names: Iterable[str]) -> list[str]:
    """Return the line that says how many there are and who, none where there is nobody."""
    names = sorted(names)
    return [f"  {len(names)} {what}: {', '.join(names)}"] if names else []
