import { hash } from "node:crypto";

/** One membership, on either side. */
export interface Membership {
  readonly memberId: string;
  readonly segment: string;
  readonly since: string;
}

interface Checksum {
  memberships: number;
  /** Sum of 64-bit hashes, modulo 2^64: the same in any order, and duplicates do not cancel out. */
  sum: bigint;
}

/** A checksum per shard; a shard is the first character of the member's id. */
export type Checksums = Map<string, Checksum>;

export const shardOf = (memberId: string): string => memberId.slice(0, 1);

/** Adds one membership to its shard's checksum. Memory does not grow with members. */
export function addMembership(to: Checksums, of: Membership): void {
  const shard = shardOf(of.memberId);
  const sum = to.get(shard) ?? { memberships: 0, sum: 0n };
  const digest = hash("sha256", `${of.memberId} ${of.segment} ${of.since}`, "hex").slice(0, 16);
  sum.memberships += 1;
  sum.sum = BigInt.asUintN(64, sum.sum + BigInt(`0x${digest}`));
  to.set(shard, sum);
}

/** The shards in which two sides differ, sorted. */
export function differingShards(one: Checksums, other: Checksums): readonly string[] {
  const same = (shard: string): boolean => {
    const [a, b] = [one.get(shard), other.get(shard)];
    return a?.sum === b?.sum && a?.memberships === b?.memberships;
  };
  return [...new Set([...one.keys(), ...other.keys()])].filter((shard) => !same(shard)).toSorted();
}

export const memberships = (of: Checksums): number =>
  [...of.values()].reduce((total, shard) => total + shard.memberships, 0);
