"""Guards of the embedded Postgres: see `guard`."""

from __future__ import annotations

from benchmarks.faults.guard import Guard

GUARDS = (
    Guard(
        "the disk is full",
        "muniment/store/embedded.py",
        "if shutil.disk_usage(place).free < 64 * 1024 * 1024:",
        "if False:",
        ("tests/store/test_embedded.py::test_home_on_a_full_disk_is_refused",),
    ),
    Guard(
        "a dead postmaster is taken for a running one",
        "muniment/store/embedded.py",
        'if process.status() == psutil.STATUS_ZOMBIE or process.name() != "postgres":\n            return None\n        given = process.cmdline()\n        ours = "-D" in given and Path(given[given.index("-D") + 1]).resolve() == folder.resolve()',
        "ours = True",
        ("tests/store/test_embedded.py::test_zombie_postmaster_is_no_running_server",),
    ),
    Guard(
        "a stale lock of the embedded server",
        "muniment/store/embedded.py",
        'for lock in (folder / "postmaster.pid", *folder.glob(".s.PGSQL.*")):',
        "for lock in ():",
        ("tests/store/test_embedded.py::test_stale_lock_is_cleared",),
    ),
    Guard(
        "the data directory is of another Postgres version",
        "muniment/store/embedded.py",
        "if version.exists() and version.read_text().strip() != str(POSTGRES):",
        "if False:",
        ("tests/store/test_embedded.py::test_directory_of_another_postgres_version_is_refused",),
    ),
    Guard(
        "a lock's number now belongs to another home's Postgres, which is stopped",
        "muniment/store/embedded.py",
        'ours = "-D" in given and Path(given[given.index("-D") + 1]).resolve() == folder.resolve()',
        'ours = "-D" in given',
        ("tests/store/test_embedded.py::test_lock_that_names_another_homes_server_does_not_get_it_stopped",),
    ),
    Guard(
        "the home has signs in its path that a shell or Postgres reads",
        "muniment/store/embedded.py",
        "and _PLAIN.fullmatch(name) and name == name.strip()",
        "",
        ("tests/store/test_embedded.py::test_socket_lies_in_no_folder_whose_name_a_shell_or_postgres_reads",),
    ),
    Guard(
        "the home's path is too long for a socket",
        "muniment/store/embedded.py",
        "if len(os.fsencode(name)) <= LONGEST_SOCKET and",
        "if",
        ("tests/store/test_embedded.py::test_any_folder_can_be_the_home",),
    ),
    Guard(
        "others can enter the folder of the socket",
        "muniment/store/embedded.py",
        "if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) & 0o077:",
        "if False:",
        ("tests/store/test_embedded.py::test_socket_folder_that_somebody_else_made_is_refused",),
    ),
    Guard(
        "the keeper of the embedded server is killed and the server stays",
        "muniment/store/keeper.py",
        "ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)",
        "pass",
        ("tests/store/test_embedded.py::test_server_ends_with_a_keeper_that_is_killed_and_is_started_again",),
    ),
    Guard(
        "the embedded server outlives a program that was ended by a signal",
        "muniment/store/keeper.py",
        'if time.monotonic() - used > spec["linger"]:',
        "if False:",
        ("tests/store/test_embedded.py::test_server_ends_with_a_program_that_is_ended_by_a_signal",),
    ),
)
