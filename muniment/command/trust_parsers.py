"""The commands there are where people sign in, and what they take: people, shares, the audit, and what is kept how long."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def trust_parsers(commands: Commands) -> None:
    """What there is to do where people sign in: `people`, `share`, `audit`, and what is kept how long."""
    audit = commands.add_parser("audit", help="the record of what was told to whom, where people sign in")
    audit.add_argument("--last", type=int, default=20, metavar="N", help="the newest N rows (default: 20)")
    audit.add_argument("--json", action="store_true")
    audit.set_defaults(run=_auditing("run_list"))
    looking = audit.add_subparsers(metavar="WHAT")
    verify = looking.add_parser(
        "verify", help="say whether every row is as it was written, or which is the first that is not"
    )
    verify.add_argument("file", nargs="?", help="an exported audit; the one of this home where none is named")
    verify.add_argument("--key", default="", help="the public key that it must be signed by")
    verify.set_defaults(run=_auditing("run_verify"))
    export = looking.add_parser("export", help="write all of it into one file, to be read and verified elsewhere")
    export.add_argument("file")
    export.set_defaults(run=_auditing("run_export"))
    key = looking.add_parser("key", help="the public key of this home, to be kept where nobody here can change it")
    key.set_defaults(run=_auditing("run_key"))
    hold = commands.add_parser("hold", help="let nothing of a collection be deleted, until it is released")
    hold.add_argument("collection", nargs="?", help="all holds where none is named")
    how = hold.add_mutually_exclusive_group()
    how.add_argument("--reason", default="")
    how.add_argument("--release", action="store_true")
    hold.set_defaults(run=_auditing("run_hold"))
    retain = commands.add_parser("retain", help="say how long documents are kept, or erase what was kept long enough")
    retain.add_argument("collection", nargs="?")
    long = retain.add_mutually_exclusive_group(required=True)
    long.add_argument("--days", type=int, help="from the day on which they were added")
    long.add_argument("--for-ever", action="store_true")
    long.add_argument("--apply", action="store_true", help="erase now what has been kept as long as it is to be")
    retain.set_defaults(run=_auditing("run_retain"))
    erase = commands.add_parser("erase", help="delete documents, and make unreadable what the audit tells of them")
    erase.add_argument("collection")
    erase.add_argument("names", nargs="*", metavar="NAME", help="only the documents of these files' names")
    erase.set_defaults(run=_auditing("run_erase"))
    people = commands.add_parser("people", help="who may sign in to muniment serve: people, groups, keys")
    people.set_defaults(run=_people("run_list"))
    doing = people.add_subparsers(metavar="WHAT")
    add = doing.add_parser("add", help="add somebody")
    add.add_argument("name")
    add.add_argument("--role", choices=("user", "steward", "auditor", "admin"), default="user")
    add.add_argument("--email", help="as an identity provider verifies it, to sign in there")
    add.set_defaults(run=_people("run_add"))
    role = doing.add_parser("role", help="give somebody another role")
    role.add_argument("name")
    role.add_argument("role", choices=("user", "steward", "auditor", "admin"))
    role.set_defaults(run=_people("run_role"))
    end = doing.add_parser("end", help="let somebody in no more; what is his stays")
    end.add_argument("name")
    end.set_defaults(run=_people("run_end"))
    for what, said in (("join", "make people members of a group"), ("leave", "take people out of a group")):
        group = doing.add_parser(what, help=said)
        group.add_argument("group")
        group.add_argument("names", nargs="+")
        group.set_defaults(run=_people(f"run_{what}"))
    key = doing.add_parser("key", help="make a key for somebody; it is printed this once")
    key.add_argument("name")
    key.add_argument("--called", default="key", help="what it is known by (default: key)")
    key.add_argument(
        "--for",
        dest="scopes",
        default="",
        metavar="SCOPES",
        help="such as: ask,read (default: all that the role allows)",
    )
    key.add_argument(
        "--days", type=int, default=90, choices=range(1, 367), metavar="N", help="how long it lasts (default: 90)"
    )
    key.set_defaults(run=_people("run_key"))
    keys = doing.add_parser("keys", help="the keys and sign-ins, without themselves")
    keys.set_defaults(run=_people("run_keys"))
    end_key = doing.add_parser("end-key", help="end a key")
    end_key.add_argument("id", type=int)
    end_key.set_defaults(run=_people("run_end_key"))
    for what, said in (("share", "let a person or a group use a collection"), ("unshare", "take that back")):
        share = commands.add_parser(what, help=said)
        share.add_argument("collection", nargs="?" if what == "share" else None)
        whom = share.add_mutually_exclusive_group(required=what == "unshare")
        whom.add_argument("--with", dest="person", default="", metavar="NAME")
        whom.add_argument("--group", default="")
        if what == "share":
            share.add_argument("--may", choices=("read", "add", "manage"), default="read", help="(default: read)")
        share.set_defaults(run=_people(f"run_{what}"))


def _people(name: str) -> Callable[[argparse.Namespace], int]:
    def run(parsed: argparse.Namespace) -> int:
        from muniment.command import people_commands

        return int(getattr(people_commands, name)(parsed))

    return run


def _auditing(name: str) -> Callable[[argparse.Namespace], int]:
    def run(parsed: argparse.Namespace) -> int:
        from muniment.command import audit_commands

        return int(getattr(audit_commands, name)(parsed))

    return run
