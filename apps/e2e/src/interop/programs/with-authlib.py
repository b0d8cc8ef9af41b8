"""As the documentation of Authlib has it: client credentials, code with PKCE, refresh, revocation."""
import json
import os

from authlib.integrations.requests_client import OAuth2Session

given = json.loads(os.environ["INPUT"])
token_endpoint = given["issuer"] + "/token"
session = OAuth2Session(
    given["clientId"],
    given["clientSecret"],
    scope="openid profile",
    redirect_uri=given["redirectUri"],
    code_challenge_method="S256",
    token_endpoint=token_endpoint,
    revocation_endpoint=given["issuer"] + "/token/revocation",
)

if "callback" not in given:
    verifier = "v" * 64
    url, state = session.create_authorization_url(given["issuer"] + "/auth", code_verifier=verifier)
    print(json.dumps({"url": url, "checks": {"verifier": verifier, "state": state}}))
else:
    checks = given["checks"]
    token = session.fetch_token(
        token_endpoint,
        authorization_response=given["callback"],
        state=checks["state"],
        code_verifier=checks["verifier"],
    )
    userinfo = session.get(given["issuer"] + "/me").json()
    refreshed = session.refresh_token(token_endpoint, refresh_token=token["refresh_token"])
    answer = session.revoke_token(given["issuer"] + "/token/revocation", refreshed["refresh_token"])
    answer.raise_for_status()
    from authlib.jose import JsonWebKey, jwt

    keys = JsonWebKey.import_key_set(session.get(given["issuer"] + "/jwks", withhold_token=True).json())
    claims = jwt.decode(token["id_token"], keys)
    print(json.dumps({"claims": dict(claims), "userinfo": userinfo}))
