import { useState } from "preact/hooks";
import type { Field, Sheet } from "./api";
import type { Place } from "./views";

const FIRST = ["parties", "end of the term", "renewal", "notice to stop the renewal", "governing law", "cap on liability"];
const SHOWN = 90;

type Props = { sheets: Sheet[] | null; within: string; place: Place | null; onLook: (place: Place) => void };

/** What contracts state, a row each; a click on a cell shows the words that say so, to confirm or to correct. */
export function Contracts({ sheets, within, place, onLook }: Props) {
  const [all, setAll] = useState(false);
  if (sheets === null) return <p class="library quiet">Reading …</p>;
  if (sheets.length === 0) return <p class="library quiet">There are no contracts here. Add some under “documents”: what they state is read then.</p>;
  const names = sheets[0].fields.map((f) => f.name).filter((name) => all || FIRST.includes(name));
  const checked = sheets.flatMap((s) => s.fields).filter((f) => f.by_hand);
  const of = within ? `&collection=${encodeURIComponent(within)}` : "";
  return (
    <section class="library sheets">
      <p class="quiet">
        Each value is read from the words of its contract; click it to see them, and confirm or correct it. A dash says that nothing of the kind was found, not that
        there is none.
      </p>
      <p class="row">
        <button class="quiet-button" onClick={() => setAll(!all)}>
          {all ? "fewer fields" : `all ${sheets[0].fields.length} fields`}
        </button>
        <a class="quiet-button" download href={`/v1/library/sheets/table?format=csv${of}`}>
          CSV
        </a>
        <a class="quiet-button" download href={`/v1/library/sheets/table?format=xlsx${of}`}>
          Excel
        </a>
        {checked.length > 0 && (
          <small>
            {checked.filter((f) => f.by_hand === "confirmed").length} of {checked.length} looked at by hand were read rightly
          </small>
        )}
      </p>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">contract</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheets.map((sheet) => (
              <tr key={`${sheet.collection}/${sheet.document}`}>
                <th scope="row">{sheet.document}</th>
                {names.map((name) => {
                  const field = sheet.fields.find((f) => f.name === name)!;
                  const chosen = place?.document === sheet.document && place.collection === sheet.collection && place.field === name;
                  return (
                    <td key={name} class={chosen ? "chosen" : ""}>
                      <button aria-label={`${name} of ${sheet.document}`} class={field.by_hand} onClick={() => onLook(placeOf(sheet, field))}>
                        {told(field)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A field's value in a few words. */
function told(field: Field): string {
  if (field.status === "absent") return field.by_hand ? "not stated" : "–";
  if (field.status === "unread") return "see the clause";
  const said = field.shown.join("; ");
  return said.length > SHOWN ? `${said.slice(0, SHOWN)} …` : said;
}

/** Where a field's first words stand, or what comes nearest to it. */
export function placeOf(sheet: Sheet, field: Field): Place {
  const at = field.terms[0] ?? field.nearest ?? { page: 1, start: 0, end: 0 };
  return { collection: sheet.collection, document: sheet.document, title: field.name, page: at.page, start: at.start, end: at.end, field: field.name };
}
