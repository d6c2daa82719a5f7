"""The command line: reads options, calls the engine, prints. Computes nothing itself.

Commands are loaded when they are run, so that `classify --help` imports little more than click.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from classify import __version__
from classify.texts import CATALOGUES, FOLDERS, choose_language, translate
from classify.texts import mark as _

COMMANDS = {
    "check": ("classify.cli.check", _("Read tables and list what is wrong with them")),
    "template": ("classify.cli.template", _("Write a blank form for the fields the rules use")),
    "merge": ("classify.cli.merge", _("Join the tables of many subdistricts into one")),
    "run": ("classify.cli.run", _("Classify the communities of a table")),
    "explain": ("classify.cli.explain", _("Tell why one community has its type")),
    "report": ("classify.cli.report", _("Write a recommendation report per community")),
    "rules": ("classify.cli.rules", _("Look at rule packs, check and test them, compare them")),
    "plugins": ("classify.cli.plugins", _("List the plugins and what they bring")),
    "new-plugin": ("classify.cli.new_plugin", _("Make the folder of a new plugin")),
    "alliance": (
        "classify.cli.alliance",
        _("Ask about the alliance: who is linked, who is left out, whom to link next"),
    ),
    "demo": ("classify.cli.demo", _("Classify the sample district")),
}


class Context(click.Context):
    """Write help that lines up where Chinese characters are two cells wide."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return our own formatter."""
        from classify.cli.help import Formatter  # noqa: PLC0415 - only help needs it

        return Formatter(self.terminal_width, self.max_content_width)


def dressed(command: click.Command) -> click.Command:
    """Let a command, and those below it, write help as we do."""
    command.context_class = Context
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        dressed(below)
    return command


class LazyGroup(click.Group):
    """Find commands by name and import only the one that is run."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        return [*COMMANDS, *(name for name in super().list_commands(ctx) if name not in COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name in COMMANDS:
            command = import_module(COMMANDS[cmd_name][0]).command
            assert isinstance(command, click.Command)  # noqa: S101 - for the type checker
            return dressed(command)
        found = super().get_command(ctx, cmd_name) or _of_plugins(ctx, cmd_name)
        return dressed(found) if found else None

    def format_help_text(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the program does, in the language of the moment."""
        formatter.write_paragraph()
        formatter.write_text(translate(self.help or "", choose_language()))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, in the language of the moment."""
        lang = choose_language()
        records = [r for p in self.get_params(ctx) if (r := p.get_help_record(ctx)) is not None]
        with formatter.section(translate(_("Options"), lang)):
            formatter.write_dl([(names, translate(text, lang)) for names, text in records])
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the base class names it
        """List the commands without importing them."""
        lang = choose_language()
        rows = [(name, translate(COMMANDS[name][1], lang)) for name in COMMANDS]
        with formatter.section(translate(_("Commands"), lang)):
            formatter.write_dl(rows)


def _of_plugins(ctx: click.Context, name: str) -> click.Command | None:
    from classify.cli.plugin_commands import find  # noqa: PLC0415 - only where the core has no such command

    return find(ctx, name)


@click.group(
    cls=LazyGroup,
    help=_("Classify residential communities by rules, explain every result, and recommend how to govern."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="classify %(version)s", help=_("Show the version and exit."))
@click.option(
    "--plugins-dir", multiple=True, is_eager=True, type=click.Path(), help=_("Folder with plugins.")
)
@click.option("--without", multiple=True, is_eager=True, metavar="NAME", help=_("Run without a plugin."))
def cli(plugins_dir: tuple[str, ...], without: tuple[str, ...]) -> None:
    """Hold the commands together; what the options say is read by the commands."""


def main() -> None:
    """Run the command line; the exit code is 0, 1 (findings) or 2 (misuse, broken rules or plugins)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # An office's pipe may be GBK: a sign it lacks must not end the program.
            stream.reconfigure(errors="replace")
    _speak(choose_language(_asked(sys.argv[1:])))
    cli()


def _asked(arguments: Sequence[str]) -> str | None:
    """Return the language `--lang` asks for: help and complaints are said before options are read."""
    for i, argument in enumerate(arguments):
        if argument == "--lang":
            return next(iter(arguments[i + 1 :]), None)
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return None


def _speak(lang: str) -> None:
    """Let help texts, and click's own messages by way of the standard gettext, be said in one language."""
    os.environ["CLASSIFY_LANG"] = lang
    os.environ["LANGUAGE"] = FOLDERS.get(lang, lang)
    gettext.bindtextdomain("click", CATALOGUES)
    gettext.textdomain("click")
