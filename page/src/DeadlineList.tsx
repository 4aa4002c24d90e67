import type { Deadlines } from "./api";
import type { Place } from "./views";

/** When contracts end, are renewed, and must be given notice of, in the year to come; and of which that is not told. */
export function DeadlineList({ found, onLook }: { found: Deadlines | null; onLook: (place: Place) => void }) {
  if (found === null) return <p class="library quiet">Reading …</p>;
  const left = Object.entries(found.not_counted);
  return (
    <section class="library">
      <p class="quiet">In the year to come, computed from what the contracts state.</p>
      {found.deadlines.length === 0 && <p>Nothing falls due that can be told.</p>}
      <ul>
        {found.deadlines.map((d) => (
          <li key={`${d.day} ${d.what} ${d.document}`}>
            <span>
              <b class="number">{d.day}</b> {d.what}
              <small>{d.document}</small>
            </span>
            <button
              class="quiet-button"
              onClick={() => onLook({ collection: d.collection, document: d.document, title: d.what, page: d.terms[0].page, start: d.terms[0].start, end: d.terms[0].end, field: "" })}
            >
              page {d.terms[0].page}
            </button>
          </li>
        ))}
      </ul>
      {left.length > 0 && <h2>Not counted</h2>}
      <ul>
        {left.map(([document, why]) => (
          <li key={document}>
            <span>
              {document}
              <small>{why}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
