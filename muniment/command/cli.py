"""The terminal's door: which commands there are, and what they take. Each is carried out in a module of its own.

Exit code 0 for answered, 3 for abstained, 2 for bad input, 1 for a fault; one clear sentence on stderr, never a traceback.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from rich.console import Console

from muniment.command.trust_parsers import trust_parsers
from muniment.errors import BadInput, Denied, MunimentError
from muniment.presenting import as_csv, as_json, as_text, inert
from muniment.settings import RISK, Settings, share

ANSWERED, FAULT, BAD_INPUT, ABSTAINED = 0, 1, 2, 3
_RISK = f"the share of answers over tables and contracts of your own that may be wrong, as it was certified (default: {RISK})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a character shows a question mark; the answer is not lost for it.
            stream.reconfigure(errors="replace")
    parsed = _parser().parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except (BadInput, Denied) as error:
        return _say(error, BAD_INPUT)
    except MunimentError as error:
        return _say(error, FAULT)
    except KeyboardInterrupt:
        print("\nStopped. What was loaded stays; the same command goes on from there.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return FAULT
    except Exception as error:
        return _say(f"an unexpected fault ({type(error).__name__}); muniment doctor may tell more", FAULT)


def _say(message: object, code: int) -> int:
    print(f"muniment: {inert(' '.join(str(message).split()))}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="muniment", description="Answers from records, on your own machine, with proof of every figure."
    )
    parser.add_argument("--version", action="version", version=f"muniment {version('muniment')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    ask = commands.add_parser("ask", help="ask a question of the records")
    ask.add_argument("question", nargs="*", help="the question; read from standard input when it is left out or is -")
    ask.add_argument("--as-of", type=_day, metavar="DATE", help="use only what had been filed by that day (YYYY-MM-DD)")
    ask.add_argument("--domain", help="the domain to ask; chosen by the question when left out")
    ask.add_argument(
        "--in",
        dest="within",
        action="append",
        default=[],
        metavar="COLLECTION",
        help="look only into this collection of your documents",
    )
    form = ask.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    form.add_argument(
        "--csv", action="store_true", help="print the answer's tables, or its figures, as CSV; a refusal goes to stderr"
    )
    ask.add_argument(
        "--record",
        action="append",
        default=[],
        metavar="FILE",
        help="answer from this file of yours, kept for this question only",
    )
    ask.add_argument("--risk", metavar="SHARE", help=_RISK)
    ask.add_argument("--links", action="store_true", help="print each citation's address below it")
    ask.add_argument("--trace", action="store_true", help="show on stderr what each room took")
    ask.set_defaults(run=_ask)
    fetch = commands.add_parser("fetch", help="bring companies' filings from EDGAR into the store")
    fetch.add_argument("companies", nargs="*", metavar="COMPANY", help="a ticker, a CIK or a name")
    fetch.add_argument(
        "--forms",
        default="10-K,10-Q",
        help="forms, separated by commas (default: 10-K,10-Q; 20-F and 40-F where a company files those)",
    )
    fetch.add_argument("--years", default="2", help="how many years back, or years separated by commas (default: 2)")
    fetch.add_argument(
        "--bulk",
        action="store_true",
        help="the filed figures of every company (or of those named), from EDGAR's nightly archives (3 GB)",
    )
    fetch.add_argument("--from", type=Path, dest="folder", metavar="FOLDER", help="where those archives lie already")
    fetch.set_defaults(run=_fetch)
    add = commands.add_parser("add", help="add documents of your own: files, or all in a folder")
    add.add_argument("paths", nargs="+", metavar="FILE|FOLDER", help="- is standard input")
    add.add_argument("--name", default="", help="the file's name of what comes on standard input")
    add.add_argument("--watch", action="store_true", help="go on, and add what changes, until Ctrl-C")
    add.add_argument("--collection", default="library", metavar="NAME", help="what they belong to (default: library)")
    add.set_defaults(run=_library("run_add"))
    worker = commands.add_parser("worker", help="read documents that others add to the same database, until Ctrl-C")
    worker.add_argument(
        "--threads",
        type=int,
        default=0,
        choices=range(1, 65),
        metavar="N",
        help="documents at once (default: one more than there are cores)",
    )
    worker.set_defaults(run=_library("run_worker"))
    library = commands.add_parser("library", help="your documents, and what could not be read of them")
    library.add_argument("collection", nargs="?", help="only this one")
    library.add_argument("--touched", action="store_true", help="kept answers that rest on a version that was replaced")
    library.add_argument("--remove", metavar="NAME", help="delete this collection for good, and tell what was deleted")
    library.add_argument("--json", action="store_true")
    library.set_defaults(run=_library("run_library"))
    search = commands.add_parser("search", help="the pages of your documents that speak of what is asked")
    search.add_argument("query", nargs="+", help="words, or a question")
    search.add_argument("--in", dest="collection", metavar="NAME", help="only this collection")
    search.add_argument(
        "--limit", type=int, default=10, choices=range(1, 101), metavar="N", help="pages at most (default: 10)"
    )
    search.add_argument("--json", action="store_true")
    search.set_defaults(run=_library("run_search"))
    clauses = commands.add_parser(
        "clauses", help="the clauses of your contracts, by kind; which contracts have none is said"
    )
    clauses.add_argument("kind", nargs="*", help="such as: audit rights; all kinds where none is named")
    clauses.add_argument("--in", dest="collection", metavar="NAME", help="only in this collection")
    clauses.add_argument("--risk", metavar="SHARE", help=_RISK)
    clauses.add_argument("--json", action="store_true")
    clauses.set_defaults(run=_contracts("run_clauses"))
    sheet = commands.add_parser(
        "sheet", help="what your contracts state: parties, dates, renewal, notice, law, limits …"
    )
    sheet.add_argument("--in", dest="collection", metavar="NAME", help="only in this collection")
    sheet.add_argument("--risk", metavar="SHARE", help=_RISK)
    sheet.add_argument("--json", action="store_true")
    sheet.add_argument("--to", type=Path, metavar="FILE", help="write a table to a file: .csv or .xlsx")
    sheet.set_defaults(run=_contracts("run_sheet"))
    review = commands.add_parser("review", help="confirm a field of a contract's sheet, or correct it")
    review.add_argument("contract", metavar="CONTRACT", help="the file's name")
    review.add_argument("field", metavar="FIELD", help="as the sheet calls it, such as: renewal")
    what = review.add_mutually_exclusive_group()
    what.add_argument("--value", help="what holds; without it, what was read is confirmed")
    what.add_argument("--absent", action="store_true", help="the contract states nothing of it")
    what.add_argument("--undo", action="store_true", help="take back what was said of it")
    review.add_argument(
        "--words", default="", metavar="TEXT", help="with --value: the contract's own words that say so"
    )
    review.add_argument("--in", dest="collection", metavar="NAME", help="in this collection")
    review.add_argument("--risk", metavar="SHARE", help=_RISK)
    review.set_defaults(run=_contracts("run_review"))
    compare = commands.add_parser(
        "compare", help="how a contract or a policy differs from another one, or from its earlier version"
    )
    compare.add_argument("document", metavar="DOCUMENT", help="the file's name")
    compare.add_argument(
        "other", nargs="?", default="", metavar="OTHER", help="the other's; without it, the version before"
    )
    compare.add_argument("--since", type=_day, metavar="DATE", help="the earlier version is that of this day")
    compare.add_argument("--in", dest="collection", metavar="NAME", help="both are in this collection")
    compare.add_argument("--risk", metavar="SHARE", help=_RISK)
    compare.add_argument("--json", action="store_true")
    compare.set_defaults(run=_contracts("run_compare"))
    deadlines = commands.add_parser(
        "deadlines", help="when your contracts end, are renewed, and must be given notice of"
    )
    deadlines.add_argument("--in", dest="collection", metavar="NAME", help="only in this collection")
    deadlines.add_argument("--since", type=_day, metavar="DATE", help="from this day on (default: today)")
    deadlines.add_argument("--until", type=_day, metavar="DATE", help="up to this day (default: a year later)")
    deadlines.add_argument("--risk", metavar="SHARE", help=_RISK)
    deadlines.add_argument("--json", action="store_true")
    deadlines.add_argument("--ics", type=Path, metavar="FILE", help="write them to a calendar file")
    deadlines.set_defaults(run=_contracts("run_deadlines"))
    duties = commands.add_parser("duties", help="who must, should, may or must not do what, by your policies")
    duties.add_argument("words", nargs="*", help="only duties that bear these words, or whose heading does")
    duties.add_argument("--in", dest="collection", metavar="NAME", help="only in this collection")
    duties.add_argument("--who", help="only the duties of these, such as: managers")
    duties.add_argument(
        "--for",
        dest="applying",
        default="",
        metavar="WHOM",
        help="without policies that say they do not apply to these, such as: contractors",
    )
    duties.add_argument("--force", choices=("must", "should", "may", "must not"), help="only duties of this force")
    duties.add_argument("--as-of", type=_day, metavar="DATE", help="by the documents as they were on this day")
    duties.add_argument("--json", action="store_true")
    duties.set_defaults(run=_duties)
    exam = commands.add_parser("exam", help="run questions with known answers through the agent, and mark them")
    exam.add_argument(
        "exams",
        nargs="+",
        metavar="SUITE|FILE",
        help="figures or tables (generated from the store), lessons, or a file of a public set",
    )
    exam.add_argument("--model", nargs="+", type=Path, help="GGUF files; with several, each takes the exam")
    exam.add_argument("--risk", metavar="SHARE", help=_RISK)
    exam.add_argument("--limit", type=int, help="only the first so many questions of each file")
    exam.add_argument("--json", action="store_true", help="print the summary as one JSON object")
    exam.add_argument("--out", type=Path, metavar="DIR", help="keep each answer, and a picture; go on from there")
    which = exam.add_mutually_exclusive_group()
    which.add_argument("--adapter", help="the name of an adapter to use (default: each domain's current one)")
    which.add_argument("--no-adapter", action="store_true", help="the model as it is")
    exam.add_argument("--no-retrieval", action="store_true", help="the model alone, without evidence")
    exam.add_argument(
        "--ablation", action="store_true", help="the model alone, with retrieval, with adapter, with both"
    )
    exam.set_defaults(run=_exam)
    tune = commands.add_parser("tune", help="learn an adapter from lessons")
    tune.add_argument("domain", choices=("records",), help="the domain that it is for")
    tune.add_argument(
        "lessons",
        nargs="+",
        metavar="SUITE|FILE",
        help="tables (generated from the store), lessons, or a file of a public set",
    )
    tune.add_argument(
        "--name", default="own", help="the adapter's name (default: own); an unfinished run is gone on with"
    )
    tune.add_argument("--epochs", type=int, default=2)
    tune.add_argument("--layers", type=int, default=20, help="how many upper layers are adapted")
    tune.add_argument("--precision", choices=("float32", "bfloat16"), default="float32")
    tune.add_argument("--exam", type=int, default=200, help="how many held-out lessons the gate's exam takes")
    tune.set_defaults(run=_tune)
    adapters = commands.add_parser("adapters", help="what was tuned: list, show, use, rollback, verify")
    adapters.add_argument("action", choices=("list", "show", "use", "rollback", "verify"))
    adapters.add_argument("name", nargs="?", help="domain/name; for rollback a domain")
    adapters.set_defaults(run=_adapters)
    models = commands.add_parser("models", help="reasoning models: list, pull, use, verify")
    models.add_argument("action", choices=("list", "pull", "use", "verify"))
    models.add_argument("name", nargs="?", help="of the catalogue, or a GGUF file on this machine")
    models.set_defaults(run=_models)
    good = commands.add_parser("good", help="mark a run's answer good: it becomes a lesson")
    good.add_argument("id", metavar="RUN", help="its id, or the beginning of it")
    good.set_defaults(run=_looking("run_good"))
    chat = commands.add_parser("chat", help="a session in the terminal; follow-ups lean on what was asked before")
    chat.add_argument("session", nargs="?", default="default", help="its name (default: default)")
    chat.set_defaults(run=_chat)
    sessions = commands.add_parser("sessions", help="chat sessions: list, rename, export, delete")
    sessions.add_argument("action", choices=("list", "rename", "export", "delete"))
    sessions.add_argument("name", nargs="?", help="of the session")
    sessions.add_argument("value", nargs="?", help="the new name, or the file (JSON where it ends in .json)")
    sessions.set_defaults(run=_looking("run_sessions"))
    runs = commands.add_parser("runs", help="the newest runs; --delete takes one away")
    runs.add_argument("--limit", type=int, default=20)
    runs.add_argument("--json", action="store_true")
    runs.add_argument("--delete", metavar="RUN", help="delete this run, and the records that only it was given")
    runs.set_defaults(run=_looking("run_runs"))
    show = commands.add_parser("show", help="where a citation stands: the lines of its page, or its words")
    show.add_argument("id", metavar="RUN", help="its id, or the beginning of it")
    show.add_argument("n", type=int, nargs="?", default=1, metavar="N", help="the citation's number (default: 1)")
    show.add_argument("--html", type=Path, metavar="FILE", help="write the page as it looks, with the place lit")
    show.set_defaults(run=_looking("run_show"))
    trace = commands.add_parser("trace", help="a run room by room: state, calls of the model and the database, times")
    trace.add_argument("id", metavar="RUN", help="its id, or the beginning of it")
    trace.add_argument("--html", type=Path, metavar="FILE", help="write a page that needs nothing else")
    trace.add_argument("--json", action="store_true")
    trace.add_argument("--plans", action="store_true", help="with the database's plan of each statement")
    trace.set_defaults(run=_looking("run_trace"))
    draw = commands.add_parser("draw", help="draw the graph, or a run's way through it; offline")
    draw.add_argument("--format", choices=("mermaid", "svg", "png", "ascii"), default="ascii")
    draw.add_argument("--run", dest="id", metavar="RUN", help="light up this run's way")
    draw.add_argument("--out", type=Path, metavar="FILE")
    draw.set_defaults(run=_looking("run_draw"))
    fork = commands.add_parser("fork", help="change the state of a run before a room, and run on from there")
    fork.add_argument("id", metavar="RUN", help="its id, or the beginning of it")
    fork.add_argument("--at", required=True, metavar="ROOM", help="the room, as in its trace")
    fork.add_argument("--set", action="append", metavar="PATH=VALUE", help="such as plan.asks.0.periods.0.year=2022")
    fork.add_argument("--json", action="store_true")
    fork.set_defaults(run=_looking("run_fork"))
    resume = commands.add_parser("resume", help="go on with a run that was stopped or killed, from its last room")
    resume.add_argument("id", metavar="RUN", help="its id, or the beginning of it")
    resume.set_defaults(run=_looking("run_resume"))
    replay = commands.add_parser("replay", help="run a run again, and say whether every room gave the same bytes")
    replay.add_argument("id", metavar="RUN", help="its id, or the beginning of it")
    replay.add_argument(
        "--strict", action="store_true", help="a changed model, adapter, record or code is a difference"
    )
    replay.set_defaults(run=_looking("run_replay"))
    serve = commands.add_parser("serve", help="the page, the HTTP API and OpenAI's API, on this machine")
    serve.add_argument(
        "--host", default="127.0.0.1", help="the address (default: 127.0.0.1); others need MUNIMENT_API_KEY"
    )
    serve.add_argument("--port", type=int, default=8321)
    serve.set_defaults(run=_serve)
    mcp = commands.add_parser("mcp", help="the agent and its tools as an MCP server, over stdio")
    mcp.add_argument("--http", action="store_true", help="over streamable HTTP on this machine instead")
    mcp.add_argument("--port", type=int, default=8322)
    mcp.set_defaults(run=_mcp)
    trust_parsers(commands)
    backup = commands.add_parser("backup", help="write all that your home holds into one file (models apart)")
    backup.add_argument("file")
    backup.set_defaults(run=_backups("run_backup"))
    restore = commands.add_parser("restore", help="bring a home back from such a file, into one that is empty")
    restore.add_argument("file")
    restore.add_argument(
        "--erasures", metavar="FILE", help="audit/erasures.jsonl of the home as it was: what it names is erased again"
    )
    restore.set_defaults(run=_backups("run_restore"))
    doctor = commands.add_parser("doctor", help="say what is there, what is missing, and how to mend it")
    doctor.set_defaults(run=_doctor)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write YYYY-MM-DD") from None


def _ask(parsed: argparse.Namespace) -> int:
    from muniment.agent import Agent
    from muniment.command.record_files import read_records
    from muniment.command.watching import watched

    records = read_records(parsed.record)
    typed = " ".join(parsed.question)
    question = sys.stdin.read(1_000_000) if typed in ("", "-") else typed
    settings = Settings.read()
    agent = Agent(replace(settings, risk=share(parsed.risk)) if parsed.risk else settings)
    for plugin in agent.broken:
        _say(f"the plugin {plugin.name} was left out: {plugin.why}", FAULT)
    events = agent.stream(question, as_of=parsed.as_of, domain=parsed.domain, records=records, within=parsed.within)
    answer = watched(events, Console(stderr=True))
    if parsed.trace:
        for step in answer.steps:
            print(f"{step.seconds:8.3f} s  {step.room}  {step.note}".rstrip(), file=sys.stderr)
    if parsed.csv and answer.status == "answered":
        print(as_csv(answer), end="")
    elif parsed.csv:
        print(as_text(answer), file=sys.stderr)
    else:
        print(
            json.dumps(as_json(answer), ensure_ascii=False, indent=1) if parsed.json else as_text(answer, parsed.links)
        )
    return ANSWERED if answer.status == "answered" else ABSTAINED


def _fetch(parsed: argparse.Namespace) -> int:
    from muniment.command.fetching import fetch_companies, fetch_everything

    if parsed.bulk or parsed.folder:
        return fetch_everything(Settings.read(), parsed.companies, parsed.folder)
    if not parsed.companies:
        raise BadInput("name a company, or take all of them with --bulk")
    return fetch_companies(Settings.read(), parsed.companies, parsed.forms, parsed.years)


def _library(name: str) -> Callable[[argparse.Namespace], int]:
    def run(parsed: argparse.Namespace) -> int:
        from muniment.command import library_commands

        return int(getattr(library_commands, name)(parsed))

    return run


def _contracts(name: str) -> Callable[[argparse.Namespace], int]:
    def run(parsed: argparse.Namespace) -> int:
        from muniment.command import contract_commands

        return int(getattr(contract_commands, name)(parsed))

    return run


def _backups(name: str) -> Callable[[argparse.Namespace], int]:
    def run(parsed: argparse.Namespace) -> int:
        from muniment.command import backup_commands

        return int(getattr(backup_commands, name)(parsed))

    return run


def _duties(parsed: argparse.Namespace) -> int:
    from muniment.command.duty_command import run_duties

    return run_duties(parsed)


def _exam(parsed: argparse.Namespace) -> int:
    from muniment.command.exam_command import run_exam

    return run_exam(parsed)


def _tune(parsed: argparse.Namespace) -> int:
    from muniment.command.tune_command import run_tune

    return run_tune(parsed)


def _adapters(parsed: argparse.Namespace) -> int:
    from muniment.command.tune_command import run_adapters

    return run_adapters(parsed)


def _models(parsed: argparse.Namespace) -> int:
    from muniment.command.model_command import run_models

    return run_models(parsed)


def _chat(parsed: argparse.Namespace) -> int:
    from muniment.agent import Agent
    from muniment.command.terminal import Terminal

    agent = Agent(Settings.read())
    return Terminal(agent, agent.chat(parsed.session)).run()


def _serve(parsed: argparse.Namespace) -> int:
    from muniment.web.serving import serve

    return serve(Settings.read(), parsed.host, parsed.port)


def _mcp(parsed: argparse.Namespace) -> int:
    from muniment.web.mcp_server import run_server

    return run_server(Settings.read(), "streamable-http" if parsed.http else "stdio", parsed.port)


def _looking(name: str) -> Callable[[argparse.Namespace], int]:
    def run(parsed: argparse.Namespace) -> int:
        from muniment.command import run_commands

        return int(getattr(run_commands, name)(parsed))

    return run


def _doctor(parsed: argparse.Namespace) -> int:
    from muniment.command.doctor import examine

    sound = True
    for finding in examine(Settings.read()):
        sound = sound and (finding.good or not finding.needed)
        print(
            inert(
                f"{'ok  ' if finding.good else 'miss' if not finding.needed else 'BAD '}  {finding.what:<11} {finding.said}"
            )
        )
    return ANSWERED if sound else FAULT
