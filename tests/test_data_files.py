"""What the package keeps of its YAML files is never older than they are, and never in the way."""

import os
import sys
from pathlib import Path

import pytest

from caveat.kernel.data_files import data


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "words.yaml"
    path.write_text("number: 3\n", encoding="utf-8")
    return path


def kept(file: Path) -> list[Path]:
    return [*file.parent.glob("__pycache__/*")]


def test_a_file_is_parsed_once_and_the_same_comes_back(file: Path) -> None:
    assert data(file) == {"number": 3} == data(file)
    assert data(file, "plain") == {"number": "3"} == data(file, "plain")
    assert len(kept(file)) == 2


def test_a_changed_file_is_parsed_anew(file: Path) -> None:
    data(file)
    file.write_text("number: 4\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert data(file) == {"number": 4}


@pytest.mark.parametrize("damage", [b"", b"\x93\x01", b"\xff" * 40])
def test_what_is_damaged_is_replaced(file: Path, damage: bytes) -> None:
    data(file)
    (store,) = kept(file)
    store.write_bytes(damage)
    assert data(file) == {"number": 3}
    assert store.read_bytes() != damage


def test_where_nothing_can_be_kept_the_file_is_read_all_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file.parent / "__pycache__").write_text("in the way", encoding="utf-8")
    assert data(file) == {"number": 3}
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (file.parent / "__pycache__").unlink()
    assert data(file) == {"number": 3}
    assert kept(file) == []
