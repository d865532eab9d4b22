"""Answers for a person: tables and text, with colour on a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from chartside.cli.lines import Answer
from chartside.kernel.commands import Grid, LineCommand, Paragraph

_STYLES = {"good": "green", "warn": "yellow", "bad": "bold red", "dim": "dim", "title": "bold"}


def show(answer: Answer, command: LineCommand) -> None:
    """Print one answer."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"{answer.id}", style="bold cyan"))
    if answer.failed:
        problem = answer.content["error"]
        console.print(Text(f"  {problem['code']}: {problem['message']}", style="bold red"))
        return
    for part in command.show(answer.content):
        show_part(console, part)
    console.print()


def show_part(console: Console, part: Paragraph | Grid) -> None:
    """Print one paragraph or table."""
    if isinstance(part, Paragraph):
        console.print(Text(part.text, style=_STYLES.get(part.tone, "")))
        return
    table = Table(*part.columns, title=part.title or None, title_justify="left", box=None, pad_edge=False)
    for row in part.rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
