// The server's routes, typed as its OpenAPI document has them, and its event stream.

export type Value = { label: string; value: string; unit: string; entity: string; fiscal: string; program: string[] | null };
export type Citation = {
  n: number;
  kind: "fact" | "passage";
  record: string;
  url: string;
  concept: string;
  section: string;
  quote: string;
  filed: string | null;
  entity: string;
  form: string;
  fiscal: string;
  page: number | null;
};
export type Cell = { text: string; citations: number[] };
export type Table = { caption: string; heads: string[]; rows: Cell[][] };
export type Answer = {
  status: "answered" | "abstained";
  reason: string | null;
  answer: string;
  values: Value[];
  citations: Citation[];
  carried: string[];
  notes: string[];
  tables: Table[];
  verified: { checked: number; held: number; aspects: string[] };
  model: string;
  seconds: number;
  run: string;
};
export type Session = { id: string; name: string; turns: number; used: string; damage: string };
export type Turn = { n: number; question: string; as_of: string | null; status: string; run: string; answer: Answer | null };
export type Series = { label: string; unit: string; periods: string[]; values: string[]; shown: string[] };
export type Proof = {
  evidence: { n: number; kind: string; text: string; record: string; where: string }[];
  left_out: { what: string; why: string }[];
  checks: { claim: string; held: boolean }[];
  computed: { label: string; formula: string; figures: string }[];
  series: Series | null;
  needed: string;
};
export type Room = {
  room: string;
  seconds: number;
  note: string;
  calls: Record<string, unknown>[];
  state: Record<string, unknown>;
  changed: Record<string, unknown>;
};
export type Run = { id: string; question: string; status: string; manifest: Record<string, unknown>; answer: { text: string } | null };
export type Trace = { run: Run; rooms: Room[] };
export type Company = { cik: number; name: string; tickers: string[] };
export type Domain = { name: string; about: string };
export type Document = {
  collection: string;
  document: string;
  pages: number;
  form: string;
  company: string;
  period_end: string | null;
  figures: number;
  why: string;
  note: string;
};
export type Touched = { question: string; run: string; session: string; collection: string; document: string; since: string };
export type Added = { document: string; state: string; why: string; figures: number };
export type Term = { value: string; page: number; start: number; end: number; text: string };
export type Field = {
  name: string;
  status: "stated" | "computed" | "unread" | "absent";
  values: string[];
  shown: string[];
  how: string;
  by_hand: "" | "confirmed" | "corrected";
  day: string | null;
  terms: Term[];
  nearest: Term | null;
};
export type Sheet = { collection: string; document: string; fields: Field[] };
export type Deadline = { day: string; what: string; collection: string; document: string; terms: Term[] };
export type Deadlines = { deadlines: Deadline[]; not_counted: Record<string, string> };
export type Stretch = { page: number; start: number; end: number; text: string };
export type Comparison = {
  first: { document: string; known: string };
  second: { document: string; known: string };
  alike: number;
  renamed: number;
  fields: { name: string; first: string[]; second: string[] }[];
  provisions: { heading: string; first: Stretch | null; second: Stretch | null; changes: [string, string][] }[];
};
export type Duty = {
  collection: string;
  document: string;
  who: string;
  force: "must" | "should" | "may" | "must not";
  within: string;
  condition: string;
  page: number;
  start: number;
  end: number;
  text: string;
  lead: string;
};
export type Health = { sign_in: "open" | "key" | "people" | "provider" };
export type Me = { name: string; role: string; scopes: string[]; groups: string[] };
export type Share = { collection: string; person: string; group: string; may: "read" | "add" | "manage" };
export type Entry = { seq: number; at: string; who: string | null; act: string; said: Record<string, unknown>; content: Record<string, unknown> | null };
export type Told = { event: string; data: any };

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function checked(response: Response): Promise<Response> {
  if (response.ok) return response;
  const body = await response.json().catch(() => null);
  throw new Refused(response.status, body?.error?.message ?? `The server says ${response.status}.`);
}

export async function get<T>(path: string): Promise<T> {
  return (await checked(await fetch(path))).json();
}

export async function getText(path: string): Promise<string> {
  return (await checked(await fetch(path))).text();
}

export async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await checked(
    await fetch(path, { method, headers: { "content-type": "application/json" }, body: body === undefined ? undefined : JSON.stringify(body) }),
  );
  return response.status === 204 ? (undefined as T) : response.json();
}

/** Adds one file to a collection of the library. */
export async function sendFile(collection: string, file: File): Promise<Added> {
  const path = `/v1/library/${encodeURIComponent(collection)}/${encodeURIComponent(file.name)}`;
  return (await checked(await fetch(path, { method: "PUT", body: file }))).json();
}

/** The events of one question, as they come; aborting the signal stops the run. */
export async function* stream(body: unknown, signal: AbortSignal): AsyncGenerator<Told> {
  const response = await checked(
    await fetch("/v1/stream", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal }),
  );
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    held += value;
    const parts = held.split("\n\n");
    held = parts.pop()!;
    for (const part of parts) {
      const [first, second] = part.split("\n");
      if (first.startsWith("event: ")) yield { event: first.slice(7), data: JSON.parse(second.slice(6)) };
    }
  }
}
