// What the views pass to each other: what is looked at beside the chat, and what is known of a running turn.

/** What fills the middle: a session, the library, or the audit. */
export type View = "chat" | "library" | "audit";

export type Looking = { run: string; tab: "record" | "evidence" | "proof" | "graph"; n: number };

export type Running = {
  question: string;
  run: string;
  rooms: { room: string; seconds: number; note: string }[];
  room: string;
  progress: string;
  carried: string[];
};

/** A place of a document that is looked at beside the library; where a field of a contract's sheet stands there, which. */
export type Place = { collection: string; document: string; title: string; page: number; start: number; end: number; field: string };
