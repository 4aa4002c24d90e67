import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const [port, back] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const jwk = (alg) => ({ ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }), alg, use: "sig" });
const provider = new Provider(issuer, {
  clients: [{ client_id: "muniment", client_secret: "a secret of the test", redirect_uris: [back] }],
  jwks: { keys: [jwk("RS256")] },
  cookies: { keys: ["of the test"] },
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@example.com`, email_verified: !id.startsWith("unverified") }),
  }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
