import type { Change, StoredMember, UserListRecord } from "./google-state.ts";
import { DAY, MEMBERS_TO_TARGET, madeUp } from "./limits.ts";
import { identifiersOf, matches, memberKey } from "./member.ts";
import type { Member } from "./member.ts";

interface Sizes {
  readonly display: number;
  readonly search: number;
  readonly youtube: number;
  readonly gmail: number;
  readonly matchRate: number;
  readonly eligible: boolean;
}

/** A list at work: its members found by any of their identifiers. */
export interface UserList {
  readonly about: Omit<UserListRecord, "members">;
  apply(change: Change, acceptedAt: number): void;
  /** Members whose time is not over, in the order in which they came. */
  members(now: number): StoredMember[];
  /** Estimates; null until Google has made them. */
  sizes(now: number): Sizes | null;
  record(): UserListRecord;
}

/** Made up: two significant digits. */
const estimate = (n: number) => (n < 100 ? n : Number(n.toPrecision(2)));

/** The members, and for each identifier the members that carry it. */
function memberIndex(initial: readonly StoredMember[]) {
  const members = new Map<string, StoredMember>();
  const carriers = new Map<string, Set<string>>();
  const add = (member: StoredMember) => {
    const key = memberKey(member);
    members.set(key, member);
    for (const identifier of identifiersOf(member)) {
      const keys = carriers.get(identifier) ?? new Set();
      carriers.set(identifier, keys.add(key));
    }
  };
  const drop = (key: string) => {
    const member = members.get(key);
    if (member === undefined) return;
    members.delete(key);
    for (const identifier of identifiersOf(member)) {
      const keys = carriers.get(identifier);
      keys?.delete(key);
      if (keys?.size === 0) carriers.delete(identifier);
    }
  };
  const dropSharing = (member: Member) => {
    for (const identifier of identifiersOf(member)) {
      for (const key of carriers.get(identifier) ?? []) drop(key);
    }
  };
  for (const member of initial) add(member);
  return { members, add, drop, dropSharing };
}

/** Opens a list from its record. */
export function openUserList(record: UserListRecord): UserList {
  const { members: initial, ...about } = record;
  const index = memberIndex(initial);
  const live = (now: number) =>
    [...index.members.values()].filter((m) => now - m.addedAt <= about.lifeSpanDays * DAY);
  return {
    about,
    members: live,
    record: () => ({ ...about, members: [...index.members.values()] }),
    apply: (change, acceptedAt) => {
      switch (change.kind) {
        case "add":
          for (const member of change.members) index.add({ ...member, addedAt: acceptedAt });
          return;
        case "remove":
          for (const member of change.members) index.dropSharing(member);
          return;
        case "remove-all":
          for (const [key, member] of index.members) {
            if (member.addedAt < change.before) index.drop(key);
          }
      }
    },
    sizes: (now) => {
      if (now - about.createdAt < madeUp.sizesKnownAfter) return null;
      const people = live(now);
      const matched = people.filter(matches).length;
      return {
        display: estimate(matched),
        search: estimate(Math.round(matched * 0.9)),
        youtube: estimate(matched),
        gmail: estimate(Math.round(matched * 0.8)),
        matchRate: people.length === 0 ? 0 : Math.round((matched / people.length) * 100),
        eligible: matched >= MEMBERS_TO_TARGET,
      };
    },
  };
}
