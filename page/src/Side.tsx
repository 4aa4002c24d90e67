import { useEffect, useState } from "preact/hooks";
import { type Answer, type Proof, type Turn, get } from "./api";
import { Graph } from "./Graph";
import { where } from "./TurnView";
import type { Looking, Running } from "./views";

type Props = {
  looking: Looking;
  turns: Turn[];
  running: Running | null;
  onLook: (looking: Looking) => void;
  onClose: () => void;
};

/** Beside the chat: the record at the cited place, the evidence, the proof, the graph. */
export function Side({ looking, turns, running, onLook, onClose }: Props) {
  const [proof, setProof] = useState<Proof | null>(null);
  const answer = turns.find((t) => t.run === looking.run)?.answer ?? null;
  useEffect(() => {
    setProof(null);
    if (looking.run && answer) get<Proof>(`/v1/runs/${looking.run}/proof`).then(setProof, () => setProof(null));
  }, [looking.run, answer?.run]);
  const tabs: Looking["tab"][] = ["record", "evidence", "proof", "graph"];
  return (
    <aside class="side" aria-label="Proof">
      <div class="tabs" role="tablist">
        {tabs.map((tab) => (
          <button key={tab} role="tab" aria-selected={looking.tab === tab} onClick={() => onLook({ ...looking, tab, n: looking.n || answer?.citations[0]?.n || 0 })}>
            {tab}
          </button>
        ))}
        <button class="icon close" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </div>
      <div class="panel">
        {looking.tab === "record" && <RecordView answer={answer} looking={looking} onLook={onLook} />}
        {looking.tab === "evidence" && proof && <EvidenceView proof={proof} />}
        {looking.tab === "proof" && proof && <ProofView proof={proof} />}
        {looking.tab === "graph" && <Graph run={looking.run} running={running} />}
      </div>
    </aside>
  );
}

function RecordView({ answer, looking, onLook }: { answer: Answer | null; looking: Looking; onLook: (looking: Looking) => void }) {
  const citation = answer?.citations.find((c) => c.n === looking.n);
  if (!answer || !citation) return <p class="quiet">Nothing is cited.</p>;
  const place = answer.citations.indexOf(citation);
  const to = (step: number) => onLook({ ...looking, n: answer.citations[place + step].n });
  return (
    <div class="record">
      <p class="where">
        <b>[{citation.n}]</b> {where(citation)}
        <br />
        <small>
          {citation.quote} · {[citation.concept, citation.record, citation.filed && `filed ${citation.filed}`].filter(Boolean).join(" · ")}
        </small>
        <span class="steps">
          <button disabled={place === 0} onClick={() => to(-1)} aria-label="Citation before">
            ‹
          </button>
          <button disabled={place === answer.citations.length - 1} onClick={() => to(1)} aria-label="Next citation">
            ›
          </button>
        </span>
      </p>
      <iframe key={`${answer.run} ${citation.n}`} title="Record" sandbox="" src={`/v1/runs/${answer.run}/citations/${citation.n}#muniment-here`} />
    </div>
  );
}

function EvidenceView({ proof }: { proof: Proof }) {
  return (
    <div class="evidence">
      <h2>Considered</h2>
      <ol>
        {proof.evidence.map((e) => (
          <li key={e.n} value={e.n}>
            <p>{e.text}</p>
            <small>
              {e.where} · {e.record}
            </small>
          </li>
        ))}
      </ol>
      {proof.evidence.length === 0 && <p class="quiet">No evidence was found.</p>}
      <h2>Left out</h2>
      <ul>
        {proof.left_out.map((x, place) => (
          <li key={place}>
            {x.what}: <i>{x.why}</i>
          </li>
        ))}
      </ul>
      {proof.left_out.length === 0 && <p class="quiet">Nothing was left out.</p>}
    </div>
  );
}

function ProofView({ proof }: { proof: Proof }) {
  return (
    <div class="proof">
      {proof.computed.length > 0 && <h2>Computed</h2>}
      {proof.computed.map((c, place) => (
        <div key={place} class="computed">
          <p>{c.label}</p>
          <code>{c.formula}</code>
          <pre>{c.figures}</pre>
        </div>
      ))}
      <h2>Checked</h2>
      <ul class="checks">
        {proof.checks.map((c, place) => (
          <li key={place} class={c.held ? "held" : "failed"}>
            {c.claim}
          </li>
        ))}
      </ul>
      {proof.checks.length === 0 && <p class="quiet">Nothing was claimed.</p>}
    </div>
  );
}
