import { useEffect, useState } from "preact/hooks";
import { type Deadlines, type Document, type Duty, type Me, type Sheet, get } from "./api";
import { Compare } from "./Compare";
import { Contracts } from "./Contracts";
import { DeadlineList } from "./DeadlineList";
import { Duties } from "./Duties";
import { Library } from "./Library";
import type { Place } from "./views";

const TABS = ["documents", "contracts", "deadlines", "duties", "compare"] as const;
type Tab = (typeof TABS)[number];

type Props = {
  documents: Document[];
  me: Me | null;
  /** Changes when a field was confirmed or corrected. */
  reviewed: number;
  place: Place | null;
  onLook: (place: Place) => void;
  onChanged: () => Promise<void>;
  onRemove: (document: Document) => Promise<void>;
  onFault: (error: unknown) => void;
};

/** The library: documents, what contracts state, when it falls due, what policies lay down. */
export function LibraryView({ documents, me, reviewed, place, onLook, onChanged, onRemove, onFault }: Props) {
  const [tab, setTab] = useState<Tab>("documents");
  const [within, setWithin] = useState("");
  const [sheets, setSheets] = useState<Sheet[] | null>(null);
  const [deadlines, setDeadlines] = useState<Deadlines | null>(null);
  const [duties, setDuties] = useState<Duty[] | null>(null);
  const collections = [...new Set(documents.map((d) => d.collection))];
  useEffect(() => {
    const of = within ? `?collection=${encodeURIComponent(within)}` : "";
    let here = true;
    const into =
      <T,>(set: (found: T) => void) =>
      (found: T) =>
        here && set(found);
    if (tab === "contracts") get<Sheet[]>(`/v1/library/sheets${of}`).then(into(setSheets), onFault);
    if (tab === "deadlines") get<Deadlines>(`/v1/library/deadlines${of}`).then(into(setDeadlines), onFault);
    if (tab === "duties") get<Duty[]>(`/v1/library/duties${of}`).then(into(setDuties), onFault);
    return () => {
      here = false;
    };
  }, [tab, within, reviewed, documents]);
  return (
    <>
      <div class="tabs" role="tablist">
        {TABS.map((each) => (
          <button key={each} role="tab" aria-selected={tab === each} onClick={() => setTab(each)}>
            {each}
          </button>
        ))}
        {tab !== "documents" && tab !== "compare" && collections.length > 1 && (
          <label class="as-of">
            in
            <select aria-label="In collection" value={within} onChange={(event) => setWithin(event.currentTarget.value)}>
              <option value="">all collections</option>
              {collections.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      {tab === "documents" && <Library documents={documents} me={me} onChanged={onChanged} onRemove={onRemove} onFault={onFault} />}
      {tab === "contracts" && <Contracts sheets={sheets} within={within} place={place} onLook={onLook} />}
      {tab === "deadlines" && <DeadlineList found={deadlines} onLook={onLook} />}
      {tab === "duties" && <Duties duties={duties} onLook={onLook} />}
      {tab === "compare" && <Compare documents={documents} onLook={onLook} />}
    </>
  );
}
