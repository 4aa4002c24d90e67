import { render } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Answer, type Company, type Document, type Domain, type Health, type Me, type Session, type Told, type Turn, Refused, get, send, stream } from "./api";
import { Ask, type Asked } from "./Ask";
import { AuditView } from "./AuditView";
import { LibraryView } from "./LibraryView";
import { Login } from "./Login";
import { PlaceView } from "./PlaceView";
import { Sessions } from "./Sessions";
import { Side } from "./Side";
import { RunningTurn, TurnView } from "./TurnView";
import type { Looking, Place, Running, View } from "./views";
import "./style.css";

const NOTHING: Running = { question: "", run: "", rooms: [], room: "", progress: "", carried: [] };

function App() {
  const [sessions, setSessions] = useState<Session[]>([]);
  const [current, setCurrent] = useState(location.hash.slice(1));
  const [turns, setTurns] = useState<Turn[]>([]);
  const [companies, setCompanies] = useState<Company[]>([]);
  const [domains, setDomains] = useState<Domain[]>([]);
  const [documents, setDocuments] = useState<Document[]>([]);
  const [view, setView] = useState<View>("chat");
  const inLibrary = view === "library";
  const [running, setRunning] = useState<Running | null>(null);
  const [looking, setLooking] = useState<Looking | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [reviewed, setReviewed] = useState(0);
  const [fault, setFault] = useState("");
  const [locked, setLocked] = useState(false);
  const [me, setMe] = useState<Me | null>(null);
  const [drawer, setDrawer] = useState(false);
  const stopping = useRef<AbortController | null>(null);
  // A session begun here while the list was under way is not in it.
  const made = useRef("");
  const list = useRef<HTMLDivElement>(null);
  // Lists that were asked for before another, or before a deletion, come too late.
  const asked = useRef(0);

  const failed = useCallback((error: unknown) => {
    if (error instanceof Refused && error.status === 401) setLocked(true);
    else setFault(error instanceof Error ? error.message : String(error));
  }, []);

  const listed = useCallback(async () => {
    const mine = ++asked.current;
    const found = await get<Session[]>("/v1/sessions");
    if (mine === asked.current) setSessions(found);
    return found;
  }, []);

  const load = useCallback(async () => {
    const mine = ++asked.current;
    try {
      let found = await get<Session[]>("/v1/sessions");
      if (found.length === 0) {
        found = [await send<Session>("POST", "/v1/sessions", { name: newName() })];
      }
      if (mine !== asked.current) return;
      setSessions(found);
      setLocked(false);
      setCurrent((now) => (now === made.current || found.some((s) => s.id === now) ? now : found[0].id) || found[0].id);
      setCompanies(await get<Company[]>("/v1/companies"));
      setDomains(await get<Domain[]>("/v1/domains"));
      setDocuments(await get<Document[]>("/v1/library"));
      const signIn = (await get<Health>("/health")).sign_in;
      const who = signIn === "people" || signIn === "provider" ? await get<Me>("/v1/me") : null;
      setMe(who);
      // Lessons are the house's: where people sign in, only an admin marks answers as such.
      document.body.dataset.role = who?.role ?? "";
    } catch (error) {
      failed(error);
    }
  }, [failed]);

  useEffect(() => void load(), [load]);

  /** Signs out, and forgets what was on the page. */
  const leave = async () => {
    await send("POST", "/logout");
    location.assign("/");
  };

  useEffect(() => {
    if (!current) return;
    history.replaceState(null, "", `#${current}`);
    setLooking(null);
    setTurns([]);
    let here = true;
    get<Turn[]>(`/v1/sessions/${current}`).then((found) => here && setTurns(found), failed);
    return () => {
      here = false;
    };
  }, [current, failed]);

  useEffect(() => {
    const last = list.current?.querySelector(".turn:last-of-type");
    if (last) list.current!.scrollTop = (last as HTMLElement).offsetTop - 60;
  }, [turns, running === null]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") {
        if (stopping.current) stopping.current.abort();
        else {
          setLooking(null);
          setPlace(null);
        }
      }
      const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
      if (event.key === "/" && !typing) {
        event.preventDefault();
        document.getElementById("question")?.focus();
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  const shelve = useCallback(async () => {
    try {
      setDocuments(await get<Document[]>("/v1/library"));
      // A document may be of a company that was not known.
      setCompanies(await get<Company[]>("/v1/companies"));
    } catch (error) {
      failed(error);
    }
  }, [failed]);

  const remove = async (document: Document) => {
    try {
      await send("DELETE", `/v1/library/${encodeURIComponent(document.collection)}/${encodeURIComponent(document.document)}`);
    } catch (error) {
      failed(error);
    }
    await shelve();
  };

  const ask = async ({ question, asOf, domain, within, records }: Asked) => {
    setView("chat");
    setFault("");
    const abort = new AbortController();
    stopping.current = abort;
    setRunning({ ...NOTHING, question });
    let answer: Answer | null = null;
    try {
      for await (const told of stream({ question, session: current, as_of: asOf || null, domain: domain || null, within: within ? [within] : [], records }, abort.signal)) {
        if (told.event === "answer") answer = told.data;
        else if (told.event === "error") setFault(told.data.message);
        else setRunning((now) => now && after(now, told));
      }
    } catch (error) {
      if (!abort.signal.aborted) failed(error);
    }
    stopping.current = null;
    setRunning(null);
    try {
      // A stopped turn is written down when its room has ended.
      if (abort.signal.aborted) await new Promise((done) => setTimeout(done, 400));
      if (answer && sessions.some((s) => s.id === current && s.turns === 0)) await named(current, question);
      const found = await get<Turn[]>(`/v1/sessions/${current}`);
      // Whoever opened another session meanwhile sees that one.
      if (location.hash.slice(1) === current) setTurns(found);
      if (answer?.citations.length && innerWidth > 1100) setLooking({ run: answer.run, tab: "record", n: answer.citations[0].n });
      await listed();
    } catch (error) {
      failed(error);
    }
  };

  const begin = async () => {
    try {
      const begun = await send<Session>("POST", "/v1/sessions", { name: newName(await get<Session[]>("/v1/sessions")) });
      await listed();
      made.current = begun.id;
      setCurrent(begun.id);
      setView("chat");
      setDrawer(false);
      document.getElementById("question")?.focus();
    } catch (error) {
      failed(error);
    }
  };

  /** Names a session by its first question, counted where others have that name. */
  const named = async (id: string, question: string) => {
    const taken = new Set((await listed()).filter((s) => s.id !== id).map((s) => s.name));
    const first = question.replace(/\s+/g, " ").trim().slice(0, 80);
    let name = first;
    for (let n = 2; taken.has(name); n++) name = `${first} (${n})`;
    await send("PATCH", `/v1/sessions/${id}`, { name });
  };

  const change = async (method: string, id: string, body?: unknown) => {
    try {
      asked.current++;
      await send(method, `/v1/sessions/${id}`, body);
      if (method === "DELETE") made.current = "";
      await load();
    } catch (error) {
      failed(error);
    }
  };

  if (locked) return <Login onDone={load} />;
  const open = sessions.find((s) => s.id === current);
  return (
    <div class={`house${(inLibrary ? place : looking) ? " with-side" : ""}${drawer ? " with-drawer" : ""}`}>
      <Sessions
        sessions={sessions}
        current={current}
        view={view}
        documents={documents.length}
        onView={(next) => (setView(next), setLooking(null), setDrawer(false))}
        onOpen={(id) => (setCurrent(id), setView("chat"), setDrawer(false))}
        onNew={begin}
        onRename={(id, name) => change("PATCH", id, { name })}
        onDelete={(id) => change("DELETE", id)}
        me={me}
        onLeave={leave}
      />
      <main>
        <header>
          <button class="icon only-narrow" aria-label="Sessions" onClick={() => setDrawer(!drawer)}>
            ☰
          </button>
          <h1>{inLibrary ? "Your documents" : view === "audit" ? "What was told" : (open?.name ?? "Muniment")}</h1>
          <button class="quiet-button" title="The graph, and the last turn's way through it" onClick={() => (setView("chat"), setLooking({ run: running?.run || turns.at(-1)?.run || "", tab: "graph", n: 0 }))}>
            graph
          </button>
        </header>
        {open?.damage && <p class="fault">This session is set aside: {open.damage}. It can be read and exported.</p>}
        {inLibrary && (
          <LibraryView documents={documents} me={me} reviewed={reviewed} place={place} onLook={setPlace} onChanged={shelve} onRemove={remove} onFault={failed} />
        )}
        {view === "audit" && <AuditView onFault={failed} />}
        <div class="turns" aria-live="polite" ref={list} hidden={view !== "chat"}>
          {turns.length === 0 && !running && <Welcome companies={companies} onAsk={(question) => ask({ question, asOf: "", domain: "", within: "", records: [] })} />}
          {turns.map((turn) => (
            <TurnView key={turn.n} turn={turn} looking={looking} onLook={setLooking} />
          ))}
          {running && <RunningTurn running={running} onStop={() => stopping.current?.abort()} />}
        </div>
        {fault && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <Ask ready={current !== ""} busy={running !== null} last={turns.at(-1)?.question ?? ""} companies={companies} domains={domains} collections={[...new Set(documents.map((d) => d.collection))]} onAsk={ask} onStop={() => stopping.current?.abort()} />
      </main>
      {inLibrary && place && <PlaceView place={place} onLook={setPlace} onReviewed={() => setReviewed((n) => n + 1)} onClose={() => setPlace(null)} />}
      {looking && view === "chat" && <Side looking={looking} turns={turns} running={running} onLook={setLooking} onClose={() => setLooking(null)} />}
    </div>
  );
}

function Welcome({ companies, onAsk }: { companies: Company[]; onAsk: (question: string) => void }) {
  const [first, second] = companies;
  const examples = first
    ? [
        `What were ${whose(first)} net sales in the latest fiscal year, and how did they change?`,
        `${whose(first)} net income over the last three years`,
        ...(second ? [`Which had the higher operating income in 2023, ${short(first)} or ${short(second)}?`] : []),
      ]
    : [];
  return (
    <section class="welcome">
      <p>
        Answers come from records on this machine, each figure with its proof; what cannot be proven is not answered. On record are the filings of{" "}
        {companies.length === 0 ? "no company yet" : shortList(companies)}. Ask about their filed figures, periods and changes, or what a filing says; or add
        reports, contracts, policies and workbooks of your own under “Your documents” and ask about those.
      </p>
      {examples.map((example) => (
        <button key={example} class="example" onClick={() => onAsk(example)}>
          {example}
        </button>
      ))}
    </section>
  );
}

/** Companies by name, the first dozen, and how many more. */
function shortList(companies: Company[]): string {
  const names = companies.slice(0, 12).map(short);
  const more = companies.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

function short(company: Company): string {
  return company.name.replace(/,? (inc|corp|co|ltd|plc|corporation|company|companies|platforms, inc)\.?$/i, "");
}

function whose(company: Company): string {
  const name = short(company);
  return name.endsWith("s") ? `${name}'` : `${name}'s`;
}

function newName(taken: Session[] = []): string {
  const name = `Session ${new Date().toLocaleString("sv").slice(0, 19)}`;
  const names = new Set(taken.map((s) => s.name));
  let n = 1;
  while (names.has(n === 1 ? name : `${name} (${n})`)) n += 1;
  return n === 1 ? name : `${name} (${n})`;
}

/** What is shown of a running turn, after one more event. */
function after(now: Running, told: Told): Running {
  switch (told.event) {
    case "began":
      return { ...now, run: told.data.run };
    case "room":
      return { ...now, room: told.data.room, progress: "" };
    case "left":
      return { ...now, rooms: [...now.rooms, told.data] };
    case "planned":
      return { ...now, carried: told.data.carried };
    case "progress":
      return { ...now, progress: `${told.data.what} ${told.data.done}/${told.data.of}` };
    case "evidence":
      return { ...now, progress: `${told.data.count} pieces of evidence` };
    default:
      return now;
  }
}

render(<App />, document.getElementById("root")!);
