"""A question about a contract that is known by its names: without them, to find what it is about, and with the parties' roles in their place, to read it.

"How soon must Flotek pay under the Flotek supply deal?" is looked for as "How soon must pay under the supply deal?": names stand in most provisions of their
contract and tell nothing of one. It is read as "How soon must the Supplier pay …": what a contract says, it says of roles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set

from muniment.wording import is_common, stem, tokens

_WORD = re.compile(r"[\w&’'.-]*\w(?:\.(?=\s[A-Z]))?")
_ARTICLE = re.compile(r"(?:^|\W)(?:the|our|a|an|my|their|your)$", re.IGNORECASE)


def without_names(question: str, names: Set[str]) -> str:
    """A question without the names by which its contract is known.

    Args:
        question: as asked.
        names: the stems of the contract's names.

    >>> without_names("How soon must Flotek pay under the Flotek supply deal?", {"flotek", "suppli"})
    'How soon must pay under the supply deal?'
    """
    return _replaced(question, names, lambda _: "")


def with_roles(question: str, names: Set[str], roles: Mapping[frozenset[str], str]) -> str:
    """A question with the role of each party in place of its name; a name of no party stays.

    Args:
        question: as asked.
        names: the stems of the contract's names.
        roles: each party's role, by the stems of its name.

    >>> with_roles("May Flotek's buyer assign?", {"flotek"}, {frozenset({"flotek", "inc"}): "Supplier"})
    "May the Supplier's buyer assign?"
    """

    def role_of(run: str) -> str | None:
        stems = {stem(t) for t in tokens(run)}
        fit = {role for party, role in roles.items() if party & stems}
        # "Dr. Murray" may be a name and a role.
        is_told = len(fit) == 1 and not {stem(t) for role in fit for t in tokens(role)} & stems
        return f"{fit.pop()}{_owned(run)}" if is_told else None

    return _replaced(question, names, role_of)


def _replaced(question: str, names: Set[str], by: Callable[[str], str | None]) -> str:
    """A question with each run of names replaced; one for which there is nothing stays."""
    words = list(_WORD.finditer(question))
    said, at, n = "", 0, 0
    while n < len(words):
        last = n
        while last < len(words) and _is_name(words[last], names) and (last == n or _close(question, words, last)):
            last += 1
        if last == n:
            n += 1
            continue
        start, end = words[n].start(), words[last - 1].end()
        put = by(question[start:end])
        if put is not None:
            article = "the " if put and not _ARTICLE.search(question[:start].rstrip()) else ""
            said += question[at:start] + article + put
            at = end
        n = last
    return re.sub(r"\s+([?.,;:])", r"\1", " ".join((said + question[at:]).split()))


def _is_name(word: re.Match[str], names: Set[str]) -> bool:
    """Whether a word is one of the names and no word of English, or written as a name is."""
    parts = tokens(word.group())
    if not parts or any(t.isdigit() or stem(t) not in names for t in parts):
        return False
    return not all(is_common(t) for t in parts) or (word.group()[0].isupper() and word.start() > 0)


def _close(question: str, words: list[re.Match[str]], n: int) -> bool:
    return not question[words[n - 1].end() : words[n].start()].strip()


def _owned(run: str) -> str:
    return "'s" if re.search(r"['’]s$", run) else ""
