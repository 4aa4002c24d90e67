"""A home as one file, and back: what was asked is answered from it as before; what is not whole changes nothing."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.agent import Agent
from muniment.errors import BadInput, Conflict
from muniment.settings import Settings
from muniment.store.backup import FOLDERS, back_up, restore
from muniment.store.connecting import open_database

POLICY = "# Gifts policy\n\nStaff must report each gift within 5 days. Managers must not accept cash. Staff may accept a calendar.\n"
QUESTION = "What must staff do about gifts?"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A backup, the answer that its home gave, and its run."""
    folder = tmp_path_factory.mktemp("backup")
    (folder / "gifts.md").write_text(POLICY)
    (folder / "home" / "lessons").mkdir(parents=True)
    (folder / "home" / "lessons" / "good.jsonl").write_text("{}\n")
    agent = Agent(Settings(home=folder / "home"))
    list(agent.library.add([folder / "gifts.md"], "rules"))
    answer = agent.ask(QUESTION)
    kept = back_up(agent.settings, folder / "all.tar")
    assert (kept.documents, kept.runs, kept.sessions) == (1, 1, 0)
    agent.store.database.close()
    return folder / "all.tar", answer.text, answer.run


def test_restored_home_answers_as_the_old_one_and_knows_its_runs(made: tuple[Path, str, str], tmp_path: Path) -> None:
    file, text, run = made
    settings = Settings(home=tmp_path / "new")
    kept = restore(settings, file)
    agent = Agent(settings)
    answer = agent.ask(QUESTION)
    kept_answer = agent.runs.get(run).answer
    agent.store.database.close()
    assert (kept.documents, kept.runs, answer.text) == (1, 1, text)
    assert [c.quote for c in answer.citations] == ["Staff must report each gift within 5 days."]
    assert kept_answer is not None and kept_answer.text == text
    assert (tmp_path / "new" / "lessons" / "good.jsonl").read_text() == "{}\n"
    assert list(tmp_path.glob("new/.restoring*")) == []


def test_backup_is_its_owners_alone_and_takes_no_other_files_place(made: tuple[Path, str, str], tmp_path: Path) -> None:
    file, _, _ = made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(Conflict, match="is there already"):
        back_up(Settings(home=tmp_path), file)
    with pytest.raises(Conflict, match="is not empty"):
        restore(Settings(home=file.parent / "home"), file)


def test_database_that_holds_something_is_not_filled(made: tuple[Path, str, str], tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "used")
    open_database(settings).close()
    with pytest.raises(Conflict, match="the database is not empty"):
        restore(settings, made[0])
    assert not any((settings.home / folder).exists() for folder in FOLDERS)


def rewritten(file: Path, to: Path, change: Callable[[tarfile.TarInfo, bytes], tuple[str, bytes] | None]) -> Path:
    """A backup whose members were changed, or left out."""
    with tarfile.open(file) as old, tarfile.open(to, "w") as new:
        for member in old:
            read = old.extractfile(member)
            assert read is not None
            found = change(member, read.read())
            if found is not None:
                info = tarfile.TarInfo(found[0])
                info.size = len(found[1])
                new.addfile(info, io.BytesIO(found[1]))
    return to


def newer(member: tarfile.TarInfo, content: bytes) -> tuple[str, bytes]:
    if member.name != "manifest.json":
        return member.name, content
    return member.name, json.dumps(json.loads(content) | {"revision": "9999"}).encode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m, c: (m.name, c + b"x" if m.name.startswith("records/") else c), "is damaged: records/"),
        (lambda m, c: (m.name, c[:-1] if m.name == "database.dump" else c), "is damaged: database.dump"),
        (lambda m, c: None if m.name.startswith("records/") else (m.name, c), "is damaged: records/"),
        (lambda m, c: None if m.name == "manifest.json" else (m.name, c), "or its end is missing"),
        (lambda m, c: ("records/../../evil" if m.name.startswith("lessons") else m.name, c), "it holds 'records/../"),
        (lambda m, c: ("/etc/evil" if m.name.startswith("lessons") else m.name, c), "it holds '/etc/evil'"),
        (newer, "made by a newer Muniment"),
    ],
)
def test_file_that_is_not_whole_restores_nothing(
    made: tuple[Path, str, str],
    tmp_path: Path,
    change: Callable[[tarfile.TarInfo, bytes], tuple[str, bytes] | None],
    said: str,
) -> None:
    changed = rewritten(made[0], tmp_path / "changed.tar", change)
    with pytest.raises(BadInput, match=said):
        restore(Settings(home=tmp_path / "new"), changed)
    assert list((tmp_path / "new").iterdir()) == []


def test_cut_file_and_what_is_no_backup_are_one_sentence(made: tuple[Path, str, str], tmp_path: Path) -> None:
    (tmp_path / "cut.tar").write_bytes(made[0].read_bytes()[: made[0].stat().st_size // 2])
    (tmp_path / "no.tar").write_text("nothing of the kind")
    for name in ("cut.tar", "no.tar", "none.tar"):
        env = os.environ | {"MUNIMENT_HOME": str(tmp_path / "home")}
        done = subprocess.run(
            [sys.executable, "-m", "muniment", "restore", str(tmp_path / name)],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (2, 1, False), done.stderr


def test_commands_write_a_home_and_bring_it_back(made: tuple[Path, str, str], tmp_path: Path) -> None:
    for home, words in (("one", ["restore", str(made[0])]), ("one", ["backup", str(tmp_path / "again.tar")])):
        env = os.environ | {"MUNIMENT_HOME": str(tmp_path / home)}
        done = subprocess.run(
            [sys.executable, "-m", "muniment", *words], env=env, capture_output=True, text=True, check=True
        )
        assert "1 document, 1 run, 0 sessions" in done.stdout
    assert restore(Settings(home=tmp_path / "two"), tmp_path / "again.tar").documents == 1
