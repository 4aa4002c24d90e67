// The asker's own files as records: text as it is, separated values as a table. Nothing else is read.

export type OwnRecord = { id: string; title: string; text: string; tables: string[][][] };

export const READABLE = ".txt,.md,.csv";

export async function readFiles(files: Iterable<File>): Promise<OwnRecord[]> {
  return Promise.all(Array.from(files, readFile));
}

async function readFile(file: File): Promise<OwnRecord> {
  const text = (await file.text()).replace(/^\ufeff/, "");
  const title = file.name.replace(/\.\w+$/, "");
  return /\.csv$/i.test(file.name) ? { id: file.name, title, text: "", tables: [rowsOf(text)] } : { id: file.name, title, text, tables: [] };
}

/** The rows of separated values (RFC 4180, with the mark that the first line has most of): a quoted cell may hold marks, line breaks, and doubled quotes. */
function rowsOf(text: string): string[][] {
  const first = text.split(/\r?\n/, 1)[0];
  const mark = [",", ";", "\t"].reduce((most, m) => (first.split(m).length > first.split(most).length ? m : most));
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(new RegExp(`(?:"((?:[^"]|"")*)"|([^"${mark}\\r\\n]*))(${mark}|\\r?\\n|$)`, "g"))) {
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== mark) rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell.trim()));
}
