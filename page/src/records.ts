// The asker's own files as records: text as it is, comma-separated values as a table. Nothing else is read.

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

/** The rows of comma-separated values (RFC 4180): a quoted cell may hold commas, line breaks, and doubled quotes. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell.trim()));
}
