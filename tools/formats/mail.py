"""A mail (.eml by RFC 5322, .msg by Outlook): who wrote what to whom and when, what it quotes of others apart, and its attachments.

What is quoted are not the sender's words; it stands in a part of its own. Folders in an attachment's name are dropped.
"""

from __future__ import annotations

import email
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from pathlib import PurePosixPath

from muniment.errors import Unparsed
from muniment.tools.formats.blocks import Block, Part, Text, in_parts
from muniment.tools.formats.web_page import web_parts

MOST_ATTACHMENTS = 100
_REPLY = re.compile(
    r"^(?:On .{6,120} wrote:|-{3,}\s*(?:Original|Forwarded) [Mm]essage\s*-{3,}|_{10,}|From: .+|Begin forwarded message:)\s*$"
)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail's own parts, and its attachments by name."""

    parts: tuple[Part, ...]
    attached: tuple[tuple[str, bytes], ...]


def read_mail(content: bytes) -> Mail:
    """A mail as it is sent (.eml).

    Raises:
        Unparsed: it has no head and no body.
    """
    message = email.message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    heads = [(n, str(message[n])) for n in ("From", "To", "Cc", "Date", "Subject") if message[n]]
    if not heads:
        raise Unparsed("it is no mail")
    try:
        body = message.get_body(("plain", "html"))
        # Only markup keeps a table a table.
        marked = message.get_body(("html",))
        body = marked if marked is not None and "<table" in str(marked.get_content()).lower() else body
        text = str(body.get_content()) if body is not None else ""
        is_html = body is not None and body.get_content_type() == "text/html"
        attached = tuple(_attached(message))
    except (LookupError, ValueError, TypeError, AttributeError):
        raise Unparsed("it is damaged") from None
    return Mail(tuple(_parts(heads, text, is_html)), attached)


def read_outlook_mail(content: bytes) -> Mail:
    """A mail as Outlook keeps it (.msg).

    Raises:
        Unparsed: it is damaged.
    """
    from oxmsg import Message

    try:
        message = Message.load(io.BytesIO(content))
        sent = message.sent_date
        to = ", ".join(f"{r.name} <{r.email_address}>" for r in message.recipients)
        heads = [
            ("From", message.sender or ""),
            ("To", to),
            ("Date", f"{sent:%a, %d %b %Y %H:%M}" if sent else ""),
            ("Subject", message.subject or ""),
        ]
        body, html = message.body, message.html_body
        attached = tuple((_name(a.file_name or ""), a.file_bytes or b"") for a in message.attachments)
    except Exception as error:
        # oxmsg raises whatever a damaged file leads it into.
        raise Unparsed(f"it is damaged ({type(error).__name__})") from None
    return Mail(tuple(_parts([h for h in heads if h[1]], body or html or "", not body)), attached[:MOST_ATTACHMENTS])


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for n, part in enumerate(message.iter_attachments()):
        if n >= MOST_ATTACHMENTS:
            return
        content = part.get_content()
        if isinstance(content, EmailMessage):
            yield _name(part.get_filename() or f"{content['Subject'] or 'message'}.eml"), content.as_bytes()
        else:
            yield _name(part.get_filename() or ""), content.encode() if isinstance(content, str) else bytes(content)


def _name(text: str) -> str:
    return PurePosixPath(text.replace("\\", "/")).name or "attachment"


def _parts(heads: list[tuple[str, str]], body: str, is_html: bool) -> Iterator[Part]:
    subject = dict(heads).get("Subject", "")
    told: list[Block] = [Text(f"{name}: {value}") for name, value in heads]
    if is_html:
        own = [b for p in web_parts(body.encode()) for b in p.blocks] if body.strip() else []
        yield from (Part(subject, p.blocks) for p in in_parts([*told, *own]))
        return
    said, quoted = _without_quoted(body)
    yield from (Part(subject, p.blocks) for p in in_parts([*told, *map(Text, _paragraphs(said))]))
    if quoted:
        yield from (
            Part(f"{subject} (quoted from an earlier mail)", p.blocks)
            for p in in_parts([Text(t) for t in _paragraphs(quoted)])
        )


def _without_quoted(body: str) -> tuple[list[str], list[str]]:
    """The sender's own lines, and those that are quoted: marked by ">", or all from where another's mail begins."""
    said: list[str] = []
    quoted: list[str] = []
    lines = body.replace("\r\n", "\n").split("\n")
    for n, line in enumerate(lines):
        if _REPLY.match(line.strip()) and any(said):
            return said, [*quoted, *(q.lstrip("> ") for q in lines[n:])]
        (quoted if line.startswith(">") else said).append(line.lstrip("> ") if line.startswith(">") else line)
    return said, quoted


def _paragraphs(lines: list[str]) -> list[str]:
    """Paragraphs of lines; a line that ends far before the others keeps its break, as in an address or a list."""
    found: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            found.append([])
        elif found[-1] and (len(found[-1][-1]) < 50 or re.match(r"\s*(?:[-*•]|\d{1,2}[.)])\s", line)):
            found.append([line.strip()])
        else:
            found[-1].append(line.strip())
    return [" ".join(p) for p in found if p]
