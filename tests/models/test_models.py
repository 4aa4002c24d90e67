"""The catalogue of reasoning models, and the choice of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.command.cli import main
from muniment.errors import ModelUnavailable
from muniment.models.gguf import default_model_path
from muniment.models.opened import open_file
from muniment.settings import Settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MUNIMENT_HOME", str(tmp_path))
    monkeypatch.delenv("MUNIMENT_MODEL", raising=False)
    return tmp_path


def test_default_model_is_the_file_that_the_catalogue_means(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "verify"]) == 0
    assert "sha256 b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53" in capsys.readouterr().out
    assert main(["models", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("* smollm2-135m")


def test_chosen_model_stays_chosen(home: Path) -> None:
    default = default_model_path()
    assert default is not None
    own = home / "own.gguf"
    own.write_bytes(default.read_bytes())
    assert main(["models", "use", str(own)]) == 0
    assert Settings.read().model == own
    assert Settings.read({"MUNIMENT_HOME": str(home), "MUNIMENT_MODEL": "/other.gguf"}).model == Path("/other.gguf")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["use", "gpt-9"], 2, "there is no model gpt-9"),
        (["use", "qwen3-8b"], 1, "fetch it: muniment models pull qwen3-8b"),
        (["use"], 2, "needs a name"),
        (["use", "{home}/page.gguf"], 1, "is a web page"),
    ],
)
def test_model_that_cannot_be_used_says_why(
    home: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    (home / "page.gguf").write_text("<html>not found</html>")
    assert main(["models", *(w.format(home=home) for w in words)]) == code
    assert said in capsys.readouterr().err
    assert Settings.read().model is None


def test_altered_file_is_not_taken_for_the_model_of_its_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    default = default_model_path()
    assert default is not None
    altered = home / default.name
    whole = bytearray(default.read_bytes())
    whole[-1] ^= 1
    altered.write_bytes(bytes(whole))
    assert main(["models", "verify", str(altered)]) == 1
    assert "its hash differs" in capsys.readouterr().err
    with pytest.raises(ModelUnavailable, match="its hash differs"):
        open_file(Settings(home=home, model=altered))
