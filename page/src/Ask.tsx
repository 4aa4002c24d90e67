import { useRef, useState } from "preact/hooks";
import type { Company, Domain } from "./api";
import { type OwnRecord, READABLE, readFiles } from "./records";

export type Asked = { question: string; asOf: string; domain: string; within: string; records: OwnRecord[] };
type Props = {
  ready: boolean;
  busy: boolean;
  last: string;
  companies: Company[];
  domains: Domain[];
  collections: string[];
  onAsk: (asked: Asked) => void;
  onStop: () => void;
};

/** Where a question is typed. Enter asks, Shift-Enter breaks the line, ↑ in an empty field brings the last one back. */
export function Ask({ ready, busy, last, companies, domains, collections, onAsk, onStop }: Props) {
  const [text, setText] = useState("");
  const [asOf, setAsOf] = useState("");
  const [domain, setDomain] = useState("");
  const [within, setWithin] = useState("");
  const [records, setRecords] = useState<OwnRecord[]>([]);
  const field = useRef<HTMLTextAreaElement>(null);
  const word = /(\S+)$/.exec(text)?.[1] ?? "";
  const fits = word.length < 2 ? [] : companies.filter((c) => starts(c.name, word) || c.tickers.some((t) => starts(t, word))).slice(0, 5);
  const submit = () => {
    const question = text.trim();
    if (!question || busy || !ready) return;
    setText("");
    setRecords([]);
    onAsk({ question, asOf, domain, within: collections.includes(within) ? within : "", records });
  };
  const complete = (company: Company) => {
    setText(`${text.slice(0, text.length - word.length)}${company.name} `);
    field.current?.focus();
  };
  const attach = async (input: HTMLInputElement) => {
    const read = await readFiles(input.files ?? []);
    input.value = "";
    setRecords((held) => [...held.filter((h) => read.every((r) => r.id !== h.id)), ...read]);
    field.current?.focus();
  };
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {fits.length > 0 && fits.every((c) => c.name.toLowerCase() !== word.toLowerCase()) && (
        <div class="fits">
          {fits.map((c) => (
            <button type="button" key={c.cik} onClick={() => complete(c)}>
              {c.name} <small>{c.tickers[0]}</small>
            </button>
          ))}
        </div>
      )}
      {records.length > 0 && (
        <div class="fits">
          {records.map((record) => (
            <button type="button" key={record.id} title="Take it away again" onClick={() => setRecords(records.filter((r) => r !== record))}>
              {record.id} <small>×</small>
            </button>
          ))}
        </div>
      )}
      <textarea
        id="question"
        ref={field}
        rows={Math.min(6, text.split("\n").length)}
        maxLength={2000}
        placeholder="Ask about a figure or a text"
        aria-label="Question"
        autoFocus
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            submit();
          } else if (event.key === "Tab" && fits.length === 1 && text) {
            event.preventDefault();
            complete(fits[0]);
          } else if (event.key === "ArrowUp" && text === "" && last) {
            event.preventDefault();
            setText(last);
          }
        }}
      />
      <div class="row">
        <label class="as-of attach" title="Hand in records of your own: text, or tables as comma-separated values. They stay on this machine.">
          + records
          <input type="file" multiple accept={READABLE} aria-label="Records" onChange={(event) => attach(event.currentTarget)} />
        </label>
        <details class="more">
          <summary>{[asOf && `as of ${asOf}`, domain && `about ${domain}`, within && `in ${within}`].filter(Boolean).join(" · ") || "more"}</summary>
          <label class="as-of" title="Answer with what had been filed by that day">
            as of
            <input type="date" value={asOf} onInput={(event) => setAsOf(event.currentTarget.value)} />
          </label>
          <label class="as-of" title="What the question is about; the session goes on with the records you hand in until you choose another">
            about
            <select value={domain} onInput={(event) => setDomain(event.currentTarget.value)}>
              <option value="">whatever it names</option>
              {domains.map((d) => (
                <option key={d.name} value={d.name} title={d.about}>
                  {d.name}
                </option>
              ))}
            </select>
          </label>
          {collections.length > 0 && (
            <label class="as-of" title="Look only into this collection of your documents">
              in
              <select value={within} onInput={(event) => setWithin(event.currentTarget.value)}>
                <option value="">everything</option>
                {collections.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
          )}
        </details>
        <span class="hint">Enter asks · / focuses · Esc stops</span>
        {busy ? (
          <button type="button" class="main stop" onClick={onStop}>
            Stop
          </button>
        ) : (
          <button class="main" disabled={!text.trim() || !ready}>
            Ask
          </button>
        )}
      </div>
    </form>
  );
}

function starts(name: string, word: string): boolean {
  return name.toLowerCase().startsWith(word.toLowerCase());
}
