"""Who may see what: random worlds against a model of their own, and a database that would not keep people apart is refused."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import text

from muniment.agent import Agent
from muniment.errors import BadInput, Conflict, Denied, Lost, Unavailable, Unknown
from muniment.events import RoomLeft
from muniment.looking import replay, trace
from muniment.settings import Settings
from muniment.store.acting import ActingDatabase, hash_of, ticket_of
from muniment.store.connecting import open_application, open_database
from muniment.store.database import Database
from muniment.store.guarding import check_guarded, door_key, guard
from muniment.store.sessions import WITHHELD
from muniment.trust.people import People
from tests.worlds import Town, World, publish

ASKED = "What must the manager approve?"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town.found(Settings(home=tmp_path_factory.mktemp("town")))
    yield town
    open_database(town.settings).close()


@pytest.fixture
def application(town: Town) -> Iterator[Database]:
    """A database as the application's role sees it, opened anew; what a test did to the role's rights is undone."""
    yield Database(town.settings, "muniment_app")
    with town.house.store.database.begin() as connection:
        connection.execute(text("ALTER ROLE muniment_app NOSUPERUSER NOBYPASSRLS"))
        connection.execute(text("ALTER TABLE documents ENABLE ROW LEVEL SECURITY"))
        connection.execute(text("ALTER TABLE documents OWNER TO postgres"))
        connection.execute(text("REVOKE ALL ON sent_bytes FROM muniment_app"))
    guard(town.house.store.database)


@hypothesis_settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False), asks=st.integers(0, 9))
def test_nobody_is_told_of_a_document_that_he_may_not_see_in_any_world(
    town: Town, chance: random.Random, asks: int
) -> None:
    world = World(town, chance)
    try:
        for _ in range(10):
            world.step()
        assert world.leaks(int(asks == 0)) == []
    finally:
        world.end()


def test_what_was_told_is_withheld_when_its_share_is_taken_back_and_told_again_when_it_is_given_again(
    town: Town,
) -> None:
    anna, bob = town.people["anna"], town.agents["bob"]
    publish(town.agents["anna"], "travel", "costs.txt", "kestrel")
    anna.share("travel", "read", "bob")
    chat = bob.chat("costs")
    answer = chat.ask(ASKED)
    assert "kestrel" in answer.text
    assert "kestrel" in str(trace(bob, answer.run).as_json())
    anna.unshare("travel", "bob")
    (turn,) = chat.turns()
    assert (turn.status, turn.answer, turn.question) == (WITHHELD, None, ASKED)
    assert "kestrel" not in chat.export() + chat.export("json")
    for look in (trace, replay):
        with pytest.raises(Denied, match="rests on documents that you may no longer see"):
            look(bob, answer.run)
    assert "kestrel" not in chat.ask(ASKED).text
    anna.share("travel", "read", "bob")
    assert replay(bob, answer.run).identical
    assert chat.turns()[0].answer == replace(answer, steps=())
    chat.delete()
    town.agents["anna"].library.remove("travel")


def test_an_answer_from_filings_stays_when_a_share_that_it_does_not_rest_on_is_taken_back(town: Town) -> None:
    anna, bob = town.people["anna"], town.agents["bob"]
    publish(town.agents["anna"], "travel", "costs.txt", "kestrel")
    anna.share("travel", "read", "bob")
    chat = bob.chat("sales")
    answer = chat.ask("What were Apple's net sales in fiscal 2024?")
    anna.unshare("travel", "bob")
    assert "391,035 million" in answer.text
    assert chat.turns()[0].answer == replace(answer, steps=())
    chat.delete()
    town.agents["anna"].library.remove("travel")


def test_the_same_question_of_two_people_is_two_runs(town: Town) -> None:
    question = "What were Apple's net sales in fiscal 2023?"
    one, two = town.agents["anna"].ask(question), town.agents["bob"].ask(question)
    assert (one.text, one.run != two.run) == (two.text, True)
    with pytest.raises(Unknown):
        town.agents["bob"].runs.get(one.run)


@pytest.mark.parametrize("ticket", ["", "anna", "1", "0" * 64, hash_of(ticket_of("mun_nobody"))])
def test_a_ticket_that_is_nobodys_shows_nothing(town: Town, ticket: str) -> None:
    publish(town.agents["anna"], "travel", "costs.txt", "kestrel")
    application = open_application(town.settings)
    with application.begin() as connection:
        connection.execute(text("SELECT set_config('muniment.ticket', :t, true)"), {"t": ticket})
        for table in ("documents", "document_pages", "collections", "runs", "sessions", "people", "shares"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
        assert connection.execute(text("SELECT person FROM acting()")).scalar_one() is None
    town.agents["anna"].library.remove("travel")


def test_a_connection_that_is_used_again_keeps_nobodys_rights(town: Town) -> None:
    anna = town.agents["anna"].store.database
    application = open_application(town.settings)
    for _ in range(8):
        with anna.begin() as connection:
            assert connection.execute(text("SELECT name FROM acting()")).scalar_one() == "anna"
        with application.begin() as connection:
            assert connection.execute(text("SELECT name FROM acting()")).scalar_one() is None


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("ALTER ROLE muniment_app SUPERUSER", "passes row-level security by"),
        ("ALTER ROLE muniment_app BYPASSRLS", "passes row-level security by"),
        ("ALTER TABLE documents OWNER TO muniment_app", "owns the table documents"),
        ("ALTER TABLE documents DISABLE ROW LEVEL SECURITY", "documents is not under row-level security"),
        ("GRANT SELECT ON sent_bytes TO muniment_app", "the table sent_bytes is open"),
    ],
)
def test_a_database_that_would_not_keep_people_apart_is_refused(
    town: Town, application: Database, damage: str, said: str
) -> None:
    check_guarded(application)
    with town.house.store.database.begin() as connection:
        connection.execute(text(damage))
    with pytest.raises(Unavailable, match=said):
        check_guarded(Database(town.settings, "muniment_app"))


def test_a_table_that_shows_rows_to_nobody_in_particular_is_refused(town: Town, application: Database) -> None:
    publish(town.agents["anna"], "travel", "costs.txt", "kestrel")
    with town.house.store.database.begin() as connection:
        connection.execute(text("CREATE POLICY careless ON documents FOR SELECT USING (true)"))
    try:
        with pytest.raises(Unavailable, match="documents shows rows to nobody in particular"):
            check_guarded(application)
    finally:
        with town.house.store.database.begin() as connection:
            connection.execute(text("DROP POLICY careless ON documents"))
        town.agents["anna"].library.remove("travel")


def test_a_key_that_was_ended_or_whose_owner_may_not_come_in_any_more_is_nobodys_at_once(town: Town) -> None:
    house, application = town.people[""], open_application(town.settings)
    house.add("erin")
    first = ActingDatabase(application, ticket_of(house.make_key("erin", "one")))
    second = ActingDatabase(application, ticket_of(house.make_key("erin", "two")))
    house.end_key(first.acting().key)
    with pytest.raises(Denied):
        first.acting()
    assert second.acting().name == "erin"
    house.end("erin")
    with pytest.raises(Denied):
        second.acting()


def test_a_key_is_good_for_no_more_than_it_was_made_for(town: Town) -> None:
    ticket = ticket_of(town.people[""].make_key("anna", "reader", ["ask", "read"]))
    reader = Agent(replace(town.settings, ticket=ticket))
    with pytest.raises(Denied):
        publish(reader, "own", "costs.txt", "kestrel")
    with pytest.raises(Denied):
        People(reader.store.database).make_key("anna", "own", ["ask"])
    ticket = ticket_of(town.people[""].make_key("anna", "maker", ["ask", "keys"]))
    maker = People(Agent(replace(town.settings, ticket=ticket)).store.database)
    with pytest.raises(Denied):
        maker.make_key("anna", "wider", ["ask", "manage"])
    with pytest.raises(Denied):
        maker.make_key("bob", "another's", ["ask"])
    assert maker.make_key("anna", "narrower", ["ask"]).startswith("mun_")


def test_a_key_made_with_another_ends_with_it_and_lasts_no_longer(town: Town) -> None:
    house, application = town.people[""], open_application(town.settings)
    parent = ActingDatabase(application, ticket_of(house.make_key("bob", "parent", lasts=timedelta(days=1))))
    child = ActingDatabase(application, ticket_of(People(parent).make_key("bob", "child", lasts=timedelta(days=300))))
    signed_in = ActingDatabase(application, ticket_of(People(child).sign_in(child.acting())))
    expires = {k.name: k.expires for k in People(parent).every_key() if k.ended is None}
    assert expires["child"] == expires["parent"]
    house.end_key(parent.acting().key)
    for kept in (parent, child, signed_in):
        with pytest.raises(Denied):
            kept.acting()


def test_a_narrow_key_ends_itself_and_no_other(town: Town) -> None:
    house, application = town.people[""], open_application(town.settings)
    narrow = ActingDatabase(application, ticket_of(house.make_key("bob", "narrow", ["read"])))
    for key in People(narrow).every_key():
        if key.ended is None and key.id != narrow.acting().key:
            with pytest.raises(Unknown):
                People(narrow).end_key(key.id)
    People(narrow).end_key(narrow.acting().key)
    with pytest.raises(Denied):
        narrow.acting()


def test_who_may_add_replaces_what_he_added_and_nothing_else(town: Town) -> None:
    anna, bob = town.agents["anna"], town.agents["bob"]
    publish(anna, "travel", "costs.txt", "kestrel")
    town.people["anna"].share("travel", "add", "bob")
    publish(bob, "anna:travel", "bobs.txt", "merlin")
    publish(bob, "anna:travel", "bobs.txt", "falcon")
    with pytest.raises(Denied, match="of somebody else"):
        publish(bob, "anna:travel", "costs.txt", "nothing")
    with pytest.raises(Denied):
        bob.library.remove("anna:travel", ["sent/costs.txt"])
    assert {d.name: d.sha256 for d in anna.library.list("travel")} == {"bobs.txt": "falcon", "costs.txt": "kestrel"}
    anna.library.remove("travel")


def test_what_a_manager_shared_falls_with_what_was_shared_with_him(town: Town) -> None:
    anna, bob, dave = (town.people[n] for n in ("anna", "bob", "dave"))
    publish(town.agents["anna"], "travel", "costs.txt", "kestrel")
    town.people[""].join("audit", ["bob"])
    anna.share("travel", "manage", "bob")
    bob.share("anna:travel", "manage", group="audit")
    bob.share("anna:travel", "manage", "dave")
    dave.share("anna:travel", "read", "carla")
    with pytest.raises(Denied):
        bob.share("anna:travel", "read", "bob")
    anna.unshare("travel", "bob")
    assert anna.shares() == []
    assert [town.agents[n].library.list() for n in ("bob", "dave", "carla")] == [[], [], []]
    town.people[""].leave("audit", ["bob"])
    town.agents["anna"].library.remove("travel")


def test_a_company_that_only_a_document_told_of_is_not_known_any_more_when_its_share_is_taken_back(town: Town) -> None:
    anna, bob = town.people["anna"], town.agents["bob"]
    publish(town.agents["anna"], "travel", "costs.txt", "zyxlonia")
    anna.share("travel", "read", "bob")
    asked = "What was the revenue of Zyxloniq Holdings in 2022?"
    chat = bob.chat("figures")
    assert "Zyxlonia" in chat.ask(asked, domain="filings").text
    anna.unshare("travel", "bob")
    assert "zyxlonia" not in (chat.ask(asked, domain="filings").text + chat.export("json")).lower()
    chat.delete()
    town.agents["anna"].library.remove("travel")


def test_a_number_of_a_document_in_a_question_tells_nothing_of_whether_there_is_one(town: Town) -> None:
    publish(town.agents["anna"], "travel", "costs.txt", "kestrel")
    (hidden,) = town.agents["anna"].library.list()
    dave = town.agents["dave"]
    said = {dave.ask(f"What is in library:{n}?").text.replace(str(n), "N") for n in (hidden.id, hidden.id + 1000)}
    assert len(said) == 1
    town.agents["anna"].library.remove("travel")


def test_a_share_that_is_taken_back_while_its_holder_asks_is_a_refusal_and_no_fault(town: Town) -> None:
    anna, bob = town.people["anna"], town.agents["bob"]
    publish(town.agents["anna"], "travel", "costs.txt", "kestrel")
    anna.share("travel", "read", "bob")
    events = bob.stream(ASKED)
    for event in events:
        if isinstance(event, RoomLeft):
            break
    anna.unshare("travel", "bob")
    with pytest.raises(Denied, match="changed while this was answered"):
        list(events)
    assert "kestrel" not in bob.ask(ASKED).text
    town.agents["anna"].library.remove("travel")


def test_an_answer_that_names_a_deleted_document_is_withheld_from_people_for_good(town: Town) -> None:
    anna = town.agents["anna"]
    for name, word in (("one.txt", "kestrel"), ("two.txt", "merlin")):
        publish(anna, "travel", name, word)
    chat = anna.chat("costs")
    named = chat.ask(ASKED).text
    assert "one.txt" in named
    anna.library.remove("travel", ["sent/one.txt"])
    assert chat.turns()[0].status == WITHHELD
    chat.delete()
    anna.library.remove("travel")


def test_who_is_no_admin_sees_only_himself_and_changes_nobody(town: Town) -> None:
    bob = town.people["bob"]
    assert [p.name for p in bob.every()] == ["bob"]
    with pytest.raises(Denied):
        bob.add("mallory", "admin")
    with pytest.raises(Unknown):
        bob.change("bob", "admin")
    with pytest.raises(Denied):
        bob.join("law", ["bob"])
    assert {k.person for k in bob.every_key()} == {"bob"}


def test_keys_are_kept_as_hashes_of_hashes(town: Town) -> None:
    secret = town.people[""].make_key("bob", "laptop")
    with town.house.store.database.begin() as connection:
        kept = connection.execute(text("SELECT hash FROM keys WHERE name = 'laptop'")).scalar_one()
    assert kept == hash_of(ticket_of(secret))
    with town.agents["bob"].store.database.begin() as connection, pytest.raises(Exception, match="permission denied"):
        connection.execute(text("SELECT hash FROM keys"))


@pytest.mark.parametrize("name", ["", "Anna", "house", "a b", "-x", "x" * 65, "a:b", "ана"])
def test_what_is_no_name_is_refused(town: Town, name: str) -> None:
    with pytest.raises(BadInput, match="a name has 1 to 64"):
        town.people[""].add(name)


def test_a_name_is_given_once_and_a_key_lasts_a_year_at_most(town: Town) -> None:
    with pytest.raises(Conflict, match="there is a bob already"):
        town.people[""].add("bob")
    with pytest.raises(BadInput, match="at most a year"):
        town.people[""].make_key("bob", "long", lasts=timedelta(days=400))
    with pytest.raises(BadInput, match="may be used for"):
        town.people[""].make_key("bob", "odd", ["fly"])


def test_only_who_knows_the_doors_key_signs_somebody_in_and_by_a_mail_address_only_once(town: Town) -> None:
    town.people[""].add("frank", email="frank@example.com")
    application = open_application(town.settings)
    people, door = People(application), door_key(town.settings.home)
    with pytest.raises(Exception, match="insufficient"):
        people.sign_in_vouched("guess", "https://idp|7", "frank@example.com")
    secret = people.sign_in_vouched(door, "https://idp|7", "frank@example.com")
    assert ActingDatabase(application, ticket_of(secret)).acting().name == "frank"
    assert people.sign_in_vouched(door, "https://idp|7", None).startswith("mun_")
    with pytest.raises(Denied, match="nobody here is known"):
        people.sign_in_vouched(door, "https://idp|8", "frank@example.com")


def test_the_same_bytes_of_another_stay_when_one_deletes_his_and_the_receipt_does_not_tell_of_them(
    town: Town, tmp_path: Path
) -> None:
    content = b"Managers must approve hotel costs above 200 EUR within 5 days.\n"
    for who in ("anna", "bob"):
        town.agents[who].library.add_content(content, "costs.md", "travel")
    (receipt,) = town.agents["anna"].library.remove("travel")
    assert not receipt.is_elsewhere
    (kept,) = town.agents["bob"].library.list()
    assert town.agents["bob"].store.original(kept.sha256) == content
    town.agents["bob"].library.remove("travel")
    assert town.agents["bob"].store.original(kept.sha256) is None


def test_a_connection_that_is_cut_before_somebody_acts_in_it_is_lost_for_the_moment_and_no_fault(town: Town) -> None:
    anna = town.agents["anna"].store.database
    assert isinstance(anna, ActingDatabase)
    driver = anna.connect(autocommit=True)
    with town.house.store.database.begin() as house:
        house.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": driver.info.backend_pid})
    time.sleep(0.2)
    with pytest.raises(Lost, match="the database broke off"):
        anna.act(driver, lasting=True)
