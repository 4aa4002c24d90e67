"""Guards of runs and sessions: see `guard`."""

from __future__ import annotations

from benchmarks.faults.guard import Guard

GUARDS = (
    Guard(
        "a room of the graph raises",
        "graphs/building.py",
        "except Exception as error:",
        "except ZeroDivisionError as error:",
        ("tests/agents/verifying/test_verifier.py::test_guard_that_fails_to_run_is_a_no",),
    ),
    Guard(
        "a draft that could not be proven is told",
        "graphs/building.py",
        "    if not verdict.sound:\n",
        "    if False:\n",
        ("tests/agents/verifying/test_verifier.py::test_unproven_draft_goes_back_once_and_is_then_refused",),
    ),
    Guard(
        "a checkpoint is flipped, cut, deleted or swapped",
        "graphs/keeping.py",
        'if kept is None or kept["seal"] != (self._seal(run) if kept["seal"] or self._begun(run) else ""):',
        "if kept is None:",
        (
            "tests/store/test_sessions.py::test_a_damaged_checkpoint_is_never_gone_on_with",
            "tests/store/test_runs.py::test_a_run_whose_checkpoints_were_altered_is_not_shown",
        ),
    ),
    Guard(
        "a checkpoint makes an object of any class",
        "graphs/keeping.py",
        "super().__init__(allowed_msgpack_modules=None)",
        "super().__init__(allowed_msgpack_modules=True)",
        ("tests/store/test_runs.py::test_a_checkpoint_makes_nothing_but_records",),
    ),
    Guard(
        "two processes first keep a run at the same time",
        "graphs/keeping.py",
        'query = "SELECT pg_try_advisory_lock(%s) AS held"',
        'query = "SELECT pg_advisory_lock(%s)::text IS NOT NULL AS held"',
        ("tests/store/test_runs.py::test_first_questions_of_several_processes_at_once_are_all_answered",),
    ),
    Guard(
        "asking again, cut off, loses the answer that was given",
        "graphs/keeping.py",
        "return run + ATTEMPT if kept else run",
        "return run",
        ("tests/store/test_runs.py::test_an_answer_stays_when_it_is_asked_for_again_and_that_is_cut_off",),
    ),
    Guard(
        "deleting a run leaves it",
        "muniment/agent.py",
        "            self.runner.forget([found.id], saver)\n",
        "",
        ("tests/store/test_runs.py::test_a_run_that_is_deleted_is_gone",),
    ),
    Guard(
        "a process is killed in a room of the graph",
        "muniment/chat.py",
        'if past and past[-1].status == "asked":',
        "if False:",
        ("tests/store/test_sessions.py::test_a_turn_killed_in_any_room_is_gone_on_with",),
    ),
    Guard(
        "two turns are asked at once in one session",
        "muniment/chat.py",
        '            saver.hold(f"session {self.id}")\n',
        "",
        ("tests/store/test_sessions.py::test_turns_asked_at_once_are_all_answered_in_order",),
    ),
    Guard(
        "a session of ten thousand turns is read whole for each",
        "muniment/chat.py",
        "past = self.sessions.turns(self.id, HISTORY)\n            if past",
        "past = self.sessions.turns(self.id)\n            if past",
        ("tests/store/test_sessions.py::test_a_session_of_ten_thousand_turns_reads_only_its_last",),
    ),
    Guard(
        "a kill between an answer and its turn sets the session aside",
        "muniment/chat.py",
        "            if run.answer is not None:\n",
        "            if False:\n",
        ("tests/store/test_sessions.py::test_a_turn_whose_answer_was_kept_just_before_a_kill_has_it_afterwards",),
    ),
    Guard(
        "deleting a session leaves its runs",
        "muniment/chat.py",
        "            self.runner.forget(self.sessions.own_runs(self.id), saver)\n",
        "",
        ("tests/store/test_sessions.py::test_a_session_that_is_deleted_takes_its_runs_and_records_along",),
    ),
    Guard(
        "Postgres is killed under a question",
        "muniment/runner.py",
        "        except Lost:\n            if saver is not None:",
        "        except ZeroDivisionError:\n            if saver is not None:",
        ("tests/store/test_runs.py::test_a_question_survives_that_the_server_is_killed_under_it",),
    ),
)
