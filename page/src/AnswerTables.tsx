import type { Answer, Table } from "./api";
import type { Looking } from "./views";

/** The tables of an answer; a click on a cell opens the record it rests on. */
export function AnswerTables({ answer, onLook }: { answer: Answer; onLook: (looking: Looking) => void }) {
  return (
    <>
      {answer.tables.map((table) => (
        <figure key={table.caption} class="table">
          {!answer.answer.startsWith(table.caption) && <figcaption>{table.caption}</figcaption>}
          <div class="wide">
            <table>
              <thead>
                <tr>
                  {table.heads.map((head, column) => (
                    <th key={head} scope="col" class={isOfWords(table, column) ? "words" : ""}>
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row, place) => (
                  <tr key={place}>
                    {row.map((cell, column) => (
                      <td key={column} class={isOfWords(table, column) ? "words" : ""}>
                        {cell.citations.length > 0 ? (
                          <button onClick={() => onLook({ run: answer.run, tab: "record", n: cell.citations[0] })}>{cell.text}</button>
                        ) : (
                          cell.text
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <a class="quiet-button" download="muniment.csv" href={asCsv(table)}>
            CSV
          </a>
        </figure>
      ))}
    </>
  );
}

/** Characters of a cell from which on its column is read as text: it is wrapped, and begins at the left. */
const LONGEST_FIGURE = 24;

function isOfWords(table: Table, column: number): boolean {
  return table.rows.some((row) => (row[column]?.text.length ?? 0) > LONGEST_FIGURE);
}

/** A table as a file of its own, without a server. */
function asCsv(table: Table): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = [table.heads, ...table.rows.map((row) => row.map((cell) => cell.text))].map((row) => row.map(quoted).join(","));
  return `data:text/csv;charset=utf-8,${encodeURIComponent(lines.join("\r\n"))}`;
}
