"""`classify demo`: classify the sample district that comes with the program."""

from __future__ import annotations

from pathlib import Path

import click

from classify.cli.common import fails_cleanly, lang_option, out_option, told
from classify.cli.run import show
from classify.engine import run as run_engine
from classify.resources import bundled
from classify.texts import choose_language
from classify.texts import mark as _

SAMPLE = ("district", "communities.csv")


@click.command("demo", help=told(_("Classify the fictitious sample district of 169 communities.")))
@out_option
@lang_option
@fails_cleanly
def command(out: Path | None, lang: str | None) -> None:
    """Run the flow on the sample; with --out also a copy of the sample itself is written."""
    speak = choose_language(lang)
    sample = bundled("samples").joinpath(*SAMPLE)
    show(run_engine([sample]), speak, "table", out)
    hint = told(_("Why one of them: classify explain {file} D01-001")).format(file=sample)
    click.echo(hint, err=True)
