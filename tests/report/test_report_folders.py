import errno
import os
from pathlib import Path

import pytest

from classify.report.files import write_folder
from classify.report.folders import FolderInProgress, free_folder, place_of


def test_a_folder_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    out = tmp_path / "报告"
    folder = FolderInProgress(out, "abc")
    assert folder.open() == 0
    folder.write("a.txt", "一")
    folder.write("site/b.txt", b"2")
    assert not out.exists()
    assert folder.finish() == out
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()) == [
        "a.txt",
        "site/b.txt",
    ]
    assert (out / "a.txt").read_bytes() == "一".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["报告"]


def test_an_earlier_folder_is_never_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for number in range(3):
        folder = FolderInProgress(out, "same")
        folder.open()
        folder.write("a.txt", str(number))
        folder.finish()
    assert {p.name: (p / "a.txt").read_text() for p in tmp_path.iterdir()} == {
        "out": "0",
        "out_2": "1",
        "out_3": "2",
    }


def test_an_empty_folder_is_taken_and_a_file_of_that_name_is_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    assert free_folder(tmp_path / "empty") == tmp_path / "empty"
    assert free_folder(tmp_path / "file") == tmp_path / "file_2"
    folder = FolderInProgress(tmp_path / "empty", "x")
    folder.open()
    folder.write("a", "b")
    assert folder.finish() == tmp_path / "empty"


def test_an_interrupted_run_is_gone_on_with_only_by_its_equal(tmp_path: Path) -> None:
    first = FolderInProgress(tmp_path / "out", "same")
    first.open()
    first.write("a.txt", "kept")
    (first.path / "b.txt.half").write_text("ha")
    equal, other = FolderInProgress(tmp_path / "out", "same"), FolderInProgress(tmp_path / "out", "other")
    assert equal.open() == 1
    assert equal.has("a.txt")
    assert not equal.has("b.txt")
    assert not (first.path / "b.txt.half").exists()
    assert other.open() == 0


def test_a_disk_that_fills_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = FolderInProgress(tmp_path / "out", "x")
    folder.open()
    folder.write("whole.txt", "whole")

    def full(self: Path, data: bytes) -> int:
        with open(self, "wb") as file:  # noqa: PTH123 - the real thing, but half of it
            file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        folder.write("half.txt", "0123456789")
    assert [p.name for p in folder.path.iterdir()] == ["whole.txt"]
    folder.drop()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["社" * 60 + ".docx", "a" * 240 + ".md"])
def test_long_names_are_written(tmp_path: Path, name: str) -> None:
    folder = FolderInProgress(tmp_path / "out", "x")
    folder.open()
    folder.write(name, "x")
    assert (folder.finish() / name).exists()


def test_a_folder_that_cannot_be_exchanged_gets_one_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "办公室" / "here"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    assert place_of(Path()) == here / "reports"
    assert place_of(Path("..")) == here.parent / "reports"
    assert place_of(Path("../there")) == here.parent / "there"
    assert place_of(Path("/")) == Path("/reports")


def test_a_link_to_an_empty_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    folder = FolderInProgress(tmp_path / "link", "x")
    folder.open()
    folder.write("a", "b")
    assert folder.finish() == tmp_path / "real"
    assert (tmp_path / "link" / "a").read_text() == "b"


def test_of_two_equal_runs_at_once_the_slower_makes_no_torso(tmp_path: Path) -> None:
    quick, slow = (FolderInProgress(tmp_path / "out", "same") for _run in range(2))
    quick.open()
    slow.open()
    quick.write("site/a.txt", "a")
    slow.write("site/a.txt", "a")
    quick.finish()
    with pytest.raises(FileNotFoundError):
        slow.write("site/b.txt", "b")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_the_power_left_empty_is_written_again(tmp_path: Path) -> None:
    folder = FolderInProgress(tmp_path / "out", "x")
    folder.open()
    (folder.path / "a.docx").touch()
    assert FolderInProgress(tmp_path / "out", "x").open() == 0
    assert not folder.has("a.docx")


def test_what_other_interrupted_runs_have_left_is_known_and_untouched(tmp_path: Path) -> None:
    for mark in ("0" * 64, "1" * 64):
        FolderInProgress(tmp_path / "[out]", mark).open()
    (tmp_path / ".[out].mine.part").mkdir()
    left = FolderInProgress(tmp_path / "[out]", "2" * 64).others()
    assert [p.name for p in left] == [".[out].000000000000.part", ".[out].111111111111.part"]


def test_an_error_names_the_file_as_it_would_be_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = FolderInProgress(tmp_path / "out", "x")
    folder.open()

    def full(_self: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left") as error:
        folder.write("site/a.html", "a")
    assert error.value.filename == str(tmp_path / "out" / "site" / "a.html")


def test_files_of_a_run_are_all_there_or_none_and_no_empty_folder_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left") as error:
        write_folder(tmp_path / "out", {"a": "a"})
    assert error.value.filename == str(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
