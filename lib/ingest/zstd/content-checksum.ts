/** XXH64 (xxHash's specification 0.1.1, read 2026-11-22) with seed 0: what a zstd frame says of its content. */

const width = 64;
const p1 = 0x9e3779b185ebca87n;
const p2 = 0xc2b2ae3d27d4eb4fn;
const p3 = 0x165667b19e3779f9n;
const p4 = 0x85ebca77c2b2ae63n;
const p5 = 0x27d4eb2f165667c5n;

const low = (of: bigint): number => Number(of & 0xffffffffn) | 0;
const high = (of: bigint): number => Number((of >> 32n) & 0xffffffffn) | 0;
const [p1low, p1high, p2low, p2high] = [low(p1), high(p1), low(p2), high(p2)];

/** The upper half of the product of two unsigned 32-bit numbers. */
function upperHalf(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const [lowHigh, highLow] = [aLow * bHigh, aHigh * bLow];
  const middle = ((aLow * bLow) >>> 16) + (lowHigh & 0xffff) + (highLow & 0xffff);
  return (aHigh * bHigh + (lowHigh >>> 16) + (highLow >>> 16) + (middle >>> 16)) | 0;
}

/**
 * Mixes one of four lanes with its eight bytes of each stripe. In halves of 32 bits: ten times as
 * fast as with BigInt.
 */
function mixLane(lanes: Int32Array, lane: number, words: Int32Array): void {
  let lower = lanes[2 * lane] ?? 0;
  let upper = lanes[2 * lane + 1] ?? 0;
  for (let at = 2 * lane; at < words.length; at += 8) {
    const wordLow = words[at] ?? 0;
    const wordHigh = words[at + 1] ?? 0;
    const addLow = Math.imul(wordLow, p2low);
    const addHigh =
      Math.imul(wordHigh, p2low) + Math.imul(wordLow, p2high) + upperHalf(wordLow, p2low);
    const sum = (lower >>> 0) + (addLow >>> 0);
    lower = sum | 0;
    upper = (upper + addHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
    const turnedHigh = (upper << 31) | (lower >>> 1);
    const turnedLow = (lower << 31) | (upper >>> 1);
    lower = Math.imul(turnedLow, p1low);
    upper =
      (Math.imul(turnedHigh, p1low) + Math.imul(turnedLow, p1high) + upperHalf(turnedLow, p1low)) |
      0;
  }
  lanes[2 * lane] = lower;
  lanes[2 * lane + 1] = upper;
}

const u64 = (of: bigint): bigint => BigInt.asUintN(width, of);
const turned = (of: bigint, by: bigint): bigint => u64(of << by) | (of >> (64n - by));
const mixed = (word: bigint): bigint => u64(turned(u64(word * p2), 31n) * p1);

/** The hash of at least one stripe, before what follows the last whole one. */
function mergedLanes(lanes: Int32Array): bigint {
  const view = new BigUint64Array(lanes.buffer);
  const turns = [1n, 7n, 12n, 18n];
  const sum = turns.reduce((so, by, lane) => u64(so + turned(view[lane] ?? 0n, by)), 0n);
  return view.reduce((so, lane) => u64((so ^ mixed(lane)) * p1 + p4), sum);
}

/** Mixes in the bytes after the last whole stripe. */
function mixTail(hash: bigint, tail: Buffer): bigint {
  let so = hash;
  let at = 0;
  for (; at + 8 <= tail.length; at += 8) {
    so = u64(turned(so ^ mixed(tail.readBigUInt64LE(at)), 27n) * p1 + p4);
  }
  if (at + 4 <= tail.length) {
    so = u64(turned(so ^ u64(BigInt(tail.readUInt32LE(at)) * p1), 23n) * p2 + p3);
    at += 4;
  }
  for (; at < tail.length; at += 1)
    so = u64(turned(so ^ u64(BigInt(tail[at] ?? 0) * p5), 11n) * p1);
  return so;
}

function avalanche(hash: bigint): bigint {
  let so = hash;
  so = u64((so ^ (so >> 33n)) * p2);
  so = u64((so ^ (so >> 29n)) * p3);
  return so ^ (so >> 32n);
}

const stripe = 32;
/** Bytes that are mixed at once. */
const stageSize = 64 * 1024;

/** Reads some content piece by piece. */
export interface ContentChecksum {
  update(bytes: Uint8Array): void;
  /** The lower 32 bits, as they stand after the last block of a frame. To be asked once, at the end. */
  digest(): number;
}

/** The checksum of a frame's content. Counts on a little-endian machine, as all of Node's are. */
export function contentChecksum(): ContentChecksum {
  const stage = Buffer.from(new ArrayBuffer(stageSize));
  const lanes = new Int32Array(new BigUint64Array([u64(p1 + p2), p2, 0n, u64(-p1)]).buffer);
  let used = 0;
  let total = 0;
  const mix = (bytes: number) => {
    const words = new Int32Array(stage.buffer, 0, bytes / 4);
    for (let lane = 0; lane < 4; lane += 1) mixLane(lanes, lane, words);
  };
  return {
    update: (bytes) => {
      total += bytes.length;
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + stageSize - used);
        stage.set(part, used);
        used += part.length;
        at += part.length;
        if (used < stageSize) continue;
        mix(used);
        used = 0;
      }
    },
    digest: () => {
      const whole = used - (used % stripe);
      mix(whole);
      const start = total < stripe ? p5 : mergedLanes(lanes);
      const tail = stage.subarray(whole, used);
      return Number(avalanche(mixTail(u64(start + BigInt(total)), tail)) & 0xffffffffn);
    },
  };
}
