import { useEffect, useState } from "preact/hooks";
import { type Answer, type Citation, type Proof, type Turn, get, send } from "./api";
import { AnswerTables } from "./AnswerTables";
import { Chart } from "./Chart";
import type { Looking, Running } from "./views";

type Look = (looking: Looking) => void;

/** One question and what came of it. */
export function TurnView({ turn, looking, onLook }: { turn: Turn; looking: Looking | null; onLook: Look }) {
  return (
    <article class="turn" data-status={turn.status}>
      <p class="question">
        {turn.question}
        {turn.as_of && <small> as of {turn.as_of}</small>}
      </p>
      {turn.answer ? <AnswerView answer={turn.answer} looking={looking} onLook={onLook} /> : <p class="quiet">{said(turn.status)}</p>}
    </article>
  );
}

function said(status: string): string {
  return { stopped: "Stopped.", failed: "This turn failed; nothing was answered.", asked: "Being answered elsewhere.", erased: "Erased, with a document that it was about.", withheld: "Withheld: this answer rests on documents that you may no longer see." }[status] ?? status;
}

function AnswerView({ answer, looking, onLook }: { answer: Answer; looking: Looking | null; onLook: Look }) {
  const [proof, setProof] = useState<Proof | null>(null);
  const abstained = answer.status === "abstained";
  useEffect(() => {
    if (abstained || answer.values.length >= 3) get<Proof>(`/v1/runs/${answer.run}/proof`).then(setProof, () => setProof(null));
  }, [answer.run]);
  const { checked, held, aspects } = answer.verified;
  return (
    <div class={abstained ? "answer abstained" : "answer"}>
      {abstained && <p class="reason">No answer: {answer.reason?.replaceAll("_", " ")}</p>}
      <p class="text">
        <Marked text={answer.answer} answer={answer} looking={looking} onLook={onLook} />
      </p>
      <AnswerTables answer={answer} onLook={onLook} />
      {answer.notes.map((note) => (
        <p key={note} class="carried">
          {note}
        </p>
      ))}
      {abstained && proof?.needed && <p class="needed">What would be needed: {proof.needed}</p>}
      {answer.carried.length > 0 && (
        <p class="carried">
          Taken from before:{" "}
          {answer.carried.map((part) => (
            <span key={part}>{part}</span>
          ))}{" "}
          <small>Name another to overrule it.</small>
        </p>
      )}
      {proof?.series && <Chart series={proof.series} />}
      {answer.citations.length > 0 && (
        <ol class="citations">
          {answer.citations.map((c) => (
            <li key={c.n} value={c.n}>
              <button
                class={chosen(looking, answer, c.n)}
                title={[c.concept, c.record, c.filed && `filed ${c.filed}`].filter(Boolean).join(" · ")}
                onClick={() => onLook({ run: answer.run, tab: "record", n: c.n })}
              >
                {where(c)}
              </button>
            </li>
          ))}
        </ol>
      )}
      <p class="foot">
        <button onClick={() => onLook({ run: answer.run, tab: "proof", n: 0 })}>{checked === 0 ? "nothing was claimed" : held < checked ? "a check did not hold" : `${checked} checks against the records held: ${aspects.join(", ")}`}</button>
        <button onClick={() => onLook({ run: answer.run, tab: "evidence", n: 0 })}>evidence</button>
        <button onClick={() => onLook({ run: answer.run, tab: "graph", n: 0 })}>graph</button>
        <Copy answer={answer} />
        {answer.status === "answered" && answer.carried.length === 0 && <Good run={answer.run} />}
        <span>
          {answer.seconds.toFixed(2)} s · {answer.model}
        </span>
      </p>
    </div>
  );
}

/** Where a figure or passage stands, in words: "Meta Platforms, Inc. 10-K FY2024 · Net income loss". */
export function where(c: Citation): string {
  const place = c.page === null ? "" : `${c.record}, page ${c.page}`;
  return [[c.entity, c.form, c.fiscal].filter(Boolean).join(" "), place, c.section, inWords(c.concept)].filter(Boolean).join(" · ") || c.record;
}

/** An XBRL concept as words: "us-gaap:NetIncomeLoss" is "Net income loss". */
function inWords(concept: string): string {
  if (!/^[\w-]*:?\w+$/.test(concept)) return concept;
  const words = concept.replace(/^[^:]*:/, "").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Copies an answer with where its figures stand. */
function Copy({ answer }: { answer: Answer }) {
  const [said, setSaid] = useState("copy");
  const places = answer.citations.map((c) => `[${c.n}] ${[c.entity, c.form, c.fiscal, c.concept || c.section, c.record, c.url].filter(Boolean).join(" · ")}`);
  const copy = () => navigator.clipboard.writeText([answer.answer, ...places].join("\n")).then(() => setSaid("copied"), () => setSaid("cannot copy"));
  return <button onClick={copy}>{said}</button>;
}

/** Marks an answer good, so that it becomes a lesson. */
function Good({ run }: { run: string }) {
  const [said, setSaid] = useState("mark good");
  const mark = () => send("POST", `/v1/runs/${run}/good`).then(() => setSaid("marked good"), (error: Error) => setSaid(error.message));
  return (
    <button class="good" onClick={mark}>
      {said}
    </button>
  );
}

/** The answer's text with its [1] as buttons. */
function Marked({ text, answer, looking, onLook }: { text: string; answer: Answer; looking: Looking | null; onLook: Look }) {
  const known = new Set(answer.citations.map((c) => c.n));
  return (
    <>
      {text.split(/(\[\d+\])/).map((part, place) => {
        const n = Number(/^\[(\d+)\]$/.exec(part)?.[1]);
        if (!known.has(n)) return unbroken(part);
        return (
          <button
            key={place}
            class={`mark ${chosen(looking, answer, n)}`}
            aria-label={`Citation ${n}`}
            onClick={() => onLook({ run: answer.run, tab: "record", n })}
          >
            {n}
          </button>
        );
      })}
    </>
  );
}

/** Text whose numbers stay on one line with their unit. */
function unbroken(text: string) {
  return text.split(/([-−(]?[$€£]?\d[\d.,]*\)?(?: (?:thousand|million|billion|trillion|shares|years?|days?|times)\b|%)?)/).map((part, place) =>
    place % 2 ? (
      <span key={place} class="number">
        {part}
      </span>
    ) : (
      part
    ),
  );
}

function chosen(looking: Looking | null, answer: Answer, n: number): string {
  return looking?.run === answer.run && looking.tab === "record" && looking.n === n ? "chosen" : "";
}

/** A turn that is being answered, room by room. */
export function RunningTurn({ running, onStop }: { running: Running; onStop: () => void }) {
  return (
    <article class="turn running" aria-busy="true">
      <p class="question">{running.question}</p>
      <p class="rooms">
        {running.rooms.map((r, place) => (
          <span key={place} class={r.note ? "noted" : ""}>
            {r.room.split(".").at(-1)}
          </span>
        ))}
        {running.room && <span class="now">{running.room.split(".").at(-1)}</span>}
      </p>
      {running.progress && <p class="quiet">{running.progress}</p>}
      <button class="quiet-button" onClick={onStop}>
        Stop
      </button>
    </article>
  );
}
