/** From here on the two series below are exact to the last digits of a double. */
const far = 10;

/** The coefficients of Stirling's series, from 1/z on: Abramowitz and Stegun 1964, 6.1.41. */
const stirling = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360_360,
  1 / 156,
] as const;

/** ln Γ(z) − ((z − ½) ln z − z + ½ ln 2π), for z ≥ 10. */
function stirlingRest(z: number): number {
  const square = 1 / (z * z);
  return stirling.reduceRight((sum, term) => sum * square + term, 0) / z;
}

/** How far to climb until z is far enough, and z (z + 1) … on the way: Γ(z) = Γ(z + steps) ÷ product. */
function climb(z: number): { readonly steps: number; readonly product: number } {
  let steps = 0;
  let product = 1;
  for (; z + steps < far; steps += 1) product *= z + steps;
  return { steps, product };
}

/** z (z + 1) … (z + steps − 1). */
function rising(z: number, steps: number): number {
  let product = 1;
  for (let at = 0; at < steps; at += 1) product *= z + at;
  return product;
}

/**
 * ln B(u, v) = ln Γ(u) + ln Γ(v) − ln Γ(u + v) for u, v > 0.
 * Stirling's three leading terms are put together on paper, since as numbers they nearly cancel when
 * u and v are far apart.
 */
export function logBeta(u: number, v: number): number {
  const ofU = climb(u);
  const ofV = climb(v);
  const highU = u + ofU.steps;
  const highV = v + ofV.steps;
  const high = highU + highV;
  const whole = rising(u + v, ofU.steps + ofV.steps);
  return (
    Math.log(2 * Math.PI * (1 / highU + 1 / highV)) / 2 -
    highU * Math.log1p(highV / highU) -
    highV * Math.log1p(highU / highV) +
    (stirlingRest(highU) + stirlingRest(highV) - stirlingRest(high)) +
    Math.log(whole / ofU.product / ofV.product)
  );
}

/** The coefficients of digamma's series, from 1/z² on: Abramowitz and Stegun 1964, 6.3.18. */
const slopes = [-1 / 12, 1 / 120, -1 / 252, 1 / 240, -1 / 132, 691 / 32_760, -1 / 12] as const;

/** ψ(z), the slope of ln Γ(z), for z > 0. */
export function digamma(z: number): number {
  let climbed = 0;
  let high = z;
  for (; high < far; high += 1) climbed += 1 / high;
  const square = 1 / (high * high);
  const rest = slopes.reduceRight((sum, term) => sum * square + term, 0) * square;
  return Math.log(high) - 0.5 / high + rest - climbed;
}
