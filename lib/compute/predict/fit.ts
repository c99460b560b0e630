import { minimize } from "./minimize.ts";
import type { Slope } from "./minimize.ts";

/** A model fitted by maximum likelihood, or why it could not be. */
export type Fit<Model> =
  | {
      readonly ok: true;
      readonly model: Model;
      readonly logLikelihood: number;
      /** Those whom it was fitted to. */
      readonly customers: number;
      readonly rounds: number;
    }
  | { readonly ok: false; readonly because: string };

/** A likelihood in terms of the logarithms of the parameters, and where to look for its maximum. */
export interface Search<Model> {
  readonly model: (parameters: readonly number[]) => Model;
  readonly start: readonly number[];
  readonly likelihood: (model: Model) => Slope;
  readonly customers: number;
}

/** The parameters under which the data are likeliest. Per customer, so that flat means the same everywhere. */
export function fit<Model>({ model, start, likelihood, customers }: Search<Model>): Fit<Model> {
  const modelAt = (at: readonly number[]): Model => model(at.map(Math.exp));
  const found = minimize((at) => {
    const { value, gradient } = likelihood(modelAt(at));
    return { value: -value / customers, gradient: gradient.map((slope) => -slope / customers) };
  }, start.map(Math.log));
  if (!found.ok) return { ok: false, because: `the fit did not converge: ${found.because}` };
  const { at, value, rounds } = found;
  return { ok: true, model: modelAt(at), logLikelihood: -value * customers, customers, rounds };
}
