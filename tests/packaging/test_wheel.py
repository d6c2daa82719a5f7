"""What a user gets from the wheel, in an environment of its own and from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel
ROOT = Path(__file__).parents[2]
PRACTICE = ROOT / "plugins" / "classify-practice-rongxiang"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def environment(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel without extras into a new environment."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run(
        [str(folder / "bin" / "pip"), "install", "-q", str(built), "pytest", "hatchling"], check=True
    )
    return folder / "bin"


@pytest.fixture
def run(environment: Path, tmp_path: Path) -> Run:
    """Run a command of the environment in a folder that has nothing to do with the checkout."""

    def command(*words: str, code: int = 0, **settings: str) -> subprocess.CompletedProcess[str]:
        env = {
            "PATH": f"{environment}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "HOME": str(tmp_path),
            "LANG": "C.UTF-8",
            **settings,
        }
        done = subprocess.run(
            [str(environment / words[0]), *words[1:]],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, (
            f"{words}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-3000:]}"
        )
        return done

    return command


def test_the_demo_runs_from_anywhere_and_writes_its_results(run: Run, tmp_path: Path) -> None:
    run("classify", "demo", "--out", "results", "--lang", "zh")
    data = json.loads((tmp_path / "results" / "results.json").read_text(encoding="utf-8"))
    assert len(data["communities"]) == 169
    assert {p.name for p in (tmp_path / "results").iterdir()} >= {
        "results.csv",
        "results.json",
        "manifest.json",
        "findings.csv",
    }


def test_nothing_native_but_the_models_is_needed(run: Run) -> None:
    listed = run("pip", "list", "--format", "json").stdout
    names = {entry["name"].lower() for entry in json.loads(listed)}
    assert not names & {"polars", "numpy", "pandas", "pyarrow"}


def test_tests_and_caches_are_not_shipped(built: Path) -> None:
    import zipfile  # noqa: PLC0415

    names = zipfile.ZipFile(built).namelist()
    assert any(n.endswith("_bundled/rules/six-types/pack.yaml") for n in names)
    assert not [n for n in names if "__pycache__" in n or "/tests/" in n]


def test_the_practice_works_bundled(run: Run, tmp_path: Path) -> None:
    brought = {
        p["name"]: p for p in json.loads(run("classify", "plugins", "--format", "json").stdout)["plugins"]
    }
    assert brought["rongxiang"]["origin"] == "bundled"
    compounds(tmp_path)
    assert (
        "mature-commodity"
        in run("classify", "run", "compounds.csv", "--rules", "rongxiang-compounds", "--format", "csv").stdout
    )


def test_the_practice_works_from_a_folder(run: Run, tmp_path: Path) -> None:
    compounds(tmp_path)
    words = ("classify", "run", "compounds.csv", "--rules", "rongxiang-compounds", "--format", "csv")
    assert "mature-commodity" in run(*words, "--plugins-dir", str(PRACTICE)).stdout
    assert "mature-commodity" in run(*words, CLASSIFY_PLUGINS_DIR=str(PRACTICE.parent)).stdout


def test_the_practice_installed_as_a_distribution_takes_the_place_of_the_bundled_one(
    run: Run, tmp_path: Path
) -> None:
    run("pip", "install", "-q", "--no-build-isolation", "--no-deps", str(PRACTICE))
    try:
        brought = {
            p["name"]: p for p in json.loads(run("classify", "plugins", "--format", "json").stdout)["plugins"]
        }
        assert brought["rongxiang"]["origin"] == "installed: classify-practice-rongxiang"
        compounds(tmp_path)
        assert (
            "mature-commodity"
            in run(
                "classify", "run", "compounds.csv", "--rules", "rongxiang-compounds", "--format", "csv"
            ).stdout
        )
    finally:
        run("pip", "uninstall", "-q", "-y", "classify-practice-rongxiang")


def test_a_new_plugin_installs_and_passes_its_own_tests(run: Run, tmp_path: Path) -> None:
    run("classify", "new-plugin", "my-district")
    folder = tmp_path / "classify-plugin-my-district"
    run("pip", "install", "-q", "--no-build-isolation", "--no-deps", str(folder))
    try:
        done = run("python", "-m", "pytest", "-q", "-c", str(folder / "pyproject.toml"), str(folder))
        assert "4 passed" in done.stdout, done.stdout
        assert "my-district" in run("classify", "plugins").stdout
    finally:
        run("pip", "uninstall", "-q", "-y", "classify-plugin-my-district")


def compounds(folder: Path) -> None:
    text = "小区编号,小区名称,所属社区,住房形态,建成年份,小区住宅套数,物业模式\nX01,云栖苑,清波社区,商品房,2006,1200,市场物业\n"
    (folder / "compounds.csv").write_text(text, encoding="utf-8")
