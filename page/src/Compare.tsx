import { useState } from "preact/hooks";
import { type Comparison, type Document, type Stretch, Refused, get } from "./api";
import type { Place } from "./views";

/** How a contract or a policy differs from another one, or from its own earlier version. */
export function Compare({ documents, onLook }: { documents: Document[]; onLook: (place: Place) => void }) {
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const [found, setFound] = useState<Comparison | null>(null);
  const [fault, setFault] = useState("");
  const chosen = documents.find((d) => key(d) === first);
  const beside = documents.filter((d) => d.collection === chosen?.collection && d !== chosen);
  const compare = async () => {
    if (!chosen) return;
    const asked = new URLSearchParams({ document: chosen.document, other: second, collection: chosen.collection });
    setFault("");
    setFound(null);
    try {
      setFound(await get<Comparison>(`/v1/library/compare?${asked}`));
    } catch (error) {
      setFault(error instanceof Refused ? error.message : String(error));
    }
  };
  const look = (document: string, at: Stretch) =>
    chosen && onLook({ collection: chosen.collection, document, title: "compared", page: at.page, start: at.start, end: at.end, field: "" });
  return (
    <section class="library">
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void compare();
        }}
      >
        <select aria-label="Document" value={first} onChange={(event) => (setFirst(event.currentTarget.value), setSecond(""), setFound(null))}>
          <option value="">a contract or a policy</option>
          {documents.map((d) => (
            <option key={key(d)} value={key(d)}>
              {d.document}
            </option>
          ))}
        </select>
        <label class="as-of">
          beside
          <select aria-label="Other" value={second} onChange={(event) => (setSecond(event.currentTarget.value), setFound(null))}>
            <option value="">its earlier version</option>
            {beside.map((d) => (
              <option key={key(d)} value={d.document}>
                {d.document}
              </option>
            ))}
          </select>
        </label>
        <button class="main" disabled={!chosen}>
          Compare
        </button>
      </form>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      {found && (
        <>
          <p>
            {found.alike} provisions are in the same words{found.renamed > 0 && `, ${found.renamed} but for a name`}; {found.provisions.length} are not.
          </p>
          <ul>
            {found.fields.map((f) => (
              <li key={f.name}>
                <span>
                  <b>{f.name}</b>: {f.first.join("; ")} → {f.second.join("; ")}
                </span>
              </li>
            ))}
            {found.provisions.map((p, n) => (
              <li key={n}>
                <span>
                  <small>
                    {[p.heading, p.first === null ? `only in ${named(found.second, found.first)}` : p.second === null ? `only in ${named(found.first, found.second)}` : "changed"].filter(Boolean).join(" · ")}
                  </small>
                  {p.changes.length > 0
                    ? p.changes.map(([out, into], k) => (
                        <span key={k} class="change">
                          {out && <del>{out}</del>} {into && <ins>{into}</ins>}
                        </span>
                      ))
                    : (p.first ?? p.second)!.text}
                </span>
                {/* The page shows what counts now; an earlier version of the same name has none. */}
                {p.second ? (
                  <button class="quiet-button" onClick={() => look(found.second.document, p.second!)}>
                    page {p.second.page}
                  </button>
                ) : (
                  found.first.document !== found.second.document && (
                    <button class="quiet-button" onClick={() => look(found.first.document, p.first!)}>
                      page {p.first!.page}
                    </button>
                  )
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function key(d: Document): string {
  return `${d.collection}/${d.document}`;
}

function named(one: Comparison["first"], other: Comparison["first"]): string {
  return one.document === other.document ? `${one.document} of ${one.known}` : one.document;
}
