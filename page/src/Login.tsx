import { useEffect, useState } from "preact/hooks";
import { get, type Health, send } from "./api";

/** Asks who it is, where the server wants to know: by a key, or by an identity provider. The browser keeps a cookie that scripts cannot read. */
export function Login({ onDone }: { onDone: () => void }) {
  const [key, setKey] = useState("");
  const [fault, setFault] = useState("");
  const [way, setWay] = useState<Health["sign_in"]>("key");
  useEffect(() => void get<Health>("/health").then((h) => setWay(h.sign_in), () => undefined), []);
  const enter = async (event: Event) => {
    event.preventDefault();
    try {
      await send("POST", "/login", { key });
      onDone();
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  return (
    <form class="login" onSubmit={enter}>
      <h1>Muniment</h1>
      {way === "provider" && (
        <a class="main" href="/sign-in">
          Sign in
        </a>
      )}
      <label>
        {way === "key" ? "API key" : "Your key"}
        <input type="password" value={key} autoFocus={way !== "provider"} onInput={(e) => setKey(e.currentTarget.value)} />
      </label>
      <button class="main">Enter</button>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}
