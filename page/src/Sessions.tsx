import { useState } from "preact/hooks";
import type { Me, Session } from "./api";
import type { View } from "./views";

type Props = {
  sessions: Session[];
  current: string;
  view: View;
  documents: number;
  onView: (view: View) => void;
  onOpen: (id: string) => void;
  onNew: () => void;
  onRename: (id: string, name: string) => void;
  onDelete: (id: string) => void;
  me: Me | null;
  onLeave: () => void;
};

/** The sessions, on the left: open, begin, rename, export, delete. */
export function Sessions({ sessions, current, view, documents, onView, onOpen, onNew, onRename, onDelete, me, onLeave }: Props) {
  const [editing, setEditing] = useState("");
  const [sure, setSure] = useState("");
  return (
    <nav class="sessions" aria-label="Sessions">
      <p class="brand">Muniment</p>
      <button class="main" onClick={onNew}>
        New session
      </button>
      <button class={`shelf${view === "library" ? " current" : ""}`} aria-current={view === "library"} onClick={() => onView("library")}>
        Your documents <small>{documents || ""}</small>
      </button>
      {me?.scopes.includes("audit") && (
        <button class={`shelf${view === "audit" ? " current" : ""}`} aria-current={view === "audit"} onClick={() => onView("audit")}>
          What was told
        </button>
      )}
      <ul>
        {sessions.map((s) => (
          <li key={s.id} class={s.id === current && view === "chat" ? "current" : ""}>
            {editing === s.id ? (
              <form
                onSubmit={(event) => {
                  event.preventDefault();
                  onRename(s.id, (new FormData(event.currentTarget).get("name") as string).trim() || s.name);
                  setEditing("");
                }}
              >
                <input
                  name="name"
                  aria-label="Name"
                  defaultValue={s.name}
                  maxLength={100}
                  autoFocus
                  onBlur={() => setEditing("")}
                  onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
                />
              </form>
            ) : (
              <>
                <button class="name" aria-current={s.id === current} onClick={() => onOpen(s.id)}>
                  {s.name}
                  <small>
                    {s.turns} {s.turns === 1 ? "turn" : "turns"}
                    {s.damage && " · set aside"}
                  </small>
                </button>
                {s.id === current && (
                  <span class="tools">
                    <button onClick={() => setEditing(s.id)}>rename</button>
                    <a href={`/v1/sessions/${s.id}/export`} download={`${s.name}.md`}>
                      export
                    </a>
                    {sure === s.id ? (
                      <button class="danger" onClick={() => (setSure(""), onDelete(s.id))}>
                        delete for good
                      </button>
                    ) : (
                      <button onClick={() => setSure(s.id)}>delete</button>
                    )}
                  </span>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {me && (
        <p class="me">
          {me.name}
          {me.role !== "user" && <small> {me.role}</small>} <button onClick={onLeave}>Sign out</button>
        </p>
      )}
    </nav>
  );
}
