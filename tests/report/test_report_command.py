import csv
import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from office_runs import SAMPLE

from classify.cli.report import command
from classify.report import rendering
from classify.report.site import view


def report(out: Path, *more: str, lang: str = "zh") -> Result:
    return CliRunner().invoke(command, [str(SAMPLE), *more, "--out", str(out), "--lang", lang])


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_one_community_in_every_format_with_index_and_manifest(tmp_path: Path) -> None:
    done = report(tmp_path / "o", "D01-021", "--to", "docx,xlsx,md,json")
    assert names(tmp_path / "o") == [
        "00_分类结果附表.xlsx", "021_灯船巷社区_分类治理建议书.docx", "021_灯船巷社区_分类治理建议书.json",
        "021_灯船巷社区_分类治理建议书.md", "index.csv", "manifest.json",
    ], done.output  # fmt: skip
    rows = list(csv.DictReader((tmp_path / "o" / "index.csv").read_text(encoding="utf-8-sig").splitlines()))
    stem = "021_灯船巷社区_分类治理建议书"
    assert [(r["id"], r["file_docx"], r["file_md"], r["file_json"]) for r in rows] == [
        ("D01-021", f"{stem}.docx", f"{stem}.md", f"{stem}.json")
    ]


def test_one_document_per_subdistrict_with_every_community_in_the_index(tmp_path: Path) -> None:
    report(tmp_path / "o", "--per", "subdistrict", "--to", "md")
    found = names(tmp_path / "o")
    assert found[:2] == ["00_社区分类情况汇总.md", "01_柳浦街道_社区分类治理情况.md"]
    assert len(found) == 11
    rows = (tmp_path / "o" / "index.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 170
    text = (tmp_path / "o" / "01_柳浦街道_社区分类治理情况.md").read_text(encoding="utf-8")
    assert "（二十三）" in text, "the district has 23 communities in this subdistrict"
    assert "需求" in text


def test_one_document_for_the_district(tmp_path: Path) -> None:
    report(tmp_path / "o", "--per", "district", "--to", "md")
    assert names(tmp_path / "o") == ["00_社区分类情况汇总.md", "index.csv", "manifest.json"]


def test_an_earlier_folder_stays_and_the_new_one_is_named(tmp_path: Path) -> None:
    report(tmp_path / "o", "D01-021")
    before = {p.name: p.read_bytes() for p in (tmp_path / "o").iterdir()}
    done = report(tmp_path / "o", "D04-011")
    assert {p.name: p.read_bytes() for p in (tmp_path / "o").iterdir()} == before
    assert (tmp_path / "o_2" / "085_雨檐巷社区_分类治理建议书.md").exists()
    assert "o_2" in done.output


def test_unknown_formats_and_ids_write_nothing(tmp_path: Path) -> None:
    assert "USE004" in report(tmp_path / "o", "--to", "doc").output
    assert "USE002" in report(tmp_path / "o", "nobody").output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("to", ["md,json", "md，json", "MD、json,", " md json "])
def test_formats_may_be_separated_as_people_type(tmp_path: Path, to: str) -> None:
    done = report(tmp_path / "o", "D01-021", "--to", to)
    found = names(tmp_path / "o")
    assert [n[-4:] for n in found if n.startswith("021")] == ["json", "书.md"], done.output


def test_an_extra_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for form, module in (("docx", "classify.report.docx.renderer"), ("xlsx", "classify.report.xlsx.annex")):
        monkeypatch.setitem(sys.modules, module, None)
        done = report(tmp_path / "o", "D01-021", "--to", form)
        assert done.exit_code == 2
        assert "USE001" in done.output
        assert "community-classify[reports]" in done.output
        assert "'.[reports]'" in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="a folder nobody may write into, not even root")
def test_a_folder_without_permission_is_told_in_one_line() -> None:
    done = report(Path("/sys/reports"), "D01-021")
    assert done.exit_code == 2
    assert "/sys" in done.output
    assert "Traceback" not in done.output


def small_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path) -> None:
    call = [
        sys.executable,
        "-m",
        "classify",
        "report",
        str(SAMPLE),
        "--to",
        "md,docx",
        "D01-021",
        "D04-011",
        "--out",
        str(tmp_path / "o"),
    ]
    done = subprocess.run(call, capture_output=True, text=True, preexec_fn=small_disk, check=False)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_run_that_was_killed_is_gone_on_with(tmp_path: Path) -> None:
    call = [
        sys.executable,
        "-m",
        "classify",
        "report",
        str(SAMPLE),
        "--to",
        "md",
        "--out",
        str(tmp_path / "o"),
        "--lang",
        "en",
    ]
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until and len(list(tmp_path.rglob("*.md"))) < 10:
        time.sleep(0.02)
    process.kill()
    process.wait()
    left = {p.name: p.stat().st_mtime_ns for p in tmp_path.rglob("*.md")}
    assert not (tmp_path / "o").exists()
    done = report(tmp_path / "o", "--to", "md", lang="en")
    assert "interrupted" in done.output
    whole = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "o").glob("*.md")}
    assert len(whole) == 170
    assert [n for n, when in left.items() if whole[n] == when], "what was there was not made again"
    assert [p.name for p in tmp_path.iterdir()] == ["o"]


@pytest.mark.slow
def test_documents_rendered_by_all_cores_are_the_ones_rendered_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [f"D01-{n:03}" for n in range(1, 10)]
    monkeypatch.setattr(rendering, "cores", lambda: 2)
    report(tmp_path / "two", *ids, "--to", "docx", lang="en")
    monkeypatch.setattr(rendering, "cores", lambda: 1)
    report(tmp_path / "one", *ids, "--to", "docx", lang="en")
    assert len(names(tmp_path / "one")) == 11
    assert {n: (tmp_path / "two" / n).read_bytes() for n in names(tmp_path / "two")} == {
        n: (tmp_path / "one" / n).read_bytes() for n in names(tmp_path / "one")
    }


def test_the_manifest_is_the_one_of_a_run(tmp_path: Path) -> None:
    report(tmp_path / "o", "D01-021")
    data = json.loads((tmp_path / "o" / "manifest.json").read_text(encoding="utf-8"))
    assert data["communities"] == 169
    assert os.sep not in data["inputs"][0]["name"]


def test_the_manifest_tells_what_else_went_into_reports(tmp_path: Path) -> None:
    alliance = SAMPLE.parents[1] / "alliance"
    done = report(tmp_path / "o", "D01-021", "--alliance", str(alliance), "--title", "姑苏  区")
    data = json.loads((tmp_path / "o" / "manifest.json").read_text(encoding="utf-8"))
    assert data["alliance"]["as_of"] == "2025-12-31", done.output
    files = {f["name"]: f["sha256"] for f in data["alliance"]["files"]}
    assert files["units.csv"] == hashlib.sha256((alliance / "units.csv").read_bytes()).hexdigest()
    assert set(files) == {p.name for p in alliance.glob("*.csv")}
    assert data["report"] == {
        "communities": ["D01-021"], "formats": ["md"], "per": "community", "lang": "zh", "title": "姑苏 区",
        "every": False,
    }  # fmt: skip
    text = (tmp_path / "o" / "021_灯船巷社区_分类治理建议书.md").read_text(encoding="utf-8")
    assert f"units.csv ({files['units.csv'][:8]})" in text.replace("（", "(").replace("）", ")")


def test_a_site_takes_a_title_and_a_page_for_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "MOST_PAGES", 1)
    report(tmp_path / "some", "--to", "html", "--title", "<b>区</b>")
    report(tmp_path / "all", "--to", "html", "--every")
    assert len(list((tmp_path / "some" / "site" / "c").iterdir())) < 60
    assert len(list((tmp_path / "all" / "site" / "c").iterdir())) == 169
    assert "&lt;b&gt;区&lt;/b&gt;" in (tmp_path / "some" / "site" / "index.html").read_text(encoding="utf-8")


def test_a_template_is_saved_once_and_never_over_another_file(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    assert CliRunner().invoke(command, ["--save-template", str(path)]).exit_code == 0
    before = path.read_bytes()
    done = CliRunner().invoke(command, ["--save-template", str(path)])
    assert (done.exit_code, path.read_bytes()) == (2, before)
    assert "t.docx" in done.output


def children_of(process: int) -> list[int]:
    return [int(c) for c in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks the system who is whose child")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_who_is_stopped_leaves_no_helper_behind_and_can_go_on(tmp_path: Path, how: signal.Signals) -> None:
    call = [
        sys.executable,
        "-m",
        "classify",
        "report",
        str(SAMPLE),
        "--to",
        "docx",
        "--out",
        str(tmp_path / "o"),
    ]
    process = subprocess.Popen(
        [*call, "--lang", "en"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and len(list(tmp_path.rglob("*.docx"))) < 3:
        time.sleep(0.02)
    helpers = children_of(process.pid)
    process.send_signal(how)
    _out, told = process.communicate()
    until = time.monotonic() + 20
    while time.monotonic() < until and any(Path(f"/proc/{h}").exists() for h in helpers):
        time.sleep(0.05)
    assert [h for h in helpers if Path(f"/proc/{h}").exists()] == []
    assert [p.suffix for p in tmp_path.iterdir()] == [".part"]
    if how is signal.SIGINT:
        assert "The same command goes on" in told
        assert "Traceback" not in told
    other = report(tmp_path / "o", "D01-021", lang="en")
    assert "interrupted run with other data or options" in other.output
