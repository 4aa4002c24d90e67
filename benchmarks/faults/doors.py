"""Guards of the terminal, the server and the page: see `guard`."""

from __future__ import annotations

from benchmarks.faults.guard import Guard

GUARDS = (
    Guard(
        "one question brings thousands of records",
        "muniment/asked.py",
        "if size > MOST_TEXT or len(self.records) > MOST_RECORDS:",
        "if size > MOST_TEXT:",
        ("tests/web/test_web.py::test_more_records_than_one_question_may_bring_are_refused",),
    ),
    Guard(
        "one question brings megabytes of text",
        "muniment/asked.py",
        "if size > MOST_TEXT or len(self.records) > MOST_RECORDS:",
        "if len(self.records) > MOST_RECORDS:",
        ("tests/web/test_web.py::test_more_records_than_one_question_may_bring_are_refused",),
    ),
    Guard(
        "a terminal cannot show a character",
        "muniment/command/cli.py",
        '            stream.reconfigure(errors="replace")\n',
        "            pass\n",
        ("tests/command/test_cli.py::test_an_answer_is_not_lost_where_a_terminal_cannot_show_a_character",),
    ),
    Guard(
        "the doctor dies of what is broken",
        "muniment/command/doctor.py",
        "    except Exception as error:\n",
        "    except ZeroDivisionError as error:\n",
        ("tests/command/test_cli.py",),
    ),
    Guard(
        "a company's name is markup for the terminal",
        "muniment/command/fetching.py",
        'TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()',
        'TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()',
        ("tests/tools/edgar/test_fetcher.py::test_company_whose_name_is_markup_is_fetched",),
    ),
    Guard(
        "control characters in an answer drive the terminal",
        "muniment/presenting.py",
        'return _CONTROL.sub("", text)',
        "return text",
        ("tests/test_presenting.py",),
    ),
    Guard(
        "text of a record is markup in an exported session",
        "muniment/presenting.py",
        'return re.sub(r"([\\\\`*_<>#!\\[\\]()|~])", r"\\\\\\1", text)',
        "return text",
        ("tests/test_presenting.py",),
    ),
    Guard(
        "a cell of a spreadsheet is a formula",
        "muniment/presenting.py",
        'return f"\'{bare}" if bare.lstrip()[:1] in ("=", "@", "+", "-", "\\t") and not _NUMBER.fullmatch(bare) else bare',
        "return bare",
        ("tests/test_presenting.py",),
    ),
    Guard(
        "a client goes and its run goes on",
        "muniment/web/gate.py",
        "            stop.set()\n",
        "",
        ("tests/web/test_web.py::test_a_request_that_is_broken_off_stops_its_run",),
    ),
    Guard(
        "the queue for the model is full",
        "muniment/web/gate.py",
        "if self.inside >= self.places:",
        "if False:",
        ("tests/web/test_web.py::test_a_full_server_answers_503_with_retry_after",),
    ),
    Guard(
        "the page loads something from elsewhere",
        "muniment/web/guarded.py",
        "for name, value in HEADERS.items():",
        "for name, value in ():",
        ("tests/web/test_web.py",),
    ),
    Guard(
        "the server of tools answers without the key that is set",
        "muniment/web/mcp_server.py",
        "if settings.api_key and not hmac.compare_digest(given_key(request).encode(), settings.api_key.encode()):",
        "if False:",
        ("tests/web/test_mcp.py::test_over_http_the_api_key_is_asked_for_where_one_is_set",),
    ),
    Guard(
        "a thousand connections that say nothing silence the server",
        "muniment/web/patience.py",
        "if awaited and now - since > (self._patience if cycle is None else PATIENCE_WITH_A_BODY):",
        "if False:",
        ("tests/web/test_patience.py",),
    ),
    Guard(
        "guesses at people's keys are unlimited",
        "muniment/web/people/limits.py",
        "return self._guessed[address] <= GUESSES",
        "return True",
        ("tests/web/test_people_door.py::test_wrong_keys_from_an_address_shut_nobody_out_who_has_one",),
    ),
    Guard(
        "an answer waits for others to be sent with",
        "muniment/web/ports.py",
        "socket.SOCK_STREAM, socket.IPPROTO_TCP)",
        "socket.SOCK_STREAM)",
        ("tests/web/test_web.py::test_answers_are_sent_at_once",),
    ),
    Guard(
        "the server's log tells what a fault was about",
        "muniment/web/serving.py",
        "if record.exc_info and record.exc_info[1] is not None:",
        "if False:",
        ("tests/web/test_people_door.py::test_a_fault_is_logged_with_its_place_and_nothing_of_what_it_was_about",),
    ),
    Guard(
        "a question holds NUL or half a character",
        "muniment/wording.py",
        'return _UNSTORABLE.sub("\\ufffd", text)',
        "return text",
        ("tests/store/test_sessions.py::test_a_question_with_what_cannot_be_stored_is_answered",),
    ),
)
