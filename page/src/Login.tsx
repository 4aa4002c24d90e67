import { useState } from "preact/hooks";
import { send } from "./api";

/** Asks for the API key, where the server wants one; the browser then keeps it as a cookie that scripts cannot read. */
export function Login({ onDone }: { onDone: () => void }) {
  const [key, setKey] = useState("");
  const [fault, setFault] = useState("");
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
      <label>
        API key
        <input type="password" value={key} autoFocus onInput={(e) => setKey(e.currentTarget.value)} />
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
