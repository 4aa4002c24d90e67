import type { Series } from "./api";

const WIDTH = 560;
const HEIGHT = 190;
const FOOT = 40;

/** A line item over periods, as bars from zero; drawn as SVG, so that its figures are text. */
export function Chart({ series }: { series: Series }) {
  const numbers = series.values.map(Number);
  const top = Math.max(0, ...numbers);
  const low = Math.min(0, ...numbers);
  const scale = (HEIGHT - FOOT - 24) / (top - low || 1);
  const zero = 24 + top * scale;
  const step = WIDTH / numbers.length;
  const wide = Math.min(70, step * 0.6);
  return (
    <figure class="chart">
      <figcaption>{series.label}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={series.periods.map((p, n) => `${p}: ${series.shown[n]}`).join("; ")}>
        <line x1="0" x2={WIDTH} y1={zero} y2={zero} class="zero" />
        {numbers.map((number, n) => {
          const x = n * step + (step - wide) / 2;
          const y = number >= 0 ? zero - number * scale : zero;
          return (
            <g key={series.periods[n]}>
              <rect x={x} y={y} width={wide} height={Math.max(1, Math.abs(number) * scale)} class={number < 0 ? "bar below" : "bar"} />
              <text x={x + wide / 2} y={number >= 0 ? y - 6 : y + Math.abs(number) * scale + 14} class="figure">
                {series.shown[n].replace(" million", "m").replace(" per share", "")}
              </text>
              <text x={x + wide / 2} y={HEIGHT - 8} class="period">
                {series.periods[n]}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
