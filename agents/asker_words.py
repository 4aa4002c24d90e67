"""Tell the asker's talk about themselves ("my boss keeps asking about …") from words that may narrow a figure.

Every word of a figure question must be accounted for, since a word passed over may have narrowed the figure ("toaster
revenue"). What narrows stands with the line item: before it, or after it behind a preposition. What a person says of
themselves, of whoever else wants to know, or to be polite stands elsewhere, in a stretch with a pronoun of the asker's.
Only such a stretch is passed over, and never a name, a number, or a stretch that restricts ("I only mean …").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from muniment.agents.item_words import ItemMention

_STRETCH = re.compile(r"[^,;:?!()]+?(?=\.\s|\.$|[,;:?!()]|\s-+\s|$)|\s-+\s")
_ASKER = re.compile(
    r"\b(?:i|me|my|mine|myself|we|our|ours|you|your|he|she|his|her|anyone|anybody|someone|somebody|everyone|everybody"
    r"|thanks?|cheers|appreciated|grateful|hoping|curious|wondering|(?:good\s+)?(?:morning|afternoon|evening)|hello|hey|dear)\b"
    r"|^\s*(?:would|'d)\s+(?:love|like|appreciate|need|want)\b|^\s*(?!relat|accord|pertain|belong|ow)\w+ing\s+(?:to|if|whether)\b"
    r"|^\s*to\s+(?:settle|prepare|finish|complete|help|get|double-check|cross-check|confirm|check|make|avoid|win|decide|understand|put"
    r"|fill|clear|refresh|satisfy|answer|set|start|begin|test|recap|sum|summari[sz]e|compare|be)\b"
)
_RESTRICTS = re.compile(
    r"\b(?:only|solely|purely|mean(?:s|t|ing)?|exclud\w+|except\w*|without|ignor\w+|omit\w*|disregard\w*|restrict\w*|limit(?:s|ed|ing)?"
    r"|focus\w*|segments?|divisions?|units?|regions?|products?|brands?|adjusted|organic\w*|not|non|but\s+for|apart|care|concern\w*"
    r"|business(?:es)?|operations?|parts?|arms?|lines?|categor\w+|markets?|channels?|subsidiar\w+|customers?|stores?|countr\w+"
    r"|(?:looking|look|staying|stick\w*)\s+(?:at|with|to)|talking\s+about|interested\s+in|particularly|especially|specifically)\b"
)
_POINTS_BACK = re.compile(
    r"(?<!is )(?<!was )(?<!were )(?<!are )\bthere\b(?!\s+(?:is|was|were|are))|\b(?:them|those|these|such)\b"
)
_WORD = re.compile(r"[a-z][a-z'-]*")
_LINKS = r"(?:of|for|from|in|at|on|by|with|within|to|about|and|or|as|per|the|a|an|its|their|this|that)"
_BEFORE_VERB = re.compile(
    r"\b(?:could|can|would|will|please|may|might|must|should|let's|(?:struggling|trying|tried|need|want|like|love|have|able|going|hoping|asked|help"
    r"|you|me|us|how)\s+to)\s+$"
)
_BEFORE_ITEM = re.compile(
    r"[\s\x00'-]*(?:s\b)?(?:\s*\b(?:of|for|from|in|at|by|within)\b)?(?:[\s\x00]|\b(?:the|its|their)\b)*"
)
_SAYING = re.compile(
    r"(?:claim|say|said|think|thought|believe|insist|swear|swore|argue|guess|suspect|assume|reckon|bet|recall|remember|know|knew|ask|wonder"
    r"|want|need|require|request|seek|find|see|tell|get|have|hear|heard|understand|confirm|verify|forget|forgot|notic|observ|spot|realiz|realis|include|dig|hunt|track|grab|fetch|send|show|give|look|provid|includ|bring|explain)(?:s|ed|d|ing)?"
)


def hush(held: str, text: str, items: Sequence[ItemMention]) -> str:
    """Blank the asker's talk in a question.

    Args:
        held: the folded question, with what is accounted for blanked by NUL characters.
        text: the same as typed, for its capitals.
        items: the line items named.

    Returns:
        `held` with the words of the asker's talk blanked by spaces.
    """
    points_back = _POINTS_BACK.search(held)
    for start, end in _stretches(held):
        stretch = held[start:end]
        if not _ASKER.search(stretch) or _RESTRICTS.search(stretch):
            continue
        inside = [i for i in items if start <= i.start < end]
        if points_back and not inside:
            continue
        for at, to in _talk(held, start, min((i.start for i in inside), default=end), end, bool(inside)):
            if not text[at].isupper() or _opens(text, at):
                held = held[:at] + " " * (to - at) + held[to:]
    return held


def _stretches(held: str) -> Iterator[tuple[int, int]]:
    for match in _STRETCH.finditer(held):
        yield match.span()


def _talk(held: str, start: int, item: int, end: int, anchored: bool) -> Iterable[tuple[int, int]]:
    """The words of a stretch that stand before its first line item and do not touch it; all, where it names none."""
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(held[start : item if anchored else end])]
    if not anchored:
        return words
    while words and not _is_verb(held, *words[-1]):
        at, to = words[-1]
        link = bool(re.fullmatch(_LINKS, held[at:to]))
        if not link and not _BEFORE_ITEM.fullmatch(held[to:item]):
            break
        words.pop()
        if not link:
            item = at
    return words


def _is_verb(held: str, at: int, to: int) -> bool:
    """True for what cannot be a part of a figure's name: a verb of asking or saying, an asker's pronoun, or what follows "could"."""
    return bool(_SAYING.fullmatch(held[at:to]) or _ASKER.fullmatch(held[at:to]) or _BEFORE_VERB.search(held[:at]))


def _opens(text: str, at: int) -> bool:
    """True for the first word of a sentence, whose capital says nothing."""
    return not text[:at].rstrip() or text[:at].rstrip()[-1] in ".?!:"
