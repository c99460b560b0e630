import type { Faults } from "../faults.ts";
import type { SandboxClock } from "../sandbox-clock.ts";
import { googleStateSchema } from "./google-state.ts";
import type { Change, GoogleState, UserListRecord } from "./google-state.ts";
import { openUserList } from "./user-list.ts";
import type { UserList } from "./user-list.ts";

export interface GoogleWorldOptions {
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly refreshToken: string;
  readonly adsAllowlisted: boolean;
}

/** What both APIs act on. Whoever looks at it settles it first. */
export interface GoogleWorld extends GoogleWorldOptions {
  readonly lists: Map<string, UserList>;
  /** Everything but the lists. */
  state: Omit<GoogleState, "lists">;
  nextId(): number;
  createList(record: UserListRecord): UserList;
  /** Accepts a change of a list that takes effect at `dueAt`. */
  later(list: string, dueAt: number, change: Change): void;
  /** Carries out what the clock says is due. */
  settle(): void;
  snapshot(): GoogleState;
  restore(snapshot: unknown): void;
}

/** Ids are one series for both APIs, as in a real account. */
export const listKey = (account: string, id: string): string => `${account}/${id}`;

const emptyState = (): Omit<GoogleState, "lists"> => ({
  lastId: 1_000,
  pending: [],
  requests: [],
  jobs: [],
  tokens: {},
  quotas: {},
  moves: [],
});

function openLists(records: readonly UserListRecord[]): [string, UserList][] {
  return records.map((record) => [listKey(record.account, record.id), openUserList(record)]);
}

/** An empty Google. */
export function googleWorld(options: GoogleWorldOptions): GoogleWorld {
  const lists = new Map<string, UserList>();
  const settle = () => {
    const now = options.clock.now();
    const due = world.state.pending
      .filter((one) => one.dueAt <= now)
      .toSorted((a, b) => a.dueAt - b.dueAt || a.order - b.order);
    if (due.length === 0) return;
    for (const one of due) lists.get(one.list)?.apply(one.change, one.acceptedAt);
    world.state.pending = world.state.pending.filter((one) => one.dueAt > now);
  };
  const world: GoogleWorld = {
    ...options,
    lists,
    state: emptyState(),
    nextId: () => (world.state.lastId += 1),
    createList: (record) => {
      const list = openUserList(record);
      lists.set(listKey(record.account, record.id), list);
      return list;
    },
    later: (list, dueAt, change) => {
      const order = world.nextId();
      world.state.pending.push({ list, acceptedAt: options.clock.now(), dueAt, order, change });
    },
    settle,
    snapshot: () =>
      structuredClone({ ...world.state, lists: [...lists.values()].map((l) => l.record()) }),
    restore: (snapshot) => {
      const { lists: records, ...state } = googleStateSchema.parse(snapshot);
      world.state = structuredClone(state);
      lists.clear();
      for (const [key, list] of openLists(records)) lists.set(key, list);
    },
  };
  return world;
}
