import { expect, test } from "vitest";
import { faults } from "../../../../lib/sandbox/faults.ts";
import { startMeta } from "../../../../lib/sandbox/meta/start-meta.ts";
import { sandboxClock } from "../../../../lib/sandbox/sandbox-clock.ts";
import { metaBench, people, told } from "./meta-client.ts";

const bench = metaBench();

test("audiences, open sessions and a running replacement come back and go on", async () => {
  const open = await bench.make({ name: "Open session", retention_days: 90 });
  const session = { session_id: 7, batch_seq: 1, last_batch_flag: false };
  await open.createUser([], { session, ...people(3) });
  const replaced = await bench.make({ name: "Half replaced" });
  await replaced.createUsersReplace([], { session: { ...session, session_id: 8 }, ...people(2) });
  const kept: unknown = JSON.parse(JSON.stringify(bench.meta.snapshot()));
  const before = bench.meta.dump();

  const other = await startMeta(
    {},
    { clock: sandboxClock(0, () => 0), faults: faults(), control: () => undefined },
  );
  other.restore(kept);
  expect(other.dump()).toEqual(before);
  expect(JSON.parse(JSON.stringify(other.snapshot()))).toEqual(kept);
  await other.close();

  bench.meta.restore(kept);
  const second = await open.createUser([], {
    session: { ...session, batch_seq: 2, last_batch_flag: true },
    ...people(1, 3),
  });
  expect(told(second)["num_received"]).toBe(4);
  await replaced.createUsersReplace([], {
    session: { session_id: 8, batch_seq: 2, last_batch_flag: true },
    ...people(1, 2),
  });
  expect(bench.members(replaced)).toHaveLength(3);
});
