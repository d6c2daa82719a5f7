"""Formats made of a whole run, as plugins bring them by classify_run_formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from classify.cli import cli
from classify.contributions import Contributions
from classify.errors import ClassifyError
from classify.plugins import load_plugins

SAMPLE = Path(__file__).parents[2] / "samples" / "district" / "communities.csv"
TALLY = """
from classify import RunFormat, hookimpl

def files(run, lang):
    yield "tally.txt", f"{len(run.outcomes)} {lang} {run.provenance.as_of}"

@hookimpl
def classify_run_formats():
    return [RunFormat("NAME", files)]
"""


def test_a_plugin_brings_a_format_made_of_the_whole_run(tmp_path: Path) -> None:
    (tmp_path / "tally.py").write_text(TALLY.replace("NAME", "tally"), encoding="utf-8")
    call = [
        "report",
        str(SAMPLE),
        "--plugins-dir",
        str(tmp_path),
        "--to",
        "tally",
        "--out",
        str(tmp_path / "o"),
        "--lang",
        "en",
    ]
    done = CliRunner().invoke(cli, call)
    assert (tmp_path / "o" / "tally.txt").read_text(encoding="utf-8") == "169 en 2025-12-31", done.output


def test_a_run_format_may_not_take_the_name_of_a_document_format(tmp_path: Path) -> None:
    (tmp_path / "tally.py").write_text(TALLY.replace("NAME", "docx"), encoding="utf-8")
    with pytest.raises(ClassifyError, match="PLUGIN005"):
        _ = Contributions(load_plugins([tmp_path])).run_formats


def test_the_core_brings_the_annex_and_the_site() -> None:
    assert {"xlsx", "html"} <= Contributions(load_plugins()).run_formats.keys()
