"""The server where people sign in: who is let in, to what, and how much of it."""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from muniment.errors import BadInput, Unavailable
from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.opening import open_store
from muniment.trust.people import People
from muniment.web.gate import Gate
from muniment.web.people.door import scope_of
from muniment.web.people.limits import A_MINUTE, AT_ONCE, GUESSES, Limits
from muniment.web.serving import Terse, open_server
from tests.conftest import Served

TRAVEL = b"# Travel policy\n\nManagers must approve hotel costs above 200 EUR within 5 days.\n"
ASKED = {"question": "What must managers approve?"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("door"))


@pytest.fixture(scope="module")
def people(settings: Settings) -> People:
    people = People(open_store(settings).database)
    for name, role in (("anna", "user"), ("bob", "user"), ("otto", "auditor"), ("ada", "admin")):
        people.add(name, role)  # type: ignore[arg-type]
    return people


@pytest.fixture(scope="module")
def url(settings: Settings, people: People) -> Iterator[str]:
    server = Served(open_server(settings, "127.0.0.1", Gate()))
    yield server.url
    server.close()
    open_database(settings).close()


@pytest.fixture(scope="module")
def keys(people: People) -> dict[str, str]:
    return {name: people.make_key(name, "key") for name in ("anna", "bob", "otto", "ada")}


def client(url: str, key: str) -> httpx.Client:
    return httpx.Client(base_url=url, headers={"authorization": f"Bearer {key}"}, timeout=60)


@pytest.fixture(scope="module")
def anna(url: str, keys: dict[str, str]) -> httpx.Client:
    return client(url, keys["anna"])


@pytest.fixture(scope="module")
def bob(url: str, keys: dict[str, str]) -> httpx.Client:
    return client(url, keys["bob"])


@pytest.mark.parametrize("path", ["/v1/me", "/v1/library", "/v1/runs", "/openapi.json", "/metrics", "/v1/audit"])
@pytest.mark.parametrize("key", ["", "mun_" + "A" * 43, "anna", "é", "x" * 5000, "mun_" + "A" * 42 + "%00"])
def test_without_a_key_that_is_somebodys_nothing_is_told(url: str, path: str, key: str) -> None:
    response = httpx.get(url + path, headers={b"authorization": f"Bearer {key}".encode()} if key else {})
    assert response.status_code in (401, 429)
    assert "Traceback" not in response.text


def test_health_and_the_page_are_open_to_everybody_and_tell_of_nobody(url: str, anna: httpx.Client) -> None:
    assert httpx.get(url + "/health").json()["status"] == "ok"
    assert "<title>" in httpx.get(url + "/").text


def test_a_document_is_its_owners_until_it_is_shared_and_again_when_that_is_taken_back(
    anna: httpx.Client, bob: httpx.Client
) -> None:
    assert anna.put("/v1/library/rules/travel.md", content=TRAVEL).json()["state"] == "added"
    assert bob.get("/v1/library").json() == []
    assert bob.post("/v1/ask", json=ASKED).json()["status"] == "abstained"
    hidden, none = (bob.get(f"/v1/library/search?query=hotel&collection={c}").text for c in ("anna:rules", "anna:none"))
    assert hidden == none
    assert anna.put("/v1/shares", json={"collection": "rules", "person": "bob"}).status_code == 204
    (listed,) = bob.get("/v1/library").json()
    assert listed["collection"] == "anna:rules"
    answer = bob.post("/v1/ask", json=ASKED | {"within": ["anna:rules"]}).json()
    assert "200 EUR" in answer["answer"]
    run = f"/v1/runs/{answer['run']}"
    assert bob.get(f"{run}/citations/1").status_code == 200
    assert anna.get(run).status_code == 404
    assert bob.delete("/v1/library/anna:rules/travel.md").status_code == 403
    assert bob.put("/v1/library/anna:rules/travel.md", content=b"nothing").status_code == 403
    assert anna.post("/v1/shares/end", json={"collection": "rules", "person": "bob"}).status_code == 204
    for path in ("", "/proof", "/trace", "/citations/1"):
        withheld = bob.get(run + path)
        assert (withheld.status_code, "200 EUR" in withheld.text) == (403, False)
    assert bob.get("/v1/library").json() == []
    assert anna.delete("/v1/library/rules/travel.md").status_code == 200


@pytest.mark.parametrize(
    ("scopes", "method", "path", "status"),
    [
        (["read"], "GET", "/v1/library", 200),
        (["read"], "POST", "/v1/ask", 403),
        (["ask"], "GET", "/v1/library", 403),
        (["ask"], "PUT", "/v1/library/own/a.txt", 403),
        (["add"], "PUT", "/v1/library/own/a.txt", 200),
        (["add"], "DELETE", "/v1/library/own/a.txt", 403),
        (["read", "manage"], "DELETE", "/v1/library/own/a.txt", 200),
        (["ask", "read", "add", "manage"], "GET", "/v1/people", 403),
        (["ask", "read", "add", "manage"], "GET", "/v1/audit", 403),
        (["ask", "read", "add", "manage"], "GET", "/metrics", 403),
        (["ask", "read", "add", "manage"], "GET", "/v1/me", 200),
    ],
)
def test_a_key_opens_what_it_is_good_for(
    url: str, people: People, scopes: list[str], method: str, path: str, status: int
) -> None:
    with client(url, people.make_key("bob", "narrow", scopes)) as narrow:
        content = b"Managers must approve hotel costs." if method == "PUT" else b'{"question": "What?"}'
        given = (
            {} if method in ("GET", "DELETE") else {"content": content, "headers": {"content-type": "application/json"}}
        )
        assert narrow.request(method, path, **given).status_code == status  # type: ignore[arg-type]


def test_a_key_is_made_and_ended_over_http_and_told_once(url: str, anna: httpx.Client) -> None:
    made = anna.post("/v1/keys", json={"name": "laptop", "scopes": ["ask", "read"], "days": 2})
    assert made.status_code == 201
    with client(url, made.json()["key"]) as laptop:
        assert laptop.get("/v1/me").json()["scopes"] == ["ask", "read"]
        (number,) = [k["id"] for k in anna.get("/v1/keys").json() if k["name"] == "laptop"]
        assert made.json()["key"] not in anna.get("/v1/keys").text
        assert anna.delete(f"/v1/keys/{number}").status_code == 204
        assert laptop.get("/v1/me").status_code == 401


def test_an_admin_adds_people_and_an_auditor_reads_what_they_did(
    url: str, keys: dict[str, str], anna: httpx.Client
) -> None:
    with client(url, keys["ada"]) as ada, client(url, keys["otto"]) as otto:
        assert ada.post("/v1/people", json={"name": "erin"}).status_code == 204
        assert ada.post("/v1/people", json={"name": "erin"}).status_code == 409
        assert ada.post("/v1/people", json={"name": "Erin!"}).status_code == 400
        assert ada.put("/v1/groups/law", json={"names": ["erin", "anna"]}).status_code == 204
        assert ada.get("/v1/groups").json() == [{"name": "law", "members": ["anna", "erin"]}]
        assert anna.post("/v1/people", json={"name": "mallory", "role": "admin"}).status_code == 403
        rows = otto.get("/v1/audit?limit=1000").json()
        assert {"who": "ada", "act": "added a person", "said": {"name": "erin", "role": "user"}} in [
            {k: r[k] for k in ("who", "act", "said")} for r in rows
        ]
        assert ada.get("/v1/audit").status_code == 403


def test_who_signs_in_with_a_key_on_the_page_gets_a_cookie_that_is_not_the_key_and_can_leave(
    url: str, keys: dict[str, str]
) -> None:
    with httpx.Client(base_url=url) as browser:
        assert browser.post("/login", json={"key": "mun_" + "B" * 43}).status_code == 401
        assert browser.post("/login", json={"key": keys["bob"]}).status_code == 204
        cookie = browser.cookies["muniment_key"]
        assert cookie != keys["bob"]
        assert browser.get("/v1/me").json()["name"] == "bob"
        strange = browser.get("/v1/me", headers={"origin": "https://evil.example"})
        assert strange.status_code == 403
        assert browser.post("/logout").status_code == 204
        browser.cookies.set("muniment_key", cookie)
        assert browser.get("/v1/me").status_code == 401


@pytest.mark.parametrize("name", ["%00", "a%00b", "%0d%0a", "%e2%80%ae"])
def test_names_that_cannot_be_kept_are_refused_in_a_sentence(anna: httpx.Client, name: str) -> None:
    for response in (
        anna.get(f"/v1/library?collection={name}"),
        anna.put(f"/v1/library/{name}/a.txt", content=b"x"),
        anna.put(f"/v1/library/rules/{name}", content=b"x"),
        anna.delete(f"/v1/library/{name}/a.txt"),
    ):
        assert response.status_code in (200, 400, 404)
        assert "fault" not in response.text


def test_two_that_put_one_document_at_once_both_get_an_answer(anna: httpx.Client) -> None:
    codes: list[int] = []

    def put(n: int) -> None:
        codes.append(anna.put("/v1/library/races/one.txt", content=f"Version {n} of a note.".encode()).status_code)

    threads = [threading.Thread(target=put, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [200] * 4
    assert len(anna.get("/v1/library?collection=races").json()) == 1
    anna.delete("/v1/library/races/one.txt")


def test_wrong_keys_from_an_address_shut_nobody_out_who_has_one(url: str, anna: httpx.Client) -> None:
    wrong = [httpx.get(url + "/v1/me", headers={"authorization": f"Bearer mun_{'C' * 43}"}) for _ in range(GUESSES + 5)]
    assert wrong[-1].status_code == 429
    assert int(wrong[-1].headers["retry-after"]) > 0
    assert anna.get("/v1/me").status_code == 200


def test_one_persons_requests_are_bounded_at_a_time_and_in_a_minute_and_nobody_elses() -> None:
    now = [0.0]
    limits = Limits(lambda: now[0])
    assert [limits.enter(1) for _ in range(AT_ONCE + 1)] == [True] * AT_ONCE + [False]
    assert limits.enter(2)
    for _ in range(AT_ONCE):
        limits.leave(1)
    for _ in range(A_MINUTE - AT_ONCE):
        assert limits.enter(1)
        limits.leave(1)
    assert not limits.enter(1)
    now[0] = 60.0
    assert limits.enter(1)


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/v1/library/a/b/pages/1", "read"),
        ("DELETE", "/v1/library/a/b", "manage"),
        ("POST", "/v1/runs/abc/good", "admin"),
        ("POST", "/v1/runs/abc/replay", "ask"),
        ("POST", "/v1/chat/completions", "ask"),
        ("GET", "/v1/something-new", "ask"),
    ],
)
def test_every_path_has_what_a_key_must_be_good_for(method: str, path: str, scope: str) -> None:
    assert scope_of(method, path) == scope


def test_a_fault_is_logged_with_its_place_and_nothing_of_what_it_was_about() -> None:
    try:
        raise ValueError("the secret lease of Harrow Mills")
    except ValueError:
        record = logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, "Exception in ASGI", (), sys.exc_info())
    assert Terse().filter(record)
    said = logging.Formatter().format(record)
    assert re.fullmatch(r"an unexpected fault \(ValueError\) at test_people_door\.py:\d+", said)


def test_the_home_is_open_to_its_owner_alone(settings: Settings, people: People) -> None:
    assert settings.home.stat().st_mode & 0o066 == 0
    for folder in ("audit", "door.key"):
        assert (settings.home / folder).stat().st_mode & 0o077 == 0


def test_one_key_for_everybody_is_refused_where_people_sign_in(settings: Settings, people: People) -> None:
    with pytest.raises(BadInput, match="unset MUNIMENT_API_KEY"):
        open_server(replace(settings, api_key="one for all"), "127.0.0.1", Gate())


def test_a_server_that_would_act_as_the_owner_of_the_tables_is_refused(
    settings: Settings, people: People, tmp_path: Path
) -> None:
    address = open_store(settings).database.engine.url.render_as_string(hide_password=False)
    elsewhere = Settings(home=tmp_path, database_url=address.replace("+psycopg", ""))
    with pytest.raises(Unavailable, match="let it name muniment_app"):
        open_server(elsewhere, "127.0.0.1", Gate())


def test_a_server_is_opened_as_the_applications_role_on_a_database_elsewhere(
    settings: Settings, people: People, url: str, keys: dict[str, str], tmp_path: Path
) -> None:
    owner = open_store(settings).database.engine.url
    address = owner.set(username="muniment_app").render_as_string(hide_password=False).replace("+psycopg", "")
    server = Served(open_server(Settings(home=tmp_path, database_url=address), "127.0.0.1", Gate()))
    try:
        with client(server.url, keys["anna"]) as anna:
            assert anna.get("/v1/me").json()["name"] == "anna"
            answer = anna.post("/v1/ask", json={"question": "What were Apple's net sales in fiscal 2024?"}).json()
            assert "391,035 million" in answer["answer"]
    finally:
        server.close()
