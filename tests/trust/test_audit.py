"""The record of what was told: what it tells, to whom, that it cannot be altered unseen, and what erasure leaves of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from muniment.agent import Agent
from muniment.errors import BadInput, Conflict, Unknown
from muniment.settings import Settings
from muniment.store.acting import ActingDatabase, ticket_of
from muniment.store.backup import back_up, restore
from muniment.store.connecting import open_application, open_database
from muniment.store.opening import open_store
from muniment.trust.anchoring import FOLDER, HEADS, KEY
from muniment.trust.audit import Audit, verify_export
from muniment.trust.disposing import dispose, erase, hold, holds, release, retain
from muniment.trust.people import People
from tests.worlds import Town, publish

ASKED = "What must the manager approve?"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town.found(Settings(home=tmp_path_factory.mktemp("audited")))
    yield town
    open_database(town.settings).close()


@pytest.fixture
def audit(town: Town) -> Audit:
    return Audit(town.house.store.database)


def auditor(town: Town) -> tuple[str, Audit]:
    """An auditor added now: his name, and what he sees."""
    people = town.people[""]
    name = f"auditor{len(people.every())}"
    people.add(name, "auditor")
    ticket = ticket_of(people.make_key(name, "key"))
    return name, Audit(ActingDatabase(open_application(town.settings), ticket))


def test_an_answer_is_recorded_with_who_asked_what_it_was_made_by_and_what_it_read(town: Town, audit: Audit) -> None:
    publish(town.agents["anna"], "travel", "costs.txt", "kestrel")
    answer = town.agents["anna"].ask(ASKED)
    (row,) = audit.newest(1)
    assert (row.who, row.act, row.said["run"], row.said["status"]) == ("anna", "asked", answer.run, "answered")
    assert row.content["question"] == ASKED
    assert row.content["answer"] == answer.text
    assert [c["document"] for c in row.content["citations"]] == ["costs.txt"]
    assert row.said["model"] == town.agents["anna"].runs.get(answer.run).manifest["model"]
    town.agents["anna"].library.remove("travel")
    assert [r.act for r in audit.newest(1)] == ["deleted documents"]


def test_shares_keys_and_people_are_recorded_and_the_names_of_collections_only_sealed(town: Town, audit: Audit) -> None:
    publish(town.agents["anna"], "merger-of-kestrel", "costs.txt", "kestrel")
    town.people["anna"].share("merger-of-kestrel", "read", "bob")
    town.people["anna"].unshare("merger-of-kestrel", "bob")
    rows = audit.newest(3)
    assert [(r.who, r.act, r.content["collection"]) for r in rows] == [
        ("anna", act, "merger-of-kestrel") for act in ("added a document", "shared", "unshared")
    ]
    with town.house.store.database.begin() as connection:
        plain = connection.execute(text("SELECT string_agg(entry, '') FROM audit")).scalar_one()
    assert "merger" not in plain
    assert "kestrel" not in plain
    town.agents["anna"].library.remove("merger-of-kestrel")


def test_an_auditor_reads_who_did_what_and_the_content_only_of_what_he_may_see(town: Town) -> None:
    name, audit = auditor(town)
    publish(town.agents["anna"], "travel", "costs.txt", "kestrel")
    town.agents["anna"].ask(ASKED)
    (row,) = audit.newest(1)
    assert (row.who, row.act, row.content) == ("anna", "asked", None)
    town.people["anna"].share("travel", "read", name)
    told = next(r for r in audit.newest(2) if r.act == "asked")
    assert "kestrel" in told.content["answer"]
    town.agents["anna"].library.remove("travel")


@pytest.mark.parametrize("who", ["anna", "carla"])
def test_who_is_no_auditor_reads_no_row(town: Town, who: str) -> None:
    assert Audit(town.agents[who].store.database).rows() == []


def test_rows_are_not_changed_or_deleted_even_by_the_house(town: Town) -> None:
    for damage in ("UPDATE audit SET entry = ''", "DELETE FROM audit", "TRUNCATE audit"):
        with pytest.raises(Exception, match="only ever appended"), town.house.store.database.begin() as connection:
            connection.execute(text(damage))


def _by_force(town: Town, statement: str) -> None:
    """What somebody who owns the database can do."""
    with town.house.store.database.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("damage", "bad"),
    [
        ("UPDATE audit SET entry = replace(entry, '\"act\"', '\"act \"') WHERE seq = 5", 5),
        ("UPDATE audit SET seq = CASE seq WHEN 5 THEN -6 ELSE -5 END WHERE seq IN (5, 6)", 5),
        ("DELETE FROM audit WHERE seq = 5", 5),
        ("DELETE FROM audit WHERE seq > (SELECT max(seq) - 3 FROM audit)", -3),
        ("DELETE FROM audit", 1),
        ("UPDATE audit SET sealed = sealed || '\\x00' WHERE seq = 5", 5),
    ],
)
def test_what_the_owner_of_the_database_alters_is_found_against_the_signed_heads(
    town: Town, audit: Audit, damage: str, bad: int
) -> None:
    before = audit.verify()
    assert before.holds
    with town.house.store.database.begin() as connection:
        connection.execute(text("CREATE TABLE kept AS SELECT * FROM audit"))
    try:
        _by_force(town, damage)
        if "-6" in damage:
            _by_force(town, "UPDATE audit SET seq = -seq WHERE seq < 0")
        verdict = audit.verify()
        assert verdict.bad == (bad if bad > 0 else before.rows + bad + 1)
    finally:
        _by_force(town, "DELETE FROM audit")
        _by_force(town, "INSERT INTO audit SELECT * FROM kept")
        with town.house.store.database.begin() as connection:
            connection.execute(text("DROP TABLE kept"))
    assert audit.verify().holds


def test_a_chain_that_was_written_anew_with_hashes_that_fit_is_found(town: Town, audit: Audit) -> None:
    with town.house.store.database.begin() as connection:
        connection.execute(text("CREATE TABLE kept AS SELECT * FROM audit"))
    try:
        _by_force(
            town,
            "DO $$ DECLARE r record; h text := ''; BEGIN FOR r IN SELECT * FROM audit ORDER BY seq LOOP"
            " IF r.seq = 3 THEN r.entry := replace(r.entry, 'house', 'nobody'); END IF;"
            " h := encode(sha256(convert_to(h || r.entry, 'UTF8')), 'hex');"
            " UPDATE audit SET entry = r.entry, hash = h WHERE seq = r.seq; END LOOP; END $$",
        )
        verdict = audit.verify()
        assert (verdict.bad, "written anew" in verdict.why) == (3, True)
    finally:
        _by_force(town, "DELETE FROM audit")
        _by_force(town, "INSERT INTO audit SELECT * FROM kept")
        with town.house.store.database.begin() as connection:
            connection.execute(text("DROP TABLE kept"))


def test_an_exported_audit_is_verified_without_the_database_and_every_altered_byte_is_found(
    town: Town, audit: Audit, tmp_path: Path
) -> None:
    rows = audit.export(tmp_path / "audit.jsonl")
    assert verify_export(tmp_path / "audit.jsonl").rows == rows
    assert (tmp_path / "audit.jsonl").stat().st_mode & 0o077 == 0
    content = (tmp_path / "audit.jsonl").read_bytes()
    lines = content.splitlines(keepends=True)
    for altered, bad in (
        (b"".join([*lines[:4], *lines[5:]]), 4),
        (b"".join([*lines[:4], lines[5], lines[4], *lines[6:]]), 4),
        (b"".join(lines[:-1]), rows + 1),
        (content.replace(b'"who\\":\\"house', b'"who\\":\\"bob__', 1), 1),
    ):
        (tmp_path / "altered.jsonl").write_bytes(altered)
        assert verify_export(tmp_path / "altered.jsonl").bad == bad
    with pytest.raises(BadInput, match="another key"):
        verify_export(tmp_path / "audit.jsonl", "A" * 43 + "=")
    with pytest.raises(Conflict):
        audit.export(tmp_path / "audit.jsonl")
    (tmp_path / "none.jsonl").write_text("{}")
    with pytest.raises(BadInput, match="no exported audit"):
        verify_export(tmp_path / "none.jsonl")


def test_a_head_that_a_kill_cut_off_is_written_again(town: Town, audit: Audit) -> None:
    heads = town.settings.home / FOLDER / HEADS
    whole = heads.read_bytes()
    heads.write_bytes(whole[:-30])
    town.agents["anna"].ask("What were Apple's net sales in fiscal 2022?")
    assert heads.read_bytes().startswith(whole)
    assert audit.verify().holds


def test_the_home_of_the_audit_is_open_to_its_owner_alone(town: Town) -> None:
    folder = town.settings.home / FOLDER
    for place in (folder, folder / HEADS, folder / KEY):
        assert place.stat().st_mode & 0o077 == 0


def test_an_answer_that_cannot_be_recorded_is_not_told(town: Town) -> None:
    with town.house.store.database.begin() as connection:
        connection.execute(text("ALTER FUNCTION audit_append RENAME TO audit_append_away"))
    try:
        with pytest.raises(Exception, match="audit_append"):
            town.agents["anna"].ask("What were Apple's net sales in fiscal 2021?")
    finally:
        with town.house.store.database.begin() as connection:
            connection.execute(text("ALTER FUNCTION audit_append_away RENAME TO audit_append"))


def test_nothing_is_recorded_where_nobody_signs_in(tmp_path: Path) -> None:
    agent = Agent(Settings(home=tmp_path))
    agent.ask("What were Apple's net sales in fiscal 2024?")
    assert Audit(agent.store.database).rows() == []
    assert not (tmp_path / FOLDER).exists()
    open_database(agent.settings).close()


def test_erasure_makes_unreadable_what_was_told_of_a_document_and_the_chain_holds(town: Town, audit: Audit) -> None:
    publish(town.agents["anna"], "travel", "costs.txt", "osprey")
    chat = town.agents["anna"].chat("costs")
    run = chat.ask(ASKED).run
    number = audit.newest(1)[0].seq
    (receipt,) = erase(town.house.store, "anna:travel")
    assert receipt.path == "sent/costs.txt"
    (row,) = audit.entries(number - 1, 1)
    assert (row.act, row.content) == ("asked", None)
    assert audit.verify().holds
    with town.house.store.database.begin() as connection:
        for table in ("runs", "steps", "checkpoints", "checkpoint_blobs", "turn_answers", "turns"):
            kept = connection.execute(
                text(f"SELECT string_agg(t::text, '') FROM {table} t WHERE t::text LIKE '%osprey%'")
            )
            assert kept.scalar_one() is None
    assert [(t.status, t.question) for t in chat.turns()] == [("erased", ASKED)]
    with pytest.raises(Unknown):
        town.agents["anna"].runs.get(run)
    chat.delete()


def test_what_is_under_a_legal_hold_is_deleted_by_nobody_until_it_is_released(town: Town) -> None:
    publish(town.agents["anna"], "travel", "costs.txt", "kestrel")
    with pytest.raises(BadInput, match="needs a reason"):
        hold(town.house.store, "anna:travel", " ")
    hold(town.house.store, "anna:travel", "Smith v. Jones")
    assert [(h.collection, h.reason) for h in holds(town.house.store)] == [("anna:travel", "Smith v. Jones")]
    with pytest.raises(Conflict, match="under a legal hold"):
        town.agents["anna"].library.remove("travel")
    with pytest.raises(Conflict, match="under a legal hold"):
        erase(town.house.store, "anna:travel")
    assert len(town.agents["anna"].library.list("travel")) == 1
    release(town.house.store, "anna:travel")
    with pytest.raises(Unknown, match="no legal hold"):
        release(town.house.store, "anna:travel")
    assert len(town.agents["anna"].library.remove("travel")) == 1


def test_what_was_kept_long_enough_is_erased_unless_it_is_held(town: Town) -> None:
    for name in ("one", "two", "three"):
        publish(town.agents["anna"], name, f"{name}.txt", "kestrel")
        retain(town.house.store, f"anna:{name}", 30)
    hold(town.house.store, "anna:two", "Smith v. Jones")
    with town.house.store.database.begin() as connection:
        connection.execute(text("UPDATE documents SET added = added - interval '31 days' WHERE name <> 'three.txt'"))
    assert [r.collection for r in dispose(town.house.store)] == ["anna:one"]
    release(town.house.store, "anna:two")
    retain(town.house.store, "anna:two", None)
    assert dispose(town.house.store) == []
    for name in ("two", "three"):
        town.agents["anna"].library.remove(name)


def test_what_was_erased_after_a_backup_is_erased_again_when_that_is_restored(tmp_path: Path) -> None:
    old = Settings(home=tmp_path / "old")
    town = Town.found(old)
    for name in ("gone", "stays"):
        publish(town.agents["anna"], name, f"{name}.txt", f"kestrel{name}")
    town.agents["anna"].ask(ASKED)
    back_up(old, tmp_path / "home.backup")
    erase(town.house.store, "anna:gone")
    new = Settings(home=tmp_path / "new")
    restore(new, tmp_path / "home.backup", tmp_path / "old" / FOLDER / "erasures.jsonl")
    house = open_store(new)
    with house.database.begin() as connection:
        assert connection.execute(text("SELECT name FROM documents")).scalars().all() == ["stays.txt"]
        assert not connection.execute(text("SELECT 1 FROM content_keys WHERE name LIKE 'document:1'")).first()
    assert Audit(house.database).verify().holds
    assert [p.name for p in People(house.database).every()] == ["anna", "bob", "carla", "dave"]
    told = [r.content for r in Audit(house.database).entries() if r.act == "added a document"]
    assert [bool(content) for content in told] == [False, True]
    for settings in (old, new):
        open_database(settings).close()
