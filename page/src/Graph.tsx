import { useEffect, useRef, useState } from "preact/hooks";
import { type Answer, type Room, type Run, type Trace, get, getText, send } from "./api";
import type { Running } from "./views";

/** The graph: live while a turn runs; of a finished run its way, a slider over its steps, and each room's state and calls. */
export function Graph({ run, running }: { run: string; running: Running | null }) {
  const [trace, setTrace] = useState<Trace | null>(null);
  const [step, setStep] = useState(0);
  const [fault, setFault] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const live = running !== null;

  useEffect(() => {
    setTrace(null);
    setFault("");
    if (live || !run) return;
    get<Trace>(`/v1/runs/${run}`).then(
      (found) => {
        setTrace(found);
        setStep(found.rooms.length - 1);
      },
      (error) => setFault(error.message),
    );
  }, [run, live]);

  useEffect(() => {
    getText("/v1/graph").then((svg) => {
      const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
      box.current?.replaceChildren(document.importNode(drawn, true));
      setFault((now) => now);
    });
  }, []);

  const way = running ? [...running.rooms.map((r) => r.room), running.room] : (trace?.rooms.slice(0, step + 1).map((r) => r.room) ?? []);
  const here = running ? running.room : (trace?.rooms[step]?.room ?? "");
  useEffect(() => {
    for (const group of box.current?.querySelectorAll<SVGGElement>("[data-room]") ?? []) {
      const room = group.dataset.room ?? "";
      group.classList.toggle("passed", way.includes(room));
      group.classList.toggle("here", room === here);
    }
  });

  const choose = (event: Event) => {
    const room = (event.target as Element).closest<SVGGElement>("[data-room]")?.dataset.room;
    const place = trace?.rooms.map((r) => r.room).lastIndexOf(room ?? "") ?? -1;
    if (place >= 0) setStep(place);
  };
  const chosen = trace?.rooms[step];
  return (
    <div class="graph-view">
      <div
        ref={box}
        class="drawing"
        onClick={choose}
        onKeyDown={(event) => {
          if (event.key === "Enter") choose(event);
        }}
      />
      {fault && <p class="fault">{fault}</p>}
      {trace && (
        <label class="slider">
          step {step + 1} of {trace.rooms.length}
          <input type="range" min={0} max={trace.rooms.length - 1} value={step} aria-label="Step" onInput={(e) => setStep(Number(e.currentTarget.value))} />
        </label>
      )}
      {trace && chosen && <RoomView key={`${run} ${step}`} room={chosen} run={trace.run} />}
      {trace && (
        <p>
          <a href={`/v1/runs/${run}/trace`} target="_blank" rel="noreferrer">
            the whole trace as a page
          </a>{" "}
          · <Replay run={run} />
        </p>
      )}
    </div>
  );
}

function RoomView({ room, run }: { room: Room; run: Run }) {
  return (
    <section class="room-view">
      <h2>
        {room.room} <small>{room.seconds.toFixed(3)} s</small>
      </h2>
      {room.note && <p class="fault">{room.note}</p>}
      {Object.entries(room.changed).map(([key, value]) => (
        <details key={key} open>
          <summary>changed {key}</summary>
          <pre>{JSON.stringify(value, null, 1)}</pre>
        </details>
      ))}
      {room.calls.map((call, place) => (
        <details key={place}>
          <summary>{call.is === "Query" ? "SQL" : `model ${call.kind}`}</summary>
          <pre>{call.is === "Query" ? String(call.sql) : JSON.stringify(call, null, 1)}</pre>
        </details>
      ))}
      <details>
        <summary>state before</summary>
        <pre>{JSON.stringify(room.state, null, 1)}</pre>
      </details>
      <Fork run={run} at={room.room} />
    </section>
  );
}

/** Another branch from here, and both answers side by side. */
function Fork({ run, at }: { run: Run; at: string }) {
  const [change, setChange] = useState("");
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [fault, setFault] = useState("");
  const go = async (event: Event) => {
    event.preventDefault();
    setFault("");
    try {
      setAnswer(await send<Answer>("POST", `/v1/runs/${run.id}/fork`, { at, set: change.split("\n").filter((line) => line.trim()) }));
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  return (
    <form class="fork" onSubmit={go}>
      <label>
        Change the state here and run on
        <textarea rows={2} placeholder="plan.asks.0.periods.0.year=2022" value={change} onInput={(e) => setChange(e.currentTarget.value)} />
      </label>
      <button>Run on</button>
      {fault && <p class="fault">{fault}</p>}
      {answer && (
        <div class="branches">
          <p>
            <b>run {run.id}</b> {run.answer?.text ?? run.status}
          </p>
          <p class="branch">
            <b>run {answer.run}</b> {answer.answer}
          </p>
        </div>
      )}
    </form>
  );
}

function Replay({ run }: { run: string }) {
  const [said, setSaid] = useState("");
  const go = async () => {
    setSaid("…");
    try {
      const found = await send<{ identical: boolean; room: string; how: string }>("POST", `/v1/runs/${run}/replay`);
      setSaid(found.identical ? "identical" : `differs at ${found.room}: ${found.how}`);
    } catch (error) {
      setSaid((error as Error).message);
    }
  };
  return (
    <>
      <button class="quiet-button" onClick={go}>
        replay
      </button>{" "}
      <span class="replayed">{said}</span>
    </>
  );
}
