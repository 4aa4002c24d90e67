"""Signing in by an identity provider: OpenID Connect's authorization code flow, with PKCE.

Sources: OpenID Connect Core 1.0, sections 3.1.2 and 3.1.3.7 (how an ID token is validated); RFC 7636 (PKCE); RFC 9700 (what is good practice).
Authlib talks to the provider, joserfc checks the token; which algorithms may sign it is laid down here and not by the token.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import httpx
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.jwk import KeySet, KeySetSerialization

from muniment.errors import Denied, MunimentError, Unavailable
from muniment.settings import Settings

ALGORITHMS = ["RS256", "PS256", "ES256"]
"""What may sign an ID token: asymmetric only, so that whoever reads the client's secret, or says "none", signs nothing."""
SIGNING = "muniment_signing_in"
"""The cookie that ties who comes back to who went."""
PATIENCE = 10.0
"""Seconds that the provider may take for an answer."""
_WAITING, _FOR = 1000, 600.0
_LEEWAY = 60


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom the provider vouches for: the issuer with its subject, and the mail address, where it has verified that."""

    subject: str
    email: str | None


@dataclass(frozen=True, slots=True)
class _Begun:
    state: str
    nonce: str
    verifier: str
    at: float


class OpenID:
    """Signs people in by the provider of the settings.

    Args:
        settings: the issuer, the client and its secret, and the address under which this server is known.

    Raises:
        Unavailable: the settings do not name all of these.
    """

    def __init__(self, settings: Settings) -> None:
        if not settings.oidc_client or not settings.public_url:
            raise Unavailable("MUNIMENT_OIDC_ISSUER needs MUNIMENT_OIDC_CLIENT_ID and MUNIMENT_PUBLIC_URL beside it")
        self._issuer = settings.oidc_issuer or ""
        self._client, self._secret = settings.oidc_client, settings.oidc_secret
        self._back = f"{settings.public_url}/signed-in"
        self._begun: OrderedDict[str, _Begun] = OrderedDict()
        self._said: tuple[float, dict[str, Any]] | None = None
        self.is_secure = settings.public_url.startswith("https:")

    async def begin(self) -> tuple[str, str]:
        """Where somebody is sent to sign in, and the mark by which he is known when he comes back.

        Raises:
            Unavailable: the provider does not answer.
        """
        about = await self._about()
        begun = _Begun(
            secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), time.monotonic()
        )
        mark = secrets.token_urlsafe(24)
        self._begun[mark] = begun
        while len(self._begun) > _WAITING:
            self._begun.popitem(last=False)
        async with self._session() as session:
            address, _ = session.create_authorization_url(
                about["authorization_endpoint"], state=begun.state, nonce=begun.nonce, code_verifier=begun.verifier
            )
        return str(address), mark

    async def end(self, given: Mapping[str, str], mark: str) -> Vouched:
        """Whom the provider vouches for, when somebody comes back.

        Args:
            given: what he brings in the address.
            mark: what he was given when he went; it counts once.

        Raises:
            Denied: he never went, comes too late, was refused there, or the token is not sound.
            Unavailable: the provider does not answer.
        """
        begun = self._begun.pop(mark, None)
        if begun is None or time.monotonic() - begun.at > _FOR:
            raise Denied("this sign-in was not begun here, or too long ago; begin again")
        if not secrets.compare_digest(given.get("state", "").encode(), begun.state.encode()) or "code" not in given:
            raise Denied("the identity provider signed nobody in")
        # RFC 9207: where the provider says who it is, it must be the one that was asked.
        if given.get("iss", self._issuer).rstrip("/") != self._issuer:
            raise Denied("another identity provider answered")
        about = await self._about()
        try:
            async with self._session() as session:
                token = await session.fetch_token(
                    about["token_endpoint"], code=given["code"], code_verifier=begun.verifier
                )
            keys = KeySet.import_key_set(cast("KeySetSerialization", await self._json(about["jwks_uri"])))
            claims = self._claims(str(token.get("id_token", "")), keys, begun.nonce)
        except MunimentError:
            raise
        except Exception as error:
            # Whatever goes wrong here, and the provider writes most of what is read, nobody is signed in.
            raise Denied(f"the identity provider's answer does not hold ({type(error).__name__})") from None
        email = claims.get("email") if claims.get("email_verified") is True else None
        return Vouched(f"{self._issuer}|{claims['sub']}", str(email) if email else None)

    def _claims(self, token: str, keys: KeySet, nonce: str) -> dict[str, Any]:
        """What a sound ID token says."""
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "values": [self._issuer, f"{self._issuer}/"]},
            sub={"essential": True},
            aud={"essential": True, "value": self._client},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != self._client:
            raise Denied("the identity provider's answer is meant for another client")
        if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
            raise Denied("the identity provider's answer names nobody")
        return dict(claims)

    def _session(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self._client,
            self._secret,
            scope="openid email",
            redirect_uri=self._back,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self._secret else "none",
            timeout=PATIENCE,
        )

    async def _about(self) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0), which must be of the issuer that is trusted; kept for a while."""
        if self._said is None or time.monotonic() - self._said[0] > _FOR:
            about = await self._json(f"{self._issuer}/.well-known/openid-configuration")
            if str(about.get("issuer", "")).rstrip("/") != self._issuer:
                raise Unavailable("the identity provider says that it is another")
            self._said = time.monotonic(), about
        return self._said[1]

    async def _json(self, address: str) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(timeout=PATIENCE) as client:
                answer = await client.get(address)
                answer.raise_for_status()
                found: dict[str, Any] = answer.json()
                return found
        except (httpx.HTTPError, ValueError) as error:
            raise Unavailable(f"the identity provider does not answer ({type(error).__name__})") from None
