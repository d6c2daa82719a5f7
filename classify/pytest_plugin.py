"""The pytest plugin that runs the cases beside rule packs as tests.

`pytest --classify-cases`, or `classify_cases = true` in pytest's own settings, collects every `*.cases.yaml` below the
given paths; each case is one test. Nothing of `classify` is imported before that is asked for, so the plugin costs
other projects nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

SUFFIXES = (".cases.yaml", ".cases.yml")


def pytest_addoption(parser: Any) -> None:
    """Add the switch and the setting of the same meaning."""
    group = parser.getgroup("classify")
    group.addoption(
        "--classify-cases",
        action="store_true",
        default=False,
        help="run the cases beside rule packs (*.cases.yaml)",
    )
    parser.addini(
        "classify_cases", "run the cases beside rule packs (*.cases.yaml)", type="bool", default=False
    )


def pytest_collect_file(file_path: Path, parent: Any) -> Any:
    """Collect a case file where that is asked for and the file lies in a rule pack."""
    config = parent.config
    if not file_path.name.endswith(SUFFIXES):
        return None
    if not (config.getoption("--classify-cases") or config.getini("classify_cases")):
        return None
    from classify.proof.pytest_items import CaseFile  # noqa: PLC0415 - see the module's first lines

    return CaseFile.from_parent(parent, path=file_path)
