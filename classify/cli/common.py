"""What commands share: options, the way errors are shown, progress."""

from __future__ import annotations

import datetime
import errno
import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from classify.errors import ClassifyError, Finding
from classify.report.screen import findings_text
from classify.resources import DEFAULT_RULES
from classify.texts import LANGUAGES, choose_language, translate
from classify.texts import mark as _

if TYPE_CHECKING:
    from classify.plugins import Plugins


def told(message: str) -> str:
    """Return a help text in the language of the environment."""
    return translate(message, choose_language())


profiles_argument = click.argument("profiles", nargs=-1, required=True, type=click.Path(path_type=Path))

rules_option = click.option(
    "--rules",
    "rules",
    multiple=True,
    metavar="DIR",
    help=told(_("Rule pack: a folder, or the name of a bundled one (default: six-types). May be repeated.")),
)

as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help=told(_("Date whose parameters apply (default: the newest date in the table).")),
)

lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help=told(_("Language of the output (default: CLASSIFY_LANG, locale, zh).")),
)

review_option = click.option(
    "--review",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=told(
        _(
            "Excel annex whose review columns have been filled in; what was decided becomes the declared type. May be repeated."
        )
    ),
)

out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help=told(_("Folder to write into; it is made if need be.")),
)


def plugin_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which plugins take part."""
    folder = click.option(
        "--plugins-dir",
        multiple=True,
        type=click.Path(path_type=Path),
        help=told(_("Folder with plugins: single files or source trees. May be repeated.")),
    )
    leave_out = click.option(
        "--without",
        multiple=True,
        metavar="NAME",
        help=told(_("Run without the plugin NAME. May be repeated.")),
    )
    return folder(leave_out(command))


def plugins_of(plugins_dir: Sequence[Path], without: Sequence[str]) -> Plugins:
    """Load the plugins that the command line asks for, before or behind the command's name."""
    # What plugins may bring is the whole program; commands without plugins start without it.
    from classify.plugins import load_plugins  # noqa: PLC0415

    context = click.get_current_context().find_root().params
    folders = [Path(p) for p in (*context.get("plugins_dir", ()), *plugins_dir)]
    left_out = [*context.get("without", ()), *without]
    return load_plugins(folders, list(dict.fromkeys(left_out)))


def packs(rules: Sequence[str]) -> tuple[str, ...]:
    """Return the rule packs to load."""
    return tuple(rules) or DEFAULT_RULES


def day(as_of: datetime.datetime | None) -> datetime.date | None:
    """Return the day click has parsed."""
    return as_of.date() if as_of else None


def fails_cleanly(command: Callable[..., Any]) -> Callable[..., Any]:
    """Show findings instead of a traceback, and leave with their exit code."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except ClassifyError as error:
            show_findings(error.findings, choose_language(kwargs.get("lang")))
            sys.exit(error.exit_code)
        except OSError as error:
            click.echo(cannot_write(error, choose_language(kwargs.get("lang"))), err=True)
            sys.exit(2)

    return wrapped


_REASONS = {
    errno.EACCES: _("no permission"),
    errno.EPERM: _("no permission"),
    errno.EROFS: _("it can only be read, not written"),
    errno.ENOSPC: _("the disk is full"),
    errno.EDQUOT: _("the disk is full"),
    errno.EFBIG: _("the disk does not take files of this size"),
    errno.EEXIST: _("there is a file of that name already"),
    errno.ENOTDIR: _("a part of the path is a file, not a folder"),
    errno.EISDIR: _("there is a folder of that name"),
    errno.ENOENT: _("the folder is not there (any more)"),
    errno.ENAMETOOLONG: _("the name is too long"),
    errno.EIO: _("the disk reports a failure"),
    errno.EILSEQ: _("the system has no Chinese file names here; set PYTHONUTF8=1"),
}


def cannot_write(error: OSError, lang: str) -> str:
    """Return in one line which file could not be written and why."""
    known = _REASONS.get(error.errno or 0)
    reason = translate(known, lang) if known else error.strerror or type(error).__name__
    text = translate(_("Cannot write {file}: {reason}"), lang)
    return text.format(file=error.filename or "", reason=reason)


def show_findings(findings: Sequence[Finding], lang: str) -> None:
    """Print findings to standard error, errors first."""
    for line in findings_text(findings, lang):
        click.echo(line, err=True)


def leave(findings: Sequence[Finding]) -> None:
    """Exit with 1 where the input has errors."""
    if any(f.severity == "error" for f in findings):
        sys.exit(1)
