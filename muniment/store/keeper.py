"""Keeps one embedded Postgres: makes its data directory, starts it, and stops it when its last user has gone.

Run as a script with nothing but the standard library, in a session of its own: `keeper.py SPEC`, where SPEC is JSON as
`muniment.store.embedded` writes it. Every process that uses the server holds a shared lock on the users' file as long as it
lives; the kernel lets go of it however the process ends. Who holds the keeper's lock is the one keeper; it is handed over
as an open file, so there is no moment without it. No process number is ever believed here: the server is this one's child.
"""

import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from typing import Any

LINGER = 10.0
"""Seconds that a server outlives its last user: the next command finds it warm (starting takes 0.6 s)."""
PR_SET_PDEATHSIG = 1


def keep(spec: "dict[str, Any]") -> int:
    """Start the server and stay until nobody needs it; returns the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if not os.path.exists(os.path.join(spec["folder"], "PG_VERSION")) and not _initialise(spec):
        return 1
    command = [os.path.join(spec["binaries"], "postgres"), "-D", spec["folder"], "-k", spec["sockets"], "-h", ""]
    for setting in spec["settings"]:
        command += ["-c", setting]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, cwd="/", preexec_fn=_die_with_me, **_user(spec))
    try:
        return _wait(server, spec)
    finally:
        _stop(server)


def _wait(server: "subprocess.Popen[bytes]", spec: "dict[str, Any]") -> int:
    """Until the server ends by itself, its folder is gone, or it had no user for a while."""
    used = time.monotonic()
    while True:
        try:
            code = server.wait(1.0)
            print(f"keeper: the server ended by itself ({code})", flush=True)
            return code
        except subprocess.TimeoutExpired:
            pass
        if not os.path.isdir(spec["folder"]):
            print("keeper: the data directory is gone", flush=True)
            return 0
        users = os.open(spec["users"], os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(users)
            used = time.monotonic()
            continue
        if time.monotonic() - used > spec["linger"]:
            # Whoever comes now waits for the lock until this process has ended, and then starts the server anew.
            print("keeper: nobody uses the server any more", flush=True)
            _stop(server)
            return 0
        os.close(users)


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Stop the server: quickly but whole; at once where it does not heed."""
    for number, patience in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, None)):
        if server.poll() is not None:
            return
        server.send_signal(number)
        try:
            server.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def _initialise(spec: "dict[str, Any]") -> bool:
    """Make the data directory beside its place and move it there whole: a half-made one would never start."""
    made = spec["folder"] + ".new"
    subprocess.run(["rm", "-rf", "--", made], check=True)
    os.mkdir(made, 0o700)
    if spec["uid"] is not None:
        os.chown(made, spec["uid"], spec["gid"])
    initdb = [os.path.join(spec["binaries"], "initdb"), "--auth=trust", "--encoding=utf8", "-U", "postgres", "-D", made]
    if subprocess.run(initdb, stdin=subprocess.DEVNULL, cwd="/", **_user(spec)).returncode != 0:
        return False
    if os.path.isdir(spec["folder"]):
        os.rmdir(spec["folder"])
    os.rename(made, spec["folder"])
    return True


def _user(spec: "dict[str, Any]") -> "dict[str, Any]":
    return {} if spec["uid"] is None else {"user": spec["uid"], "group": spec["gid"], "extra_groups": []}


def _die_with_me() -> None:
    """Where the kernel can (Linux), a keeper that is killed takes its server along."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


if __name__ == "__main__":
    sys.exit(keep(json.loads(sys.argv[1])))
