"""Signing in by an identity provider: a certified one (the npm package oidc-provider), and one that lies."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from muniment.errors import BadInput, Denied, Unavailable
from muniment.settings import Settings
from muniment.store.connecting import open_database
from muniment.store.opening import open_store
from muniment.trust.people import People
from muniment.web.gate import Gate
from muniment.web.people.openid import OpenID
from muniment.web.serving import open_server
from tests.conftest import Served, free_port

SECRET = "a secret of the test"
_HOST = Path(__file__).parent / "provider"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """The certified provider, and the port at which it expects the server."""
    place, port, back = tmp_path_factory.mktemp("provider"), free_port(), free_port()
    if shutil.which("npm") is None:
        pytest.skip("needs Node.js, for the npm package oidc-provider")
    for file in _HOST.iterdir():
        shutil.copy(file, place)
    installed = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=place, timeout=120, check=False
    )
    if installed.returncode:
        pytest.skip("needs the npm registry, for the package oidc-provider")
    command = ["node", "provider.mjs", str(port), f"http://127.0.0.1:{back}/signed-in"]
    running = subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert running.stdout is not None
    while "ready" not in running.stdout.readline():
        assert running.poll() is None
    yield f"http://127.0.0.1:{port}", back
    running.kill()
    running.wait()


@pytest.fixture(scope="module")
def served(provider: tuple[str, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    issuer, port = provider
    settings = Settings(
        home=tmp_path_factory.mktemp("signing"),
        oidc_issuer=issuer,
        oidc_client="muniment",
        oidc_secret=SECRET,
        public_url=f"http://127.0.0.1:{port}",
    )
    people = People(open_store(settings).database)
    people.add("anna", email="anna@example.com")
    people.add("una", email="unverified-una@example.com")
    server = Served(open_server(settings, "127.0.0.1", Gate()), port)
    yield server
    server.close()
    open_database(settings).close()


def signing_in(url: str, login: str) -> tuple[httpx.Client, httpx.Response]:
    """What a browser does that is sent to the provider, where somebody types his name, and agrees."""
    browser = httpx.Client(follow_redirects=True)
    response = browser.get(f"{url}/sign-in")
    for given in ({"prompt": "login", "login": login, "password": "any"}, {"prompt": "consent"}):
        form = re.search(r'action="([^"]+)"', response.text)
        assert form is not None, response.text
        response = browser.post(form[1], data=given)
    return browser, response


def test_somebody_whom_a_certified_provider_vouches_for_is_signed_in(served: Served) -> None:
    browser, response = signing_in(served.url, "anna")
    assert (response.status_code, str(response.url)) == (200, f"{served.url}/")
    assert browser.get(f"{served.url}/v1/me").json()["name"] == "anna"
    assert browser.post(f"{served.url}/logout").status_code == 204
    assert browser.get(f"{served.url}/v1/me").status_code == 401


@pytest.mark.parametrize("login", ["bob", "unverified-una"])
def test_who_is_not_known_here_or_whose_mail_address_is_not_verified_is_not_let_in(served: Served, login: str) -> None:
    _, response = signing_in(served.url, login)
    assert response.status_code == 401
    assert "nobody here is known by that sign-in" in response.json()["error"]["message"]


def test_who_comes_back_without_having_gone_is_not_let_in(served: Served) -> None:
    browser = httpx.Client()
    for query in ("", "?code=x&state=y", "?code=x&state=%C3%A9", "?error=access_denied"):
        assert browser.get(f"{served.url}/signed-in{query}").status_code == 401
    browser.get(f"{served.url}/sign-in")
    assert browser.get(f"{served.url}/signed-in?code=x&state=y").status_code == 401


class Liar:
    """A provider that signs what it is told to."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "1"})
        self.token: Callable[[dict[str, Any]], str] = self.sound
        self.keys: Any = KeySet([self.key]).as_dict(private=False)
        self.status, self.nonce = 200, ""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                url = outer.url
                about = {"issuer": url, "authorization_endpoint": f"{url}/auth", "token_endpoint": f"{url}/token"}
                self._say(outer.keys if self.path == "/jwks" else about | {"jwks_uri": f"{url}/jwks"}, 200)

            def do_POST(self) -> None:
                now = int(time.time())
                claims = {"iss": outer.url, "sub": "7", "aud": "muniment", "iat": now, "exp": now + 300}
                claims |= {"nonce": outer.nonce, "email": "anna@example.com", "email_verified": True}
                told = {"access_token": "x", "token_type": "Bearer", "id_token": outer.token(claims)}
                self._say(told if outer.status == 200 else {"error": "invalid_grant"}, outer.status)

            def _say(self, what: Any, status: int) -> None:
                body = json.dumps(what).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *given: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def sound(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)

    def altered(self, **claims: Any) -> Callable[[dict[str, Any]], str]:
        """The token with other claims; None takes one away."""
        return lambda given: self.sound({k: v for k, v in (given | claims).items() if v is not None})


@pytest.fixture
def liar() -> Iterator[Liar]:
    made = Liar()
    yield made
    made.server.shutdown()


async def vouched(liar: Liar, tmp_path: Path, **also: str) -> str:
    settings = Settings(home=tmp_path, oidc_issuer=liar.url, oidc_client="muniment", oidc_secret=SECRET)
    openid = OpenID(replace(settings, public_url="https://muniment.example"))
    address, mark = await openid.begin()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked["code_challenge_method"] == "S256"
    liar.nonce = asked["nonce"]
    found = await openid.end({"code": "x", "state": asked["state"], **also}, mark)
    with pytest.raises(Denied):
        await openid.end({"code": "x", "state": asked["state"]}, mark)
    return found.subject


def _unsigned(claims: dict[str, Any]) -> str:
    parts = ({"alg": "none"}, claims)
    return ".".join(urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts) + "."


@pytest.mark.anyio
async def test_a_sound_token_names_its_subject_once(liar: Liar, tmp_path: Path) -> None:
    assert await vouched(liar, tmp_path) == f"{liar.url}|7"


LIES: dict[str, Callable[[Liar], object]] = {
    "no signature": lambda liar: setattr(liar, "token", _unsigned),
    "signed with the client's secret": lambda liar: setattr(
        liar, "token", lambda claims: jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET * 2))
    ),
    "signed by another key": lambda liar: setattr(
        liar, "token", lambda claims: jwt.encode({"alg": "RS256", "kid": "1"}, claims, RSAKey.generate_key(2048))
    ),
    "another's nonce": lambda liar: setattr(liar, "token", liar.altered(nonce="another")),
    "no nonce": lambda liar: setattr(liar, "token", liar.altered(nonce=None)),
    "for another client": lambda liar: setattr(liar, "token", liar.altered(aud="another")),
    "for several, and not by us": lambda liar: setattr(liar, "token", liar.altered(aud=["muniment", "b"], azp="b")),
    "of another issuer": lambda liar: setattr(liar, "token", liar.altered(iss="https://example.com")),
    "expired": lambda liar: setattr(liar, "token", liar.altered(exp=int(time.time()) - 3600)),
    "never expires": lambda liar: setattr(liar, "token", liar.altered(exp=None)),
    "of nobody": lambda liar: setattr(liar, "token", liar.altered(sub=None)),
    "of something that is no text": lambda liar: setattr(liar, "token", liar.altered(sub={"a": 1})),
    "no token": lambda liar: setattr(liar, "token", lambda claims: ""),
    "garbage": lambda liar: setattr(liar, "token", lambda claims: "a.b.c"),
    "no keys": lambda liar: setattr(liar, "keys", {"keys": []}),
    "keys that are none": lambda liar: setattr(liar, "keys", [1]),
    "keys that are nothing": lambda liar: setattr(liar, "keys", {"keys": None}),
    "an error": lambda liar: setattr(liar, "status", 400),
    "a fault": lambda liar: setattr(liar, "status", 500),
}


@pytest.mark.anyio
@pytest.mark.parametrize("lie", LIES)
async def test_a_token_that_does_not_hold_signs_nobody_in(liar: Liar, tmp_path: Path, lie: str) -> None:
    LIES[lie](liar)
    with pytest.raises((Denied, Unavailable)):
        await vouched(liar, tmp_path)


@pytest.mark.anyio
async def test_an_answer_of_another_issuer_signs_nobody_in(liar: Liar, tmp_path: Path) -> None:
    with pytest.raises(Denied, match="another identity provider"):
        await vouched(liar, tmp_path, iss="https://example.com")


def test_a_provider_that_is_not_reached_safely_is_not_taken() -> None:
    with pytest.raises(BadInput, match="must start with https://"):
        Settings.read({"MUNIMENT_OIDC_ISSUER": "http://idp.example.com"})


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
