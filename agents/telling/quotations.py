"""Answers that quote a passage: words of a sentence, a sentence, or the whole of what belongs together."""

from __future__ import annotations

from muniment.agents.telling.writer import Writer
from muniment.records import Pointed
from muniment.sentences import sentences
from muniment.wording import display_name, possessive


def tell_quotation(writer: Writer, program: Pointed) -> None:
    """An exact quotation with where it stands; a short sentence is quoted with the one behind it."""
    entry = writer.evidence[program.evidence[0]]
    passage = entry.passage
    assert passage is not None and program.sentence is not None
    each = sentences(passage.text)
    chosen = each[program.sentence]
    if not program.words and len(chosen) < 60 and program.sentence + 1 < len(each):
        chosen = passage.text[passage.text.index(chosen) :]
        following = each[program.sentence + 1]
        chosen = chosen[: chosen.index(following) + len(following)]
    within = f", in: “{chosen}”" if program.words not in ("", chosen) else ""
    n = writer.cite(entry, program.words or chosen)
    where = f"{passage.section} of " if passage.section else ""
    who = (
        f"{possessive(display_name(passage.entity))} {passage.form} {passage.fiscal}".rstrip()
        if passage.entity
        else f"“{passage.heading or passage.record}”"
    )
    writer.lines.append(f"{where}{who} says: “{program.words or chosen}” [{n}]{within}")
