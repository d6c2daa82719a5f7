"""Sites that tests look at: of the sample district with its alliance, and of a table whose names are as bad as names can be."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from classify.alliance.reading import read_alliance
from classify.alliance.state import State
from classify.engine import Run, run
from classify.report.alliance.links import Links
from classify.report.site import write_site

sys.path.insert(0, str(Path(__file__).parent))  # the browser, the bad names
from bad_names import SAMPLE, bad_table


@pytest.fixture(scope="session")
def district() -> Run:
    alliance, findings = read_alliance([SAMPLE.parents[1] / "alliance"])
    return replace(run([SAMPLE]), links=Links(State(alliance, alliance.newest), findings))


@pytest.fixture(scope="session")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run([bad_table(tmp_path_factory.mktemp("bad") / "bad.csv")])


@pytest.fixture(scope="session")
def site(district: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "zh"
    write_site(district, folder, "zh")
    return folder


@pytest.fixture(scope="session")
def english(bad: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "en"
    write_site(bad, folder, "en", title="Sample District")
    return folder


@pytest.fixture(scope="session")
def bad_site(bad: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "bad"
    write_site(bad, folder, "zh")
    return folder
