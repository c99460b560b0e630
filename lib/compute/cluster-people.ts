/** Larger clusters are listed, not merged: a shared mailbox is nobody's. */
export const largestCluster = 20;

/** Something that several customers have: a pseudonym of an e-mail address, or of a phone and a name. */
export interface Shared {
  readonly memberId: string;
  /** Unknown: null. */
  readonly birthDate: string | null;
  readonly contact: string;
}

/** Whom a customer was one person with before. */
export interface MergedBefore {
  readonly memberId: string;
  readonly person: string;
  /** Whether the customer whose id the person went by is still there. */
  readonly stands: boolean;
}

/** A customer who is one person with others, and the id of that person. */
export interface Merged {
  readonly memberId: string;
  readonly person: string;
}

export interface Clustered {
  readonly merged: readonly Merged[];
  /** How many clusters are too large to be merged, and how large the largest of all is. */
  readonly oversize: number;
  readonly largest: number;
}

/** Everybody's cluster, called by its smallest member. */
class Clusters {
  readonly #above = new Map<string, string>();

  labelOf(member: string): string {
    let top = member;
    for (let next = this.#above.get(top); next !== undefined; next = this.#above.get(top))
      top = next;
    for (let at = member; at !== top;) {
      const next = this.#above.get(at) ?? top;
      this.#above.set(at, top);
      at = next;
    }
    return top;
  }

  join(one: string, other: string): void {
    const [a, b] = [this.labelOf(one), this.labelOf(other)];
    if (a !== b) this.#above.set(a < b ? b : a, a < b ? a : b);
  }
}

/** Joins all who share something, by what `sharedAs` makes of it; undefined: that is not shared. */
function join(shared: readonly Shared[], sharedAs: (one: Shared) => string | undefined): Clusters {
  const clusters = new Clusters();
  const first = new Map<string, string>();
  for (const one of shared) {
    const key = sharedAs(one);
    if (key === undefined) continue;
    const before = first.get(key);
    if (before === undefined) first.set(key, one.memberId);
    else clusters.join(before, one.memberId);
  }
  return clusters;
}

/** Clusters in which people of different birth dates would be one. */
function inConflict(shared: readonly Shared[], clusters: Clusters): ReadonlySet<string> {
  const births = new Map<string, string>();
  const found = new Set<string>();
  for (const { memberId, birthDate } of shared) {
    if (birthDate === null) continue;
    const label = clusters.labelOf(memberId);
    const known = births.get(label) ?? birthDate;
    births.set(label, known);
    if (known !== birthDate) found.add(label);
  }
  return found;
}

/**
 * Never across different birth dates: where a cluster would hold several, only people of the same birth
 * date have anything in common, and whose birth date is not known is left alone.
 */
function cluster(shared: readonly Shared[]): Clusters {
  const clusters = join(shared, ({ contact }) => contact);
  const conflict = inConflict(shared, clusters);
  if (conflict.size === 0) return clusters;
  return join(shared, ({ memberId, birthDate, contact }) => {
    if (!conflict.has(clusters.labelOf(memberId))) return contact;
    return birthDate === null ? undefined : `${contact} ${birthDate}`;
  });
}

function membersByLabel(
  shared: readonly Shared[],
  clusters: Clusters,
): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>();
  for (const { memberId } of shared) {
    const label = clusters.labelOf(memberId);
    const its = members.get(label) ?? new Set();
    members.set(label, its.add(memberId));
  }
  return members;
}

/**
 * The id of each cluster: the smallest that it has or ever had. An id whose customer is still there is only
 * that customer's cluster's; one that several clusters went by is the one's with the smallest member.
 */
function personIds(before: readonly MergedBefore[], clusters: Clusters): (label: string) => string {
  const owner = new Map<string, string>();
  for (const { memberId, person, stands } of before) {
    const label = clusters.labelOf(stands ? person : memberId);
    const known = owner.get(person);
    if (known === undefined || label < known) owner.set(person, label);
  }
  const names = new Map<string, string>();
  for (const [person, label] of owner) {
    const known = names.get(label) ?? label;
    names.set(label, person < known ? person : known);
  }
  return (label) => names.get(label) ?? label;
}

/**
 * Which customers are one person: all who share something, transitively. Ids stay: a person goes by the
 * smallest id that the cluster ever had.
 */
export function clusterPeople(
  shared: readonly Shared[],
  before: readonly MergedBefore[],
): Clustered {
  const clusters = cluster(shared);
  const all = [...membersByLabel(shared, clusters)].filter(([, members]) => members.size > 1);
  const fitting = all.filter(([, members]) => members.size <= largestCluster);
  const personOf = personIds(before, clusters);
  return {
    merged: fitting.flatMap(([label, members]) =>
      [...members].map((memberId) => ({ memberId, person: personOf(label) })),
    ),
    oversize: all.length - fitting.length,
    largest: Math.max(0, ...all.map(([, members]) => members.size)),
  };
}
