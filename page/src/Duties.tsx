import { useState } from "preact/hooks";
import type { Duty } from "./api";
import type { Place } from "./views";

const MOST = 200;

/** Who must, should, may or must not do what, by the policies. */
export function Duties({ duties, onLook }: { duties: Duty[] | null; onLook: (place: Place) => void }) {
  const [who, setWho] = useState("");
  const [force, setForce] = useState("");
  const [words, setWords] = useState("");
  if (duties === null) return <p class="library quiet">Reading …</p>;
  if (duties.length === 0) return <p class="library quiet">There are no policies here. Add some under “documents”: what they lay down is read then.</p>;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fit = duties.filter(
    (d) =>
      (!who || d.who.toLowerCase() === who) &&
      (!force || d.force === force) &&
      wanted.every((word) => `${d.lead} ${d.text} ${d.condition} ${d.document}`.toLowerCase().includes(word)),
  );
  const people = [...new Set(duties.map((d) => d.who.toLowerCase()).filter(Boolean))].sort();
  return (
    <section class="library">
      <p class="row">
        <label class="as-of">
          who
          <select aria-label="Who" value={who} onChange={(event) => setWho(event.currentTarget.value)}>
            <option value="">anybody</option>
            {people.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label class="as-of">
          force
          <select aria-label="Force" value={force} onChange={(event) => setForce(event.currentTarget.value)}>
            <option value="">any</option>
            {["must", "must not", "should", "may"].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label class="as-of">
          about
          <input aria-label="About" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        </label>
        <small>
          {fit.length} of {duties.length}
          {fit.length > MOST && `, the first ${MOST} shown`}
        </small>
      </p>
      <ul>
        {fit.slice(0, MOST).map((d) => (
          <li key={`${d.collection}/${d.document} ${d.page} ${d.start}`}>
            <span>
              {d.lead} {d.text}
              <small>
                <b class={d.force === "must not" ? "bad" : ""}>{d.force}</b> · {[d.who || "not told who", d.within, d.condition, d.document].filter(Boolean).join(" · ")}
              </small>
            </span>
            <button class="quiet-button" onClick={() => onLook({ collection: d.collection, document: d.document, title: `${d.who} ${d.force}`, page: d.page, start: d.start, end: d.end, field: "" })}>
              page {d.page}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
