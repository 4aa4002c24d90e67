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
                  {table.heads.map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row, place) => (
                  <tr key={place}>
                    {row.map((cell, column) => (
                      <td key={column}>
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

/** A table as a file of its own, without a server. */
function asCsv(table: Table): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = [table.heads, ...table.rows.map((row) => row.map((cell) => cell.text))].map((row) => row.map(quoted).join(","));
  return `data:text/csv;charset=utf-8,${encodeURIComponent(lines.join("\r\n"))}`;
}
