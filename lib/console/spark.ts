import { html } from "./html.ts";
import type { Html } from "./html.ts";

/** Movement under this share of the largest value is drawn flat, so that noise does not look like news. */
const noise = 0.06;
const [width, height, margin] = [96, 24, 3];

const rounded = (of: number): string => String(Math.round(of * 10) / 10);

/** A line of sizes, oldest first; its name tells first and last. Nothing of fewer than two. */
export function spark(values: readonly number[], told: (of: number) => string): Html | undefined {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined || values.length < 2) return undefined;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(high - low, high * noise, 1);
  const middle = (low + high) / 2;
  const points = values.map((value, at) => ({
    x: margin + (at * (width - 2 * margin)) / (values.length - 1),
    y: height / 2 - ((value - middle) / span) * (height - 2 * margin),
  }));
  const end = points.at(-1) ?? { x: 0, y: 0 };
  const line = points.map(({ x, y }) => `${rounded(x)},${rounded(y)}`).join(" ");
  return html`<svg
    class="spark"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="${told(first)} → ${told(last)}"
  >
    <polyline points="${line}" />
    <circle cx="${rounded(end.x)}" cy="${rounded(end.y)}" r="2.5" />
  </svg>`;
}
