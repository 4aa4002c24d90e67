import { useEffect, useState } from "preact/hooks";
import { type Entry, get } from "./api";

const AT_ONCE = 100;

/** The record of what was told, the newest first; what rests on documents that whoever looks may not see stays sealed. */
export function AuditView({ onFault }: { onFault: (error: unknown) => void }) {
  const [entries, setEntries] = useState<Entry[] | null>(null);
  const first = entries?.at(-1)?.seq ?? 0;
  const more = (before: number) =>
    get<Entry[]>(`/v1/audit?before=${before}&limit=${AT_ONCE}`).then((found) => setEntries((now) => [...(now ?? []), ...found.reverse()]), onFault);
  useEffect(() => void more(Number.MAX_SAFE_INTEGER), []);
  if (entries === null) return <p class="library quiet">Reading …</p>;
  return (
    <section class="library sheets audit">
      <p class="quiet">
        Who asked what, when, and what was told. Contents that rest on documents which you may not see stay sealed. “muniment audit verify” tells whether every
        row is as it was written.
      </p>
      <div class="wide">
        <table>
          <thead>
            <tr>
              {["row", "when (UTC)", "who", "what", ""].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((e) => (
              <tr key={e.seq}>
                <th scope="row">{e.seq}</th>
                <td>{e.at.slice(0, 19).replace("T", " ")}</td>
                <td>{e.who ?? "–"}</td>
                <td>{e.act}</td>
                <td class="said" title={JSON.stringify(e.said)}>
                  {told(e)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {first > 1 && (
        <button class="quiet-button" onClick={() => more(first)}>
          earlier rows
        </button>
      )}
    </section>
  );
}

/** What a row says, in a line or two; the hashes of what made an answer stand in the title. */
function told({ act, content, said }: Entry): string {
  if (content?.question) return `${content.question} → ${content.answer}`;
  const shown = act === "asked" ? { status: said.status } : { ...said, ...content };
  const words = Object.entries(shown).map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`);
  return [...(content === null ? ["sealed"] : []), ...words].join(" · ");
}
