"""What nobody sees of a text is not read of it."""

from __future__ import annotations

import pytest

from muniment.errors import Unparsed
from muniment.tools.formats.opening import open_document
from muniment.tools.formats.unseen import seen


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The notice is 90\u200b days.", "The notice is 90 days."),
        ("It is due in \u202eyam\u202c May.", "It is due in yam May."),
        ("Red: \x1b[31mseven\x1b[0m years.", "Red: seven years."),
        ("A \x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\ stays.", "A link stays."),
        ("Bell\x07, NUL\x00 and \x9b2Jclear.", "Bell, NUL and clear."),
        ("Rotterdam\U000e0041\U000e0049\U000e003a.", "Rotterdam."),
        ("co\xadoperate, 5\u00a0%\ttab\nline", "cooperate, 5\u00a0%\ttab\nline"),
        ("Größe, naïve, 10 € — “quoted”", "Größe, naïve, 10 € — “quoted”"),
    ],
)
def test_letters_without_ink_and_orders_to_terminals_are_left_out(text: str, left: str) -> None:
    assert seen(text) == left


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "The notice is 90\u200b\u202e days."),
        ("a.md", "# Lease\n\nThe notice is 90\u200b\u202e days."),
        ("a.html", "<p>The notice is 90\u200b\u202e days.</p>"),
        ("a.csv", "what,how long\nnotice,90\u200b\u202e days\n"),
        ("a.eml", "Subject: Lease\nContent-Type: text/plain; charset=utf-8\n\nThe notice is 90\u200b\u202e days."),
    ],
)
def test_no_format_lets_them_in(name: str, content: str) -> None:
    pages = open_document(content.encode(), name).pages
    said = " ".join(page.page.text for page in pages) + str([t.rows for page in pages for t in page.tables])
    assert "90 days" in said
    assert not set(said) & {"\u200b", "\u202e"}


def test_a_text_with_a_few_nul_bytes_is_read_without_them_and_what_is_full_of_them_is_no_text() -> None:
    lease = b"The notice is\x00 90 days.\n" * 20
    assert (
        "The notice is 90 days."
        in open_document(lease[:1] + lease[1:].replace(b"\x00", b"", 19), "a.txt").pages[0].page.text
    )
    with pytest.raises(Unparsed, match="no text"):
        open_document(b"\x00\x01\x02" * 50 + lease, "a.txt")
    with pytest.raises(Unparsed, match="no text"):
        open_document(b"\x89bin\xff\xfe\x00" + lease, "a.txt")
