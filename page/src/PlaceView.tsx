import { useEffect, useState } from "preact/hooks";
import { type Field, type Sheet, Refused, get, send } from "./api";
import { placeOf } from "./Contracts";
import type { Place } from "./views";

type Props = { place: Place; onLook: (place: Place) => void; onReviewed: () => void; onClose: () => void };

/** A page of a document with the place lit; of a field of a contract's sheet also what a person says of it. */
export function PlaceView({ place, onLook, onReviewed, onClose }: Props) {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  useEffect(() => {
    setSheet(null);
    if (!place.field) return;
    get<Sheet[]>(`/v1/library/sheets?collection=${encodeURIComponent(place.collection)}`).then(
      (found) => setSheet(found.find((s) => s.document === place.document) ?? null),
      () => setSheet(null),
    );
  }, [place.collection, place.document, place.field]);
  const field = sheet?.fields.find((f) => f.name === place.field);
  const at = `/v1/library/${encodeURIComponent(place.collection)}/${encodeURIComponent(place.document)}`;
  return (
    <aside class="side" aria-label="Place">
      <div class="tabs">
        <b>{place.title}</b>
        <button class="icon close" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </div>
      <div class="panel record">
        <p class="where">
          {place.document}, page {place.page}
        </p>
        {field && sheet && (
          <FieldReview
            key={`${place.document} ${place.field} ${field.by_hand}`}
            at={`${at}/fields/${encodeURIComponent(field.name)}`}
            sheet={sheet}
            field={field}
            place={place}
            onLook={onLook}
            onSaid={(now) => {
              setSheet(now);
              onReviewed();
              onLook(placeOf(now, now.fields.find((f) => f.name === field.name)!));
            }}
          />
        )}
        <iframe
          key={`${at} ${place.page} ${place.start} ${place.end}`}
          title="Record"
          sandbox=""
          src={`${at}/pages/${place.page}?start=${place.start}&end=${place.end}#muniment-here`}
        />
      </div>
    </aside>
  );
}

type ReviewProps = { at: string; sheet: Sheet; field: Field; place: Place; onLook: (place: Place) => void; onSaid: (sheet: Sheet) => void };

function FieldReview({ at, sheet, field, place, onLook, onSaid }: ReviewProps) {
  const [changing, setChanging] = useState(false);
  const [value, setValue] = useState(field.shown.join("; "));
  const [words, setWords] = useState(field.terms[0]?.text.replace(/\s+/g, " ") ?? "");
  const [fault, setFault] = useState("");
  const say = async (method: string, body?: unknown) => {
    setFault("");
    try {
      onSaid(await send<Sheet>(method, at, body));
    } catch (error) {
      setFault(error instanceof Refused ? error.message : String(error));
    }
  };
  return (
    <div class="review">
      <p>
        <b>{field.status === "absent" ? "not stated, as far as is read" : field.shown.join("; ") || "said in a way that is not read"}</b>{" "}
        <small>{[field.how && `computed: ${field.how}`, field.by_hand && `${field.by_hand} by hand on ${field.day}`, field.status === "absent" && field.nearest && "shown is what comes nearest"].filter(Boolean).join(" · ")}</small>
      </p>
      {field.terms.length > 1 && (
        <p class="row">
          <small>rests on</small>
          {field.terms.map((t, n) => (
            <button
              key={n}
              class="quiet-button"
              aria-pressed={t.page === place.page && t.start === place.start}
              onClick={() => onLook({ ...placeOf(sheet, field), page: t.page, start: t.start, end: t.end })}
            >
              {n + 1}, page {t.page}
            </button>
          ))}
        </p>
      )}
      <p class="row">
        {field.by_hand ? (
          <button class="quiet-button" onClick={() => say("DELETE")}>
            take back what was said
          </button>
        ) : (
          <>
            {field.status !== "unread" && (
              <button class="quiet-button" onClick={() => say("PUT", {})}>
                that is right
              </button>
            )}
            {field.status !== "absent" && (
              <button class="quiet-button" onClick={() => say("PUT", { is_stated: false })}>
                it states none
              </button>
            )}
            <button class="quiet-button" aria-expanded={changing} onClick={() => setChanging(!changing)}>
              correct it
            </button>
          </>
        )}
      </p>
      {changing && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void say("PUT", { value, words });
          }}
        >
          <label>
            what holds
            <input value={value} maxLength={300} onInput={(event) => setValue(event.currentTarget.value)} />
          </label>
          <label>
            the words of the contract that say so
            <textarea rows={3} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
          </label>
          <button class="main">Keep</button>
        </form>
      )}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
