import { useState } from "preact/hooks";
import { type Me, type Share, send } from "./api";

const RIGHTS = { read: "read", add: "read and add", manage: "read, add, delete and share" } as const;

type Props = { collection: string; me: Me; shares: Share[]; onChanged: () => Promise<void>; onFault: (error: unknown) => void };

/** With whom a collection is shared, and, for those who manage it, a way to share it and to take that back. */
export function Sharing({ collection, me, shares, onChanged, onFault }: Props) {
  const [open, setOpen] = useState(false);
  const [who, setWho] = useState("");
  const [kind, setKind] = useState<"person" | "group">("person");
  const [may, setMay] = useState<Share["may"]>("read");
  const given = shares.filter((s) => s.collection === collection);
  if (!manages(collection, me, shares)) {
    const adds = given.some((s) => s.may === "add");
    return <small class="quiet">shared with you, to {adds ? RIGHTS.add : RIGHTS.read}</small>;
  }
  const change = async (method: string, path: string, body: unknown) => {
    try {
      await send(method, path, body);
      setWho("");
      await onChanged();
    } catch (error) {
      onFault(error);
    }
  };
  return (
    <div class="sharing">
      <button class="quiet-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {given.length === 0 ? "share" : `shared with ${given.map(named).join(", ")}`}
      </button>
      {open && (
        <>
          <ul>
            {given.map((s) => (
              <li key={named(s)}>
                <span>
                  {named(s)} <small>may {RIGHTS[s.may]}</small>
                </span>
                <button
                  class="quiet-button"
                  aria-label={`Share ${collection} with ${named(s)} no more`}
                  onClick={() => change("POST", "/v1/shares/end", { collection, [s.person ? "person" : "group"]: s.person || s.group })}
                >
                  take back
                </button>
              </li>
            ))}
          </ul>
          <form
            class="row"
            onSubmit={(event) => {
              event.preventDefault();
              change("PUT", "/v1/shares", { collection, [kind]: who.trim(), may });
            }}
          >
            <label class="as-of">
              with
              <select aria-label="A person or a group" value={kind} onChange={(event) => setKind(event.currentTarget.value as "person" | "group")}>
                <option value="person">the person</option>
                <option value="group">the group</option>
              </select>
              <input value={who} required maxLength={64} aria-label="Name" onInput={(event) => setWho(event.currentTarget.value)} />
            </label>
            <label class="as-of">
              to
              <select aria-label="Right" value={may} onChange={(event) => setMay(event.currentTarget.value as Share["may"])}>
                {Object.entries(RIGHTS).map(([right, words]) => (
                  <option key={right} value={right}>
                    {words}
                  </option>
                ))}
              </select>
            </label>
            <button class="quiet-button">share</button>
          </form>
        </>
      )}
    </div>
  );
}

/** Whether somebody may delete from a collection and share it: his own, one of the house's where he is its steward, or one that he may manage. */
export function manages(collection: string, me: Me, shares: Share[]): boolean {
  const mine = shares.filter((s) => s.collection === collection && (s.person === me.name || me.groups.includes(s.group)));
  return !collection.includes(":") || (me.role === "steward" && collection.startsWith("house:")) || mine.some((s) => s.may === "manage");
}

function named(share: Share): string {
  return share.person || `the group ${share.group}`;
}
