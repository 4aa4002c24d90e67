"""What may go wrong, the guard in the code against each, and the tests that must miss the guard: read by `benchmarks.faults`.

A row tells of one guard how the code reads without it. What stands there instead can be imported and runs, as if nobody had thought of
the fault; so the tests named fail because of the fault itself. Where two guards stand behind each other, each of which would do, the row
takes out the one whose absence matters, or both at once where they stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard in the code.

    Attributes:
        fault: what may happen.
        module: the file below the root.
        guard: its text, which stands there once.
        without: what stands there without it.
        tests: files of tests, or single ones, that should miss it.
    """

    fault: str
    module: str
    guard: str
    without: str
    tests: tuple[str, ...]


_CLIENT = "tools/edgar/client.py"
_MARKUP = "tools/documents/markup.py"
_XBRL = "tools/documents/inline_xbrl.py"
_STORE = "muniment/store/store.py"
_DATABASE = "muniment/store/database.py"
_EMBEDDED = "muniment/store/embedded.py"
_SESSIONS = "muniment/store/sessions.py"
_GGUF = "muniment/models/gguf.py"
_GGUF_FILE = "muniment/models/gguf_file.py"
_OPENED = "muniment/models/opened.py"
_VERIFIER = "agents/verifying/verifier.py"
_SLOTS = "agents/verifying/slots.py"
_VERIFYING = "muniment/trust/verifying.py"
_KEEPING = "graphs/keeping.py"

_OF_CLIENT = "tests/tools/edgar/test_client.py"
_OF_LIMITER = ("tests/tools/edgar/test_limiter.py",)
_OF_FETCHER = "tests/tools/edgar/test_fetcher.py"
_OF_BULK = "tests/tools/edgar/test_bulk.py"
_OF_FACTS = ("tests/tools/edgar/test_company_facts.py",)
_OF_MARKUP = ("tests/tools/documents/test_markup.py",)
_OF_XBRL = "tests/tools/documents/test_inline_xbrl.py"
_OF_STORE = "tests/store/test_store.py"
_OF_DATABASE = "tests/store/test_database.py"
_OF_EMBEDDED = "tests/store/test_embedded.py"
_OF_SESSIONS = "tests/store/test_sessions.py"
_OF_RUNS = "tests/store/test_runs.py"
_OF_PEOPLE = "tests/trust/test_people.py"
_OF_VERIFYING = ("tests/trust/test_verifying.py",)
_OF_GGUF = "tests/models/test_gguf.py"
_OF_ADAPTERS = ("tests/learning/test_adapters.py",)
_OF_REGISTRY = "tests/learning/test_registry.py"
_OF_VERIFIER = ("tests/agents/verifying/test_verifier.py",)
_OF_SLOTS = ("tests/agents/verifying",)
_OF_PRESENTING = ("tests/test_presenting.py",)
_OF_ROUTER = ("tests/agents/planning/test_router.py",)
_OF_WEB = "tests/web/test_web.py"
_OF_RETRIEVER = "tests/tools/test_retriever.py"
_OF_OFFICE = ("tests/tools/formats/test_word_document.py",)
_OF_ORIGINALS = "tests/tools/documents/test_original_figure.py"

GUARDS: tuple[Guard, ...] = (
    # Fetching from EDGAR
    Guard(
        "EDGAR refuses this machine with its block page",
        _CLIENT,
        "if status == 403 and _BLOCK.search(body):",
        "if False:",
        (f"{_OF_CLIENT}::test_block_page_pauses_everyone_and_is_never_kept",),
    ),
    Guard(
        "the other workers go on asking after a block page",
        _CLIENT,
        "        limiter.pause()\n",
        "",
        (f"{_OF_CLIENT}::test_block_page_pauses_everyone_and_is_never_kept",),
    ),
    Guard(
        "EDGAR blocks this machine with a page of status 200",
        _CLIENT,
        'return "EDGAR sent its block page" if _BLOCK.search(body[:4096]) and len(body) < 20_000 else ""',
        'return ""',
        (_OF_CLIENT,),
    ),
    Guard(
        "Retry-After is passed over",
        _CLIENT,
        'raise _Again("EDGAR says: too many requests", retry_after(headers.get("retry-after", "")))',
        'raise _Again("EDGAR says: too many requests", 0.0)',
        (f"{_OF_CLIENT}::test_retry_after_is_obeyed",),
    ),
    Guard(
        "Retry-After is absurdly long",
        _CLIENT,
        "return min(max(seconds, 0.0), LONGEST_WAIT) + random.random()",
        "return max(seconds, 0.0) + random.random()",
        (f"{_OF_CLIENT}::test_retry_after_is_read_capped_and_jittered",),
    ),
    Guard(
        "all who were told to wait come back at the same moment",
        _CLIENT,
        "LONGEST_WAIT) + random.random()",
        "LONGEST_WAIT)",
        (_OF_CLIENT,),
    ),
    Guard(
        "all who met the same fault try again at the same moment",
        _CLIENT,
        "* (1 + random.random() / 4)",
        "* 1.0",
        (_OF_CLIENT,),
    ),
    Guard(
        "requests go out as fast as they can be sent",
        "tools/edgar/limiter.py",
        "slot = following if now < following < now + 60 else now",
        "slot = now",
        _OF_LIMITER,
    ),
    Guard(
        "the clock steps back and everybody waits for the old time",
        "tools/edgar/limiter.py",
        "if now < following < now + 60 else now",
        "if now < following else now",
        _OF_LIMITER,
    ),
    Guard(
        "a request after a redirect passes the limiter",
        _CLIENT,
        "            self.limiter.wait()\n            late =",
        "            late =",
        (f"{_OF_CLIENT}::test_every_request_of_a_redirect_waits_for_its_slot",),
    ),
    Guard(
        "no contact is named to EDGAR",
        _CLIENT,
        "        if not settings.edgar_identity:\n            raise BadInput(",
        "        if not settings.edgar_identity:\n            settings = __import__('dataclasses').replace(settings, edgar_identity='nobody')\n            BadInput(",
        (
            f"{_OF_CLIENT}::test_identity_is_sent_and_needed",
            f"{_OF_FETCHER}::test_fetch_command_without_identity_says_what_to_set",
        ),
    ),
    Guard(
        "the contact named to EDGAR holds a line break",
        _CLIENT,
        r'if not re.fullmatch(r"[\x20-\x7e]{3,200}", settings.edgar_identity):',
        "if False:",
        (_OF_CLIENT,),
    ),
    Guard(
        "EDGAR answers with nothing",
        _CLIENT,
        "if not body.strip():",
        "if False:",
        (f"{_OF_CLIENT}::test_failure_is_not_kept_for_ever",),
    ),
    Guard(
        "a gzip stream is cut",
        _CLIENT,
        "if not unpacker.eof:",
        "if False:",
        (f"{_OF_CLIENT}::test_what_is_not_whole_is_asked_for_again",),
    ),
    Guard(
        "a document stops before its end",
        _CLIENT,
        'url.endswith((".htm", ".html"))\n        and',
        "False\n        and",
        (f"{_OF_CLIENT}::test_document_without_its_end_is_unfit",),
    ),
    Guard(
        "a kill leaves half a file in the cache of EDGAR's answers",
        _CLIENT,
        'fresh = place.with_suffix(".fresh")',
        "fresh = place",
        (_OF_CLIENT,),
    ),
    Guard(
        "a kill leaves half an original",
        _STORE,
        "with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:",
        'with target.open("wb") as file:',
        (_OF_STORE,),
    ),
    Guard(
        "EDGAR says that nothing has changed, of what is not here",
        _CLIENT,
        'raise _Again("EDGAR says that nothing has changed, and nothing is kept here", 0.0)',
        'return b""',
        (f"{_OF_CLIENT}::test_a_server_that_says_not_modified_to_everything_is_left_after_few_requests",),
    ),
    Guard(
        "a cached answer was altered",
        _CLIENT,
        'if hashlib.sha256(content).hexdigest() != kept.get("sha256"):',
        "if False:",
        (f"{_OF_CLIENT}::test_not_modified_with_the_body_gone_or_altered_is_fetched_again",),
    ),
    Guard(
        "an archive that is gone here has not changed at EDGAR",
        _CLIENT,
        "elif known and target.exists():",
        "elif known:",
        (_OF_BULK,),
    ),
    Guard(
        "an original was altered on the disk",
        _STORE,
        "if hashlib.sha256(content).hexdigest() != sha256:",
        "if False:",
        (f"{_OF_STORE}::test_altered_original_is_set_aside",),
    ),
    Guard(
        "a redirect leads off EDGAR's hosts, into a private network or to a file",
        _CLIENT,
        "if parts[:2] not in self._hosts or parts.username:",
        "if parts.username:",
        (
            f"{_OF_CLIENT}::test_redirect_off_the_allowed_hosts_is_refused[http://127.0.0.1:1/x]",
            f"{_OF_CLIENT}::test_redirect_off_the_allowed_hosts_is_refused[file:///etc/passwd]",
        ),
    ),
    Guard(
        "a redirect leads round in a circle",
        _CLIENT,
        "for _ in range(4):\n            self._check_host(url)",
        "for _ in range(10**9):\n            self._check_host(url)",
        (_OF_CLIENT,),
    ),
    Guard(
        "a path on EDGAR leads elsewhere",
        _CLIENT,
        'if not _PATH.fullmatch(path) or ".." in path or "//" in path:',
        "if False:",
        (f"{_OF_CLIENT}::test_path_that_is_none_of_edgars_is_refused",),
    ),
    Guard(
        "an accession number in EDGAR's list is a path",
        "tools/edgar/submissions.py",
        "            and _ACCESSION.fullmatch(accession)\n",
        "",
        (f"{_OF_FETCHER}::test_names_that_are_no_paths_are_never_followed",),
    ),
    Guard(
        "a document's name in EDGAR's list is a path",
        "tools/edgar/submissions.py",
        '            and _DOCUMENT.fullmatch(document)\n            and ".." not in document\n',
        "",
        (f"{_OF_FETCHER}::test_names_that_are_no_paths_are_never_followed",),
    ),
    Guard(
        "an accession number in a facts file is a path",
        "tools/edgar/company_facts.py",
        'if not _ACCESSION.fullmatch(row["accn"]):',
        "if False:",
        _OF_FACTS,
    ),
    Guard(
        "a member of a backup is named by a path",
        "muniment/store/backup.py",
        "or not _is_ours(member.name) or",
        "or",
        ("tests/store/test_backup.py",),
    ),
    Guard(
        "an answer drips in for ever",
        _CLIENT,
        "            late.start()\n",
        "",
        (f"{_OF_CLIENT}::test_headers_that_drip_have_an_end",),
    ),
    Guard(
        "an answer is larger than any of EDGAR's",
        _CLIENT,
        "if len(raw) > MAX_BYTES:",
        "if False:",
        (_OF_CLIENT,),
    ),
    Guard(
        "an interrupted fetch begins from the beginning",
        "tools/edgar/fetcher.py",
        "if self.store.is_loaded(url):",
        "if False:",
        (f"{_OF_FETCHER}::test_second_fetch_brings_nothing",),
    ),
    Guard(
        "an interrupted download begins from the beginning",
        _CLIENT,
        "come = part.stat().st_size if part.exists() and known else 0",
        "come = 0",
        (f"{_OF_BULK}::test_interrupted_download_goes_on_where_it_was",),
    ),
    # Parsing
    Guard(
        "a page declares entities that burst, or lie outside",
        _MARKUP,
        r'if re.search(r"<!DOCTYPE[^>]*\[|<!ENTITY", text[:65536], re.IGNORECASE):',
        "if False:",
        _OF_MARKUP,
    ),
    Guard(
        "a page declares an entity behind a long comment",
        _MARKUP,
        "    parser.EntityDeclHandler = refuse\n",
        "",
        _OF_MARKUP,
    ),
    Guard(
        "an Office file declares entities",
        "tools/formats/office_file.py",
        "if part.getroottree().docinfo.internalDTD is not None:",
        "if False:",
        ("tests/tools/formats/test_word_document.py",),
    ),
    Guard("a page is nested ten thousand deep", _MARKUP, "if self.depth > MAX_DEPTH:", "if False:", _OF_MARKUP),
    Guard(
        "an element has hundreds of thousands of attributes",
        _MARKUP,
        "if len(attributes) > MAX_ATTRIBUTES:",
        "if False:",
        _OF_MARKUP,
    ),
    Guard("a page has millions of elements", _MARKUP, "if self.elements > MAX_ELEMENTS:", "if False:", _OF_MARKUP),
    Guard("a page is larger than any filing", _MARKUP, "if len(content) > MAX_BYTES:", "if False:", _OF_MARKUP),
    Guard(
        "a page has thousands of tags that never end",
        _MARKUP,
        "if sum(1 for _ in _UNCLOSED.finditer(text)) > MAX_UNCLOSED:",
        "if False:",
        (f"{_OF_MARKUP[0]}::test_tags_that_never_end_are_refused_at_once",),
    ),
    Guard(
        "a page keeps its reader busy for ever",
        "tools/documents/page_worker.py",
        "timer = threading.Timer(seconds, kill)",
        "timer = threading.Timer(10**6, kill)",
        ("tests/tools/documents/test_page_worker.py",),
    ),
    Guard("an archive is sent as a page", _MARKUP, "if content.startswith(mark):", "if False:", _OF_MARKUP),
    Guard(
        "an Office file bursts",
        "tools/formats/office_file.py",
        "if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_BYTES:",
        "if False:",
        _OF_OFFICE,
    ),
    Guard(
        "mails lie in mails without end",
        "tools/formats/opening.py",
        "if depth >= NESTED:",
        "if False:",
        ("tests/tools/formats/test_opening.py::test_mails_in_mails_end_somewhere",),
    ),
    Guard("a page holds NUL characters", _MARKUP, 'if "\\x00" in text:', "if False:", _OF_MARKUP),
    Guard(
        "a page is in another encoding than it says",
        _MARKUP,
        "except (UnicodeDecodeError, LookupError):",
        "except ZeroDivisionError:",
        _OF_MARKUP,
    ),
    Guard(
        "a question holds NUL or half a character",
        "muniment/wording.py",
        'return _UNSTORABLE.sub("\\ufffd", text)',
        "return text",
        (f"{_OF_SESSIONS}::test_a_question_with_what_cannot_be_stored_is_answered",),
    ),
    Guard(
        "a figure is NaN, infinite, or a negative in parentheses",
        _XBRL,
        r'if not re.fullmatch(r"-?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})", digits):',
        "if False:",
        (_OF_XBRL,),
    ),
    Guard(
        "a filing states a figure twice, and otherwise",
        _XBRL,
        "return best if all(_agree(best, other) for other in ranked[1:]) else None",
        "return best",
        (_OF_XBRL,),
    ),
    Guard(
        "an integer is larger than 64 bits",
        "tools/edgar/company_facts.py",
        r"""orjson.loads(_NUMBER.sub(rb'"val":"\1"', content))""",
        "orjson.loads(content)",
        _OF_FACTS,
    ),
    Guard(
        "a filed figure is not a number",
        "tools/edgar/company_facts.py",
        "if not value.is_finite():",
        "if False:",
        _OF_FACTS,
    ),
    Guard(
        "a figure is restated by an amendment",
        "tools/basis.py",
        "    return not form or form.startswith(_PERIODIC)",
        '    return not form or (form.startswith(_PERIODIC) and not form.endswith("/A"))',
        ("tests/test_made_up_companies.py", "tests/tools/test_basis.py"),
    ),
    Guard(
        "a company changes its fiscal year",
        "tools/fiscal_calendar.py",
        "if 380 + MONTH < (following - last).days < 730 - MONTH",
        "if False",
        ("tests/tools/test_fiscal_years.py", "tests/test_made_up_companies.py"),
    ),
    # Postgres and pgvector
    Guard(
        "a search inside a filter finds fewer passages than there are",
        "tools/retriever.py",
        "AS place FROM f ORDER BY vector <#> :vector, id LIMIT 60)",
        "AS place FROM (SELECT e.passage_id AS id, e.vector FROM embeddings e WHERE e.model = :model"
        " ORDER BY e.vector <#> :vector LIMIT 60) AS n WHERE id IN (SELECT id FROM f) LIMIT 60)",
        (f"{_OF_RETRIEVER}::test_recall_inside_a_filter_is_one",),
    ),
    Guard(
        "vectors of another embedding model are mixed in",
        "tools/retriever.py",
        "WHERE e.model = :model ORDER BY e.vector <#> :vector LIMIT :count",
        "WHERE :model <> '' ORDER BY e.vector <#> :vector LIMIT :count",
        (f"{_OF_RETRIEVER}::test_passages_of_another_embedding_model_are_not_mixed_in",),
    ),
    Guard(
        "a vector has the wrong dimension",
        "muniment/models/embeddings.py",
        "if vectors.shape != (count, DIMENSIONS):",
        "if False:",
        (_OF_STORE, f"{_OF_RETRIEVER}::test_vector_of_a_wrong_dimension_is_refused_at_the_write"),
    ),
    Guard(
        "a vector holds NaN or infinity",
        "muniment/models/embeddings.py",
        "if not np.isfinite(vectors).all():",
        "if False:",
        (f"{_OF_STORE}::test_vector_that_cannot_be_right_is_refused",),
    ),
    Guard(
        "a vector is all zeros",
        "muniment/models/embeddings.py",
        "if count and np.abs(np.linalg.norm(vectors, axis=1) - 1).max() > 1e-2:",
        "if False:",
        (f"{_OF_STORE}::test_vector_that_cannot_be_right_is_refused",),
    ),
    Guard(
        "a ticket that is nobody's shows documents",
        "migrations/versions/m0012_people.py",
        """"SELECT": (f"collection {_in('read')}", ""),
        "INSERT": ("", f"collection {_in('add')}"),
        "UPDATE": (_HIS""",
        """"SELECT": ("true", ""),
        "INSERT": ("", f"collection {_in('add')}"),
        "UPDATE": (_HIS""",
        (f"{_OF_PEOPLE}::test_a_ticket_that_is_nobodys_shows_nothing",),
    ),
    Guard(
        "a pooled connection keeps the rights of who used it before",
        "muniment/store/acting.py",
        "_ENTER = \"SELECT set_config('muniment.ticket', %s, true)\"",
        "_ENTER = \"SELECT set_config('muniment.ticket', %s, false)\"",
        (f"{_OF_PEOPLE}::test_a_connection_that_is_used_again_keeps_nobodys_rights",),
    ),
    Guard(
        "the server acts as a role that passes row-level security by",
        "muniment/store/guarding.py",
        "if role.rolsuper or role.rolbypassrls:",
        "if False:",
        (f"{_OF_PEOPLE}::test_a_database_that_would_not_keep_people_apart_is_refused",),
    ),
    Guard(
        "a crash leaves half a filing in sight",
        _STORE,
        "            add_filings(connection, filings)\n            copy_facts(connection, facts)\n            if accession:",
        "            with self.database.begin() as other:\n                add_filings(other, filings)\n"
        "            copy_facts(connection, facts)\n            if accession:",
        (f"{_OF_STORE}::test_half_loaded_record_is_never_visible",),
    ),
    Guard(
        "loading the same bytes again changes something",
        _STORE,
        "if connection.execute(done).scalar_one_or_none() == sha256:",
        "if False:",
        (f"{_OF_STORE}::test_loading_twice_changes_nothing",),
    ),
    Guard(
        "the embedded server is killed between two questions",
        _DATABASE,
        "            if self.server is None:\n                raise Unavailable(",
        "            if True:\n                raise Unavailable(",
        (f"{_OF_SESSIONS}::test_the_embedded_server_may_be_killed_between_turns",),
    ),
    Guard(
        "a pooled connection was dropped",
        _DATABASE,
        "pool_pre_ping=True",
        "pool_pre_ping=False",
        (_OF_DATABASE,),
    ),
    Guard(
        "the disk is full",
        _EMBEDDED,
        "if shutil.disk_usage(place).free < 64 * 1024 * 1024:",
        "if False:",
        (f"{_OF_EMBEDDED}::test_home_on_a_full_disk_is_refused",),
    ),
    Guard(
        "a dead postmaster is taken for a running one",
        _EMBEDDED,
        """if process.status() == psutil.STATUS_ZOMBIE or process.name() != "postgres":
            return None
        given = process.cmdline()
        ours = "-D" in given and Path(given[given.index("-D") + 1]).resolve() == folder.resolve()""",
        "ours = True",
        (f"{_OF_EMBEDDED}::test_zombie_postmaster_is_no_running_server",),
    ),
    Guard(
        "a stale lock of the embedded server",
        _EMBEDDED,
        'for lock in (folder / "postmaster.pid", *folder.glob(".s.PGSQL.*")):',
        "for lock in ():",
        (f"{_OF_EMBEDDED}::test_stale_lock_is_cleared",),
    ),
    Guard(
        "the keeper of the embedded server is killed and the server stays",
        "muniment/store/keeper.py",
        "ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)",
        "pass",
        (f"{_OF_EMBEDDED}::test_server_ends_with_a_keeper_that_is_killed_and_is_started_again",),
    ),
    Guard(
        "the embedded server outlives a program that was ended by a signal",
        "muniment/store/keeper.py",
        'if time.monotonic() - used > spec["linger"]:',
        "if False:",
        (f"{_OF_EMBEDDED}::test_server_ends_with_a_program_that_is_ended_by_a_signal",),
    ),
    Guard(
        "the data directory is of another Postgres version",
        _EMBEDDED,
        "if version.exists() and version.read_text().strip() != str(POSTGRES):",
        "if False:",
        (f"{_OF_EMBEDDED}::test_directory_of_another_postgres_version_is_refused",),
    ),
    # Graph and sessions
    Guard(
        "a process is killed in a room of the graph",
        "muniment/chat.py",
        'if past and past[-1].status == "asked":',
        "if False:",
        (f"{_OF_SESSIONS}::test_a_turn_killed_in_any_room_is_gone_on_with",),
    ),
    Guard(
        "two turns are asked at once in one session",
        "muniment/chat.py",
        '            saver.hold(f"session {self.id}")\n',
        "",
        (f"{_OF_SESSIONS}::test_turns_asked_at_once_are_all_answered_in_order",),
    ),
    Guard(
        "a checkpoint is flipped, cut, deleted or swapped",
        _KEEPING,
        'if kept is None or kept["seal"] != (self._seal(run) if kept["seal"] or self._begun(run) else ""):',
        "if kept is None:",
        (
            f"{_OF_SESSIONS}::test_a_damaged_checkpoint_is_never_gone_on_with",
            f"{_OF_RUNS}::test_a_run_whose_checkpoints_were_altered_is_not_shown",
        ),
    ),
    Guard(
        "a checkpoint makes an object of any class",
        _KEEPING,
        "super().__init__(allowed_msgpack_modules=None)",
        "super().__init__(allowed_msgpack_modules=True)",
        (f"{_OF_RUNS}::test_a_checkpoint_makes_nothing_but_records",),
    ),
    Guard(
        "a turn's row is altered",
        _SESSIONS,
        "if row.digest != _digest(row.n, row.question, row.run, row.status, row.answer, row.before):",
        "if False:",
        (f"{_OF_SESSIONS}::test_an_altered_turn_sets_its_session_aside",),
    ),
    Guard(
        "a turn is deleted, in the midst or at the end",
        _SESSIONS,
        "        if gone:\n",
        "        if False:\n",
        (f"{_OF_SESSIONS}::test_a_turn_that_was_taken_away_sets_the_session_aside",),
    ),
    Guard(
        "a session's name cannot be stored",
        _SESSIONS,
        "if not isinstance(name, str) or len(name) > 100 or not re.fullmatch(NAME, name):",
        "if False:",
        (f"{_OF_SESSIONS}::test_a_session_needs_a_name_that_can_be_stored",),
    ),
    Guard(
        "a room of the graph raises",
        "graphs/building.py",
        "except Exception as error:",
        "except ZeroDivisionError as error:",
        (f"{_OF_VERIFIER[0]}::test_guard_that_fails_to_run_is_a_no",),
    ),
    Guard(
        "decoding goes on though it was stopped",
        _GGUF,
        "                go_on()\n                if bindings()",
        "                if bindings()",
        (f"{_OF_GGUF}::test_abandoned_call_leaves_the_model_clean",),
    ),
    Guard(
        "a client goes and its run goes on",
        "muniment/web/gate.py",
        "            stop.set()\n",
        "",
        (f"{_OF_WEB}::test_a_request_that_is_broken_off_stops_its_run",),
    ),
    Guard(
        "a session of ten thousand turns is read whole for each",
        "muniment/chat.py",
        "past = self.sessions.turns(self.id, HISTORY)\n            if past",
        "past = self.sessions.turns(self.id)\n            if past",
        (f"{_OF_SESSIONS}::test_a_session_of_ten_thousand_turns_reads_only_its_last",),
    ),
    # The model
    Guard(
        "the model's file is cut",
        _GGUF_FILE,
        "if file.tell() + last >= size:",
        "if False:",
        (f"{_OF_GGUF}::test_cut_model_is_refused",),
    ),
    Guard(
        "the model's header is fuzzed",
        _GGUF_FILE,
        "except (struct.error, UnicodeDecodeError, ValueError, OverflowError, MemoryError) as error:",
        "except ZeroDivisionError as error:",
        (f"{_OF_GGUF}::test_fuzzed_headers_are_refused_or_read_never_worse",),
    ),
    Guard(
        "the model is of an architecture that llama.cpp cannot run",
        _OPENED,
        "                _probe(path, sha256, settings.home)\n",
        "                pass\n",
        (f"{_OF_GGUF}::test_model_that_llama_cpp_cannot_run_is_refused",),
    ),
    Guard(
        "the model's file is another one than its name says",
        _OPENED,
        "if known and known.sha256 != sha256:",
        "if False:",
        ("tests/models/test_models.py::test_altered_file_is_not_taken_for_the_model_of_its_name",),
    ),
    Guard(
        "calls to the model come at the same time",
        _GGUF,
        "        with self._lock:\n            llama = self._loaded()\n            tokens =",
        "        with threading.Lock():\n            llama = self._loaded()\n            tokens =",
        (f"{_OF_GGUF}::test_concurrent_calls_are_queued",),
    ),
    Guard(
        "the queue for the model is full",
        "muniment/web/gate.py",
        "if self.inside >= self.places:",
        "if False:",
        (f"{_OF_WEB}::test_a_full_server_answers_503_with_retry_after",),
    ),
    Guard(
        "another adapter than the one wanted is left on the model",
        _GGUF,
        "            self._adapt(adapter)\n            llama.reset()\n            llama.set_seed(_SEED)",
        "            if adapter is not None:\n                self._adapt(adapter)\n            llama.reset()\n            llama.set_seed(_SEED)",
        (f"{_OF_ADAPTERS[0]}::test_each_adapter_says_what_a_cold_run_says_whatever_came_before",),
    ),
    Guard(
        "an adapter is of other shapes than the model",
        _GGUF,
        "            if not loaded:\n",
        "            if False:\n",
        (f"{_OF_ADAPTERS[0]}::test_adapter_of_other_shapes_is_refused",),
    ),
    Guard(
        "an adapter was altered",
        _GGUF,
        "if sha256_of(adapter.path) != adapter.sha256:",
        "if False:",
        (f"{_OF_ADAPTERS[0]}::test_missing_or_altered_adapter_is_refused_never_left_out",),
    ),
    Guard(
        "a prompt is longer than the model's context",
        _GGUF,
        "if len(tokens) + max_tokens > self.context:",
        "if False:",
        (f"{_OF_GGUF}::test_prompt_longer_than_the_context_is_refused",),
    ),
    Guard(
        "the evidence is longer than the model's window",
        "tools/curator.py",
        "if used + tokens > budget:",
        "if False:",
        (
            "tests/tools/test_curator.py",
            f"{_OF_RETRIEVER}::test_what_does_not_fit_the_window_is_left_out_with_the_reason",
        ),
    ),
    Guard(
        "an answer that was cut by its length is shown as whole",
        _GGUF,
        '                    raise ModelUnavailable("the model\'s output was cut by its limit")',
        "                    break",
        (f"{_OF_GGUF}::test_output_cut_by_length_is_never_shown_as_complete",),
    ),
    Guard(
        "what an abandoned call left in the model changes the next answer",
        _GGUF,
        "            llama.reset()\n            llama.set_seed(_SEED)\n            out: list[int] = []\n"
        "            for token in llama.generate(tokens, temp=0.0,",
        "            out: list[int] = []\n            for token in llama.generate(tokens, temp=0.0, reset=False,",
        (
            f"{_OF_GGUF}::test_abandoned_call_leaves_the_model_clean",
            f"{_OF_GGUF}::test_output_is_the_same_over_threads_and_order",
        ),
    ),
    # Answers and pages
    Guard(
        "a draft that could not be proven is told",
        "graphs/building.py",
        "    if not verdict.sound:\n",
        "    if False:\n",
        (f"{_OF_VERIFIER[0]}::test_unproven_draft_goes_back_once_and_is_then_refused",),
    ),
    Guard(
        "text that a page hides speaks to the model",
        "tools/documents/document.py",
        "bool(style and _HIDDEN.search(style))\n            or",
        "False\n            or",
        _OF_MARKUP,
    ),
    Guard(
        "text of zero width stands in a page",
        "tools/documents/document.py",
        '_UNSEEN.sub("", text)',
        "text",
        _OF_MARKUP,
    ),
    Guard(
        "a document speaks to machines",
        "tools/library/hostile_text.py",
        "    if not orders and not noise:\n",
        "    if True:\n",
        ("tests/tools/library/test_hostile_text.py",),
    ),
    Guard(
        "a record that is handed in speaks to machines",
        "tools/own/own_records.py",
        "for record in (replace(r, text=muted(r.text)) for r in records):",
        "for record in records:",
        ("tests/tools/own/test_own_records.py",),
    ),
    Guard(
        "a control token in a document ends the model's turn",
        _GGUF,
        "special=p.ours)",
        "special=True)",
        ("tests/models/test_gguf.py",),
    ),
    Guard(
        "a number in the text is none of the evidence",
        _VERIFIER,
        'checks += [Check(f"the number {n} in the text", held) for n, held in _numbers(draft, curated)]\n    if all(c.held for c in checks):',
        "if False:",
        _OF_VERIFIER,
    ),
    Guard(
        "a citation leads to something that does not exist",
        _VERIFIER,
        "any(e.source == c.record for e in curated.evidence)",
        "True",
        _OF_VERIFIER,
    ),
    Guard(
        "a quotation does not stand in the original",
        _VERIFIER,
        "_squeezed(citation.quote) in _squeezed(original)",
        "True",
        (*_OF_VERIFIER, "tests/test_documents_asked.py::test_a_quotation_altered_in_the_store_is_not_told"),
    ),
    Guard(
        "a figure is of another company",
        _SLOTS,
        "figure.cik == company.cik and figure.entity == company.name",
        "True",
        _OF_SLOTS,
    ),
    Guard(
        "a figure is of another period",
        _SLOTS,
        "        checks += _period(period, figure)\n",
        "",
        _OF_SLOTS,
    ),
    Guard(
        "control characters in an answer drive the terminal",
        "muniment/presenting.py",
        'return _CONTROL.sub("", text)',
        "return text",
        _OF_PRESENTING,
    ),
    Guard(
        "text of a record is markup in an exported session",
        "muniment/presenting.py",
        r'return re.sub(r"([\\`*_<>#!\[\]()|~])", r"\\\1", text)',
        "return text",
        _OF_PRESENTING,
    ),
    Guard(
        "a cell of a spreadsheet is a formula",
        "muniment/presenting.py",
        """return f"'{bare}" if bare.lstrip()[:1] in ("=", "@", "+", "-", "\\t") and not _NUMBER.fullmatch(bare) else bare""",
        "return bare",
        _OF_PRESENTING,
    ),
    Guard(
        "a filing's page runs a script",
        "tools/documents/inert_page.py",
        "clean_content_tags=_DROPPED,",
        "clean_content_tags=set(),",
        ("tests/tools/documents/test_inert_page.py",),
    ),
    Guard(
        "the page loads something from elsewhere",
        "muniment/web/guarded.py",
        "for name, value in HEADERS.items():",
        "for name, value in ():",
        ("tests/web/test_web.py",),
    ),
    Guard(
        "a question has a million characters",
        "agents/reading/words.py",
        "if len(question) > MAX_QUESTION:",
        "if False:",
        _OF_ROUTER,
    ),
    # Audit
    Guard(
        "an audit row is edited",
        _VERIFYING,
        "if hashlib.sha256((before + row.entry).encode()).hexdigest() != row.hash:",
        "if False:",
        _OF_VERIFYING,
    ),
    Guard("an audit row is deleted or put elsewhere", _VERIFYING, "if number != n:", "if False:", _OF_VERIFYING),
    Guard(
        "the audit is written anew with hashes that fit",
        _VERIFYING,
        "if n in signed and signed[n] != row.hash:",
        "if False:",
        _OF_VERIFYING,
    ),
    Guard("the end of the audit is cut off", _VERIFYING, "    if n < last:\n", "    if False:\n", _OF_VERIFYING),
    Guard("the audit's clock steps back", _VERIFYING, "if time + STEP < at:", "if False:", _OF_VERIFYING),
    Guard(
        "two write the audit at once",
        _VERIFYING,
        "if signed.setdefault(head.seq, head.hash) != head.hash:",
        "signed.setdefault(head.seq, head.hash)\n        if False:",
        _OF_VERIFYING,
    ),
    Guard(
        "the house edits the audit",
        "migrations/versions/m0013_audit.py",
        "CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();\n",
        "",
        ("tests/trust/test_audit.py::test_rows_are_not_changed_or_deleted_even_by_the_house",),
    ),
    # Found
    Guard(
        "two processes first use a home at the same time",
        _DATABASE,
        '            connection.execute(text("SELECT pg_advisory_xact_lock(7060130001)"))\n',
        "",
        (f"{_OF_RUNS}::test_first_questions_of_several_processes_at_once_are_all_answered",),
    ),
    Guard(
        "two processes first keep a run at the same time",
        _KEEPING,
        'query = "SELECT pg_try_advisory_lock(%s) AS held"',
        'query = "SELECT pg_advisory_lock(%s)::text IS NOT NULL AS held"',
        (f"{_OF_RUNS}::test_first_questions_of_several_processes_at_once_are_all_answered",),
    ),
    Guard(
        "a lock's number now belongs to another home's Postgres, which is stopped",
        _EMBEDDED,
        'ours = "-D" in given and Path(given[given.index("-D") + 1]).resolve() == folder.resolve()',
        'ours = "-D" in given',
        (f"{_OF_EMBEDDED}::test_lock_that_names_another_homes_server_does_not_get_it_stopped",),
    ),
    Guard(
        "asking again, cut off, loses the answer that was given",
        _KEEPING,
        "return run + ATTEMPT if kept else run",
        "return run",
        (f"{_OF_RUNS}::test_an_answer_stays_when_it_is_asked_for_again_and_that_is_cut_off",),
    ),
    Guard(
        "a kill between an answer and its turn sets the session aside",
        "muniment/chat.py",
        "            if run.answer is not None:\n",
        "            if False:\n",
        (f"{_OF_SESSIONS}::test_a_turn_whose_answer_was_kept_just_before_a_kill_has_it_afterwards",),
    ),
    Guard(
        "a clock that stood ahead gets new runs pruned",
        "muniment/store/runs.py",
        "order_by(RunRow.n.desc()).offset(KEPT)",
        "order_by(RunRow.started.desc()).offset(KEPT)",
        (f"{_OF_RUNS}::test_a_clock_that_stood_ahead_does_not_get_new_runs_pruned",),
    ),
    Guard(
        "EDGAR says to everything that nothing has changed",
        _CLIENT,
        "conditional=attempt == 0)\n            except _Again as again:",
        "conditional=attempt == 0)\n            except _Again as again:\n                if again.wait == 0:\n                    return self._get(root, path)",
        (f"{_OF_CLIENT}::test_a_server_that_says_not_modified_to_everything_is_left_after_few_requests",),
    ),
    Guard(
        "a maintenance page is kept as the filing",
        "tools/normaliser.py",
        'if form.startswith(("10-K", "10-Q")) and not facts and not sections:',
        "if False:",
        (f"{_OF_FETCHER}::test_a_maintenance_page_is_no_filing_and_is_asked_for_again_after_a_day",),
    ),
    Guard(
        "a document that could not be read counts as loaded for ever",
        _STORE,
        "SourceRow.loader == LOADER, lately)",
        "SourceRow.loader == LOADER)",
        (f"{_OF_FETCHER}::test_a_maintenance_page_is_no_filing_and_is_asked_for_again_after_a_day",),
    ),
    Guard(
        "one missing document ends the fetch of the rest",
        "tools/edgar/fetcher.py",
        '                self.absent.append(f"{url} ({error})")\n                continue',
        "                raise",
        (f"{_OF_FETCHER}::test_one_older_page_or_document_that_is_missing_ends_nothing",),
    ),
    Guard(
        "a company's name is markup for the terminal",
        "muniment/command/fetching.py",
        'TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()',
        'TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()',
        (f"{_OF_FETCHER}::test_company_whose_name_is_markup_is_fetched",),
    ),
    Guard(
        "the home has signs in its path that a shell or Postgres reads",
        _EMBEDDED,
        "and _PLAIN.fullmatch(name) and name == name.strip()",
        "",
        (f"{_OF_EMBEDDED}::test_any_folder_can_be_the_home",),
    ),
    Guard(
        "a terminal cannot show a character",
        "muniment/command/cli.py",
        '            stream.reconfigure(errors="replace")\n',
        "            pass\n",
        ("tests/command/test_cli.py::test_an_answer_is_not_lost_where_a_terminal_cannot_show_a_character",),
    ),
    Guard(
        "the list of chosen adapters is cut, or another thing",
        "muniment/learning/adapters.py",
        "        if not isinstance(held, dict) or not all(",
        "        if False and not all(",
        (f"{_OF_REGISTRY}::test_adapter_that_passed_is_used_and_taken_back",),
    ),
    Guard(
        "what was found out of models is cut, or another thing",
        _OPENED,
        "    if not isinstance(known, dict):\n",
        "    if False:\n",
        ("tests/models/test_gguf.py",),
    ),
    Guard(
        "the embedding model's file is cut",
        "muniment/models/minilm.py",
        "    if _whole(target):\n",
        "    if target.exists():\n",
        ("tests/models/test_gguf.py",),
    ),
    Guard(
        "the doctor dies of what is broken",
        "muniment/command/doctor.py",
        "    except Exception as error:\n",
        "    except ZeroDivisionError as error:\n",
        ("tests/command/test_cli.py",),
    ),
    Guard(
        "Postgres is killed under a question",
        "muniment/runner.py",
        "        except Lost:\n            if saver is not None:",
        "        except ZeroDivisionError:\n            if saver is not None:",
        (f"{_OF_RUNS}::test_a_question_survives_that_the_server_is_killed_under_it",),
    ),
    Guard(
        "a reading worker goes on though who asked was killed",
        "tools/documents/page_worker.py",
        "    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()\n",
        "",
        ("tests/tools/documents/test_page_worker.py::test_a_worker_ends_when_whoever_asked_is_killed",),
    ),
    Guard(
        "one question brings thousands of records",
        "muniment/asked.py",
        "if size > MOST_TEXT or len(self.records) > MOST_RECORDS:",
        "if size > MOST_TEXT:",
        (f"{_OF_WEB}::test_more_records_than_one_question_may_bring_are_refused",),
    ),
    Guard(
        "one question brings megabytes of text",
        "muniment/asked.py",
        "if size > MOST_TEXT or len(self.records) > MOST_RECORDS:",
        "if len(self.records) > MOST_RECORDS:",
        (f"{_OF_WEB}::test_more_records_than_one_question_may_bring_are_refused",),
    ),
    Guard(
        "a sentence of thousands of amounts keeps the model busy",
        "tools/own/record_cells.py",
        "        found = [m for m in islice(_AMOUNT.finditer(sentence), MOST_AMOUNTS + 1) if not _no_amount(m, sentence)]\n"
        "        if len(found) > MOST_AMOUNTS:",
        "        found = [m for m in islice(_AMOUNT.finditer(sentence), None) if not _no_amount(m, sentence)]\n        if False:",
        ("tests/tools/own/test_record_cells.py",),
    ),
    Guard(
        "a sentence of thousands of words has millions of stretches",
        "tools/own/text_spans.py",
        r'words = list(re.finditer(r"\S+", sentence))[:LONGEST_SENTENCE]',
        r'words = list(re.finditer(r"\S+", sentence))',
        ("tests/tools/own/test_text_spans.py",),
    ),
    Guard(
        "a figure was altered in the store",
        _VERIFIER,
        "stands(figure) is not False",
        "True",
        (f"{_OF_ORIGINALS}::test_a_figure_that_was_altered_in_the_store_is_not_told",),
    ),
    Guard(
        "a figure of the bundled sample was altered in the store",
        "tools/documents/original_figure.py",
        "    if not found and (of_sample := sampled(fact.accession)):\n",
        "    if not found and (of_sample := sampled(fact.accession)) and not found:\n        return found\n    if False:\n",
        (
            f"{_OF_ORIGINALS}::test_a_figure_of_the_sample_that_was_altered_is_not_told",
            f"{_OF_ORIGINALS}::test_a_figure_that_was_put_into_the_store_is_not_told",
        ),
    ),
    Guard(
        "a record that a run was given was altered",
        "muniment/store/runs.py",
        "if any(sha256 not in kept or record_hash(kept[sha256]) != sha256 for sha256 in wanted):",
        "if any(sha256 not in kept for sha256 in wanted):",
        (_OF_SESSIONS,),
    ),
    Guard(
        "a model whose weights are NaN is opened",
        _OPENED,
        "    if not np.isfinite(logits).all():\n",
        "    if False:\n",
        ("tests/models/test_gguf.py",),
    ),
    Guard(
        "a model has another number of words than its weights are for",
        _GGUF_FILE,
        "if rows is not None and isinstance(words, int) and words != rows:",
        "if False:",
        ("tests/models/test_gguf.py",),
    ),
    Guard(
        "a page names one of Python's own codecs as its encoding",
        _MARKUP,
        '_WEB.get(charset, charset if charset in _OF_THE_WEB else "")',
        "_WEB.get(charset, charset)",
        _OF_MARKUP,
    ),
    Guard(
        "the home's path is too long for a socket",
        _EMBEDDED,
        "if len(os.fsencode(name)) <= LONGEST_SOCKET and",
        "if",
        (f"{_OF_EMBEDDED}::test_any_folder_can_be_the_home",),
    ),
    Guard(
        "others can enter the folder of the socket",
        _EMBEDDED,
        "if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) & 0o077:",
        "if False:",
        (f"{_OF_EMBEDDED}::test_socket_folder_that_somebody_else_made_is_refused",),
    ),
    Guard(
        "a thousand connections that say nothing silence the server",
        "muniment/web/patience.py",
        "if awaited and now - since > (self._patience if cycle is None else PATIENCE_WITH_A_BODY):",
        "if False:",
        ("tests/web/test_patience.py",),
    ),
    Guard(
        "the server's log tells what a fault was about",
        "muniment/web/serving.py",
        "if record.exc_info and record.exc_info[1] is not None:",
        "if False:",
        ("tests/web/test_people_door.py::test_a_fault_is_logged_with_its_place_and_nothing_of_what_it_was_about",),
    ),
    Guard(
        "a fault of the database prints the text of a record",
        _DATABASE,
        "hide_parameters=True",
        "hide_parameters=False",
        (_OF_DATABASE,),
    ),
    Guard(
        "guesses at people's keys are unlimited",
        "muniment/web/people/limits.py",
        "return self._guessed[address] <= GUESSES",
        "return True",
        ("tests/web/test_people_door.py::test_wrong_keys_from_an_address_shut_nobody_out_who_has_one",),
    ),
    Guard(
        "the server of tools answers without the key that is set",
        "muniment/web/mcp_server.py",
        "if settings.api_key and not hmac.compare_digest(given_key(request).encode(), settings.api_key.encode()):",
        "if False:",
        ("tests/web/test_mcp.py::test_over_http_the_api_key_is_asked_for_where_one_is_set",),
    ),
    Guard(
        "deleting a session leaves its runs",
        "muniment/chat.py",
        "            self.runner.forget(self.sessions.own_runs(self.id), saver)\n",
        "",
        (f"{_OF_SESSIONS}::test_a_session_that_is_deleted_takes_its_runs_and_records_along",),
    ),
    Guard(
        "deleting a run leaves it",
        "muniment/agent.py",
        "            self.runner.forget([found.id], saver)\n",
        "",
        (f"{_OF_RUNS}::test_a_run_that_is_deleted_is_gone",),
    ),
    Guard(
        "deleting a document leaves its bytes",
        "muniment/store/deleting.py",
        "        store.path(sha256).unlink(missing_ok=True)\n",
        "        pass\n",
        ("tests/test_library.py::test_what_is_deleted_is_nowhere_any_more",),
    ),
    Guard(
        "another section or item is told whose number begins alike",
        "tools/own/section_lookup.py",
        "if whole.lower() != number.lower():",
        "if not whole.lower().startswith(number.lower()):",
        ("tests/tools/own/test_lookups.py",),
    ),
    Guard(
        "an answer waits for others to be sent with",
        "muniment/web/ports.py",
        "socket.SOCK_STREAM, socket.IPPROTO_TCP)",
        "socket.SOCK_STREAM)",
        (f"{_OF_WEB}::test_answers_are_sent_at_once",),
    ),
    Guard(
        "an adapter gives NaN",
        _GGUF,
        "if not np.isfinite(numbers).all():",
        "if False:",
        ("tests/learning/test_adapters.py",),
    ),
    Guard(
        "the remembered hash of a model is forged",
        _GGUF,
        "if sha256_of(self.path) != self.sha256:",
        "if False:",
        ("tests/models/test_gguf.py",),
    ),
)
