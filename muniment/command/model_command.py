"""The terminal's door to reasoning models: `muniment models`."""

from __future__ import annotations

import argparse
from pathlib import Path

from muniment.errors import BadInput, ModelUnavailable
from muniment.models import catalogue
from muniment.models.gguf import default_model_path
from muniment.settings import Settings


def run_models(parsed: argparse.Namespace) -> int:
    """List, fetch, choose or verify reasoning models."""
    settings = Settings.read()
    if parsed.action == "list":
        current = None if settings.model_address else settings.model or default_model_path()
        for known in catalogue.CATALOGUE:
            here = catalogue.place(known, settings.home)
            mark = "*" if here and here == current else " "
            where = "here" if here else "not here"
            print(
                f"{mark} {known.name:20} {known.parameters:>5} {known.memory_gb:4.1f} GB  {known.licence:11} {where:9} {known.exam}".rstrip()
            )
        return 0
    if parsed.action == "verify" and not parsed.name:
        file = settings.model or default_model_path()
        if file is None:
            raise ModelUnavailable("no model is here")
        print(f"ok    {file.name}  sha256 {catalogue.verify(file)}")
        return 0
    if not parsed.name:
        raise BadInput(f"muniment models {parsed.action} needs a name")
    name = str(parsed.name)
    if parsed.action == "pull":
        print(catalogue.pull(catalogue.find(name), settings.home))
    elif parsed.action == "use":
        print(f"{catalogue.use(name, settings.home).name} is current now")
    else:
        file = Path(name) if name.endswith(".gguf") else catalogue.place(catalogue.find(name), settings.home)
        if file is None:
            raise ModelUnavailable(f"{name} is not on this machine")
        print(f"ok    {file.name}  sha256 {catalogue.verify(file)}")
    return 0
