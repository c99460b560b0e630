/** A function's value at a point, and its slope in every direction. */
export interface Slope {
  readonly value: number;
  readonly gradient: readonly number[];
}

type Point = readonly number[];
type Smooth = (at: Point) => Slope;

/** Where the function is least, or that no such place was found. */
export type Minimum =
  | { readonly ok: true; readonly at: Point; readonly value: number; readonly rounds: number }
  | { readonly ok: false; readonly because: string };

/** Flat enough: no slope is steeper than this. */
const flat = 1e-9;
const mostRounds = 200;
/**
 * As far as the search goes from the start, each way in each variable (in logarithms: e^20 times).
 * What still sinks there has levelled off, or has no minimum at all: then it sinks by more than `level`.
 */
const edge = 20;
/** The edge, as near as adding and taking away come to it. */
const atEdge = edge * (1 - 1e-9);
const level = 1e-6;
/** No single step is longer, so that the first ones, taken blindly, stay near. */
const longest = 2;
const mostTries = 60;
/** Wolfe's two conditions: it must sink by this share of what the slope promised … */
const sinks = 1e-4;
/** … and the slope must have become less steep than this share. */
const flattens = 0.9;
/** Differences below this share of the value are rounding, neither up nor down. */
const rounding = 1e-13;

const dot = (one: Point, other: Point): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
const largest = (of: Point): number => Math.max(0, ...of.map(Math.abs));
const moved = (from: Point, along: Point, by: number): Point =>
  from.map((value, at) => value + by * (along[at] ?? 0));
const difference = (one: Point, other: Point): Point => moved(one, other, -1);

/** A place of the search. Where it would sink only beyond the edge its slope counts as 0: it rests there. */
interface Place extends Slope {
  readonly at: Point;
  /** The steepest slope over an edge. */
  readonly beyond: number;
}

/** Looks at a function, from a start no farther than to the edge. */
const lookFrom =
  (of: Smooth, start: Point) =>
  (at: Point): Place => {
    const away = difference(at, start).map((far) => Math.max(-edge, Math.min(edge, far)));
    const within = moved(start, away, 1);
    const { value, gradient } = of(within);
    const rests = gradient.map((slope, to) => -Math.sign(slope) * (away[to] ?? 0) >= atEdge);
    return {
      at: within,
      value,
      gradient: gradient.map((slope, to) => (rests[to] === true ? 0 : slope)),
      beyond: largest(gradient.filter((_, to) => rests[to] === true)),
    };
  };

const sankAndFlattened = (from: Place, step: Place, promised: { slope: number; by: number }) => ({
  sank:
    step.value <=
    from.value + sinks * promised.by * promised.slope + rounding * Math.abs(from.value),
  flattened: (along: Point): boolean => dot(step.gradient, along) >= flattens * promised.slope,
});

/**
 * The step along a direction that meets both of Wolfe's conditions, by halving and doubling (Lewis
 * and Overton, Nonsmooth optimization via quasi-Newton methods, Mathematical Programming 2013).
 */
function stepAlong(look: (at: Point) => Place, from: Place, along: Point): Place | undefined {
  const slope = dot(from.gradient, along);
  let [short, long, by] = [0, Number.POSITIVE_INFINITY, 1];
  for (let tries = 0; tries < mostTries; tries += 1) {
    const step = look(moved(from.at, along, by));
    const { sank, flattened } = sankAndFlattened(from, step, { slope, by });
    if (sank && flattened(along)) return step;
    if (sank) short = by;
    else long = by;
    by = Number.isFinite(long) ? (short + long) / 2 : 2 * short;
  }
  return undefined;
}

/** What is known of the curvature: approximately the inverse of the second derivatives. */
type Curvature = readonly Point[];

const spread = (size: number, by: number): Curvature =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => (row === column ? by : 0)),
  );

/** What a step taught of the curvature: the BFGS formula (Nocedal and Wright 2006, 6.17). */
function learned(curvature: Curvature, from: Place, to: Place): Curvature {
  const step = difference(to.at, from.at);
  const bend = difference(to.gradient, from.gradient);
  const bent = dot(step, bend);
  // A step that was cut short at an edge may teach nothing.
  if (bent <= 0) return curvature;
  const along = 1 / bent;
  const turned = curvature.map((row) => dot(row, bend));
  const more = along * (1 + along * dot(bend, turned));
  return curvature.map((row, i) =>
    row.map((value, j) => {
      const [stepI, stepJ] = [step[i] ?? 0, step[j] ?? 0];
      const cross = stepI * (turned[j] ?? 0) + (turned[i] ?? 0) * stepJ;
      return value - along * cross + more * stepI * stepJ;
    }),
  );
}

/** Before anything is known of the curvature, the first step tells its size (Nocedal and Wright 2006, 6.20). */
function firstGuess(from: Place, to: Place): Curvature {
  const bend = difference(to.gradient, from.gradient);
  const bent = dot(difference(to.at, from.at), bend);
  return spread(from.at.length, bent > 0 ? bent / dot(bend, bend) : 1);
}

/** Downhill by what is known of the curvature, and not too far at once; what rests at an edge stays. */
function downhill({ gradient }: Place, curvature: Curvature): Point {
  const along = curvature.map((row, at) => (gradient[at] === 0 ? 0 : -dot(row, gradient)));
  return along.map((part) => part * Math.min(1, longest / largest(along)));
}

const settled = ({ at, value, beyond }: Place, rounds: number): Minimum =>
  beyond <= level
    ? { ok: true, at, value, rounds }
    : { ok: false, because: "there is no end to where it leads" };

/**
 * The minimum of a smooth function of a few variables, by the method of Broyden, Fletcher, Goldfarb
 * and Shanno. It stops where the function is flat, and says so when it came to no such place.
 */
export function minimize(of: Smooth, start: Point): Minimum {
  const look = lookFrom(of, start);
  let place = look(start);
  let curvature = spread(start.length, 1);
  for (let rounds = 0; rounds < mostRounds; rounds += 1) {
    if (largest(place.gradient) <= flat) return settled(place, rounds);
    const next = stepAlong(look, place, downhill(place, curvature));
    if (next === undefined) return { ok: false, because: "no further step led downhill" };
    curvature = learned(rounds === 0 ? firstGuess(place, next) : curvature, place, next);
    place = next;
  }
  return { ok: false, because: `it was still moving after ${mostRounds} rounds` };
}
