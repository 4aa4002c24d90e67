import { useEffect, useState } from "preact/hooks";
import { type Added, type Document, type Me, type Share, type Touched, get, sendFile } from "./api";
import { Sharing, manages } from "./Sharing";

type Props = {
  documents: Document[];
  me: Me | null;
  onChanged: () => Promise<void>;
  onRemove: (document: Document) => Promise<void>;
  onFault: (error: unknown) => void;
};

/** The documents of one's own: what is there, what could not be read and why; files dropped here are added. */
export function Library({ documents, me, onChanged, onRemove, onFault }: Props) {
  const [collection, setCollection] = useState("library");
  const [under, setUnder] = useState("");
  const [refused, setRefused] = useState<Added[]>([]);
  const [over, setOver] = useState(false);
  const [sure, setSure] = useState("");
  const [touched, setTouched] = useState<Touched[]>([]);
  useEffect(() => void get<Touched[]>("/v1/library/touched").then(setTouched, onFault), [documents]);
  const [shares, setShares] = useState<Share[]>([]);
  const shared = () => get<Share[]>("/v1/shares").then(setShares, onFault);
  useEffect(() => void (me && shared()), [me, documents]);
  const names = [...new Set(documents.map((d) => d.collection))];
  const add = async (files: File[]) => {
    const into = collection.trim() || "library";
    const failed: Added[] = [];
    for (const [n, file] of files.entries()) {
      setUnder(`${n + 1} of ${files.length}: ${file.name}`);
      try {
        const added = await sendFile(into, file);
        if (added.state === "failed") failed.push(added);
      } catch (error) {
        onFault(error);
      }
    }
    setUnder("");
    setRefused(failed);
    await onChanged();
  };
  return (
    <section
      class={`library${over ? " over" : ""}`}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={async (event) => {
        event.preventDefault();
        setOver(false);
        await add(await dropped(event.dataTransfer));
      }}
    >
      <p class="quiet">
        Drop reports, contracts, policies, workbooks, mails or scans here, or a whole folder. They stay on this machine, and are asked like filings: each
        answer shows its page.
      </p>
      <div class="row">
        <label class="as-of">
          into
          <input value={collection} maxLength={100} aria-label="Collection" list="collections" onInput={(event) => setCollection(event.currentTarget.value)} />
        </label>
        <datalist id="collections">
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <label class="as-of attach">
          + documents
          <input
            type="file"
            multiple
            aria-label="Documents"
            onChange={async (event) => {
              const input = event.currentTarget;
              await add(Array.from(input.files ?? []));
              input.value = "";
            }}
          />
        </label>
      </div>
      {under && (
        <p class="reading" role="status">
          Reading {under} …
        </p>
      )}
      {refused.map((each) => (
        <p key={each.document} class="fault" role="alert">
          {each.document} could not be read: {each.why}.
        </p>
      ))}
      {documents.length === 0 && !under && <p>No documents yet.</p>}
      {touched.length > 0 && (
        <details class="more">
          <summary>
            {touched.length} kept {touched.length === 1 ? "answer rests" : "answers rest"} on a version that was replaced
          </summary>
          <ul>
            {touched.map((t) => (
              <li key={`${t.run} ${t.document}`}>
                <span>
                  {t.question}
                  <small>
                    {t.document}, replaced on {t.since}
                    {t.session && ` · session “${t.session}”`}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {names.map((name) => (
        <div key={name}>
          <h2>{name}</h2>
          {me && <Sharing collection={name} me={me} shares={shares} onChanged={shared} onFault={onFault} />}
          <ul>
            {documents
              .filter((d) => d.collection === name)
              .map((d) => (
                <li key={d.document}>
                  <span>
                    {d.document}
                    <small class={d.why ? "bad" : ""}>{d.why ? `not read: ${d.why}` : about(d)}</small>
                  </span>
                  {me && !manages(name, me, shares) ? null : sure === `${name}/${d.document}` ? (
                    <button class="danger" aria-label={`Delete ${d.document} for good`} onClick={() => (setSure(""), onRemove(d))}>
                      delete for good
                    </button>
                  ) : (
                    <button class="quiet-button" aria-label={`Delete ${d.document}`} onClick={() => setSure(`${name}/${d.document}`)}>
                      delete
                    </button>
                  )}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function about(d: Document): string {
  const pages = `${d.pages} ${d.pages === 1 ? "page" : "pages"}`;
  return [d.company, d.form, d.period_end, pages, d.figures > 0 && `${d.figures} figures`, d.note].filter(Boolean).join(" · ");
}

/** The files that were dropped, and those in folders that were. */
async function dropped(data: DataTransfer | null): Promise<File[]> {
  const entries = Array.from(data?.items ?? [], (item) => item.webkitGetAsEntry());
  return entries.some(Boolean) ? (await Promise.all(entries.map((e) => (e ? within(e) : [])))).flat() : Array.from(data?.files ?? []);
}

async function within(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) return [await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    // A folder is told a hundred entries at a time.
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(within))).flat();
}
