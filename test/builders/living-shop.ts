import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { approveAllFirst } from "../../lib/app/operate.ts";
import { dropFiles } from "../../lib/cli/drop-files.ts";
import type { LaptopOptions } from "../../lib/cli/laptop.ts";
import { rehearse } from "../../lib/cli/rehearsal.ts";
import type { Rehearsal } from "../../lib/cli/rehearsal.ts";
import { runRefresh } from "../../lib/cli/run-refresh.ts";
import type { Dataset } from "../../lib/core/dataset.ts";
import type { Receipt } from "../../lib/ingest/contract.ts";
import type { RunReport } from "../../lib/insight/contract.ts";
import type { Folder } from "../../lib/workspace/workspace.ts";

/** A shop on the local cloud, its files and its nights. */
export interface LivingShop extends Rehearsal {
  /** Drops a file as the shop's own systems would, and gives its receipt. */
  drop(dataset: Dataset, name: string, content: string | Uint8Array): Promise<Receipt>;
  /** Moves every clock on to a moment and refreshes. */
  night(at: string): Promise<RunReport>;
  approveFirst(): Promise<void>;
  /** E-mails (hashed) that an audience holds at a platform, sorted. */
  emailsAtMeta(name: string): readonly string[];
  emailsAtGoogle(name: string): readonly string[];
}

const sorted = (texts: readonly string[]): readonly string[] => texts.toSorted();

/** Opens a shop: the template that deploys, running on this machine, with its workspace published. */
export async function aLivingShop(
  folder: Folder,
  options: Omit<LaptopOptions, "workspace">,
): Promise<LivingShop> {
  const rehearsal = await rehearse(folder, { disabledRules: ["UploadRule"], ...options });
  const { stores, sandbox, clock, definitions } = rehearsal;
  const desk = mkdtempSync(path.join(tmpdir(), "audience-desk-"));
  return {
    ...rehearsal,
    drop: async (dataset, name, content) => {
      const file = path.join(desk, name);
      writeFileSync(file, content);
      const [receipt] = await dropFiles(stores, [{ dataset, path: file }], {
        told: () => undefined,
        idle: () => rehearsal.cloud.idle(),
      });
      if (receipt === undefined) throw new Error("a dropped file has no receipt");
      return receipt;
    },
    night: async (at) => {
      const seconds = Math.max(0, (Date.parse(at) - clock.now().getTime()) / 1000);
      clock.moveBy(seconds);
      sandbox.clock.moveBy(seconds);
      return runRefresh(stores, new Date(at));
    },
    approveFirst: () =>
      approveAllFirst(
        stores,
        clock.now,
      )(definitions.segments.flatMap(({ to }) => to.map(({ audience }) => audience))),
    emailsAtMeta: (name) =>
      sorted(
        sandbox
          .dump()
          .meta.audiences.filter((one) => one.name === name)
          .flatMap(({ members }) => members.flatMap(({ EMAIL }) => EMAIL ?? [])),
      ),
    emailsAtGoogle: (name) =>
      sorted(
        sandbox
          .dump()
          .google.lists.filter((one) => one.name === name)
          .flatMap(({ members }) => members.flatMap(({ emails }) => emails)),
      ),
    stop: async () => {
      rmSync(desk, { recursive: true, force: true });
      await rehearsal.stop();
    },
  };
}

/** What one audience came to in a run. Throws when the report does not know it. */
export function audienceIn(report: RunReport, id: string) {
  const found = report.audiences.find((one) => one.id === id);
  if (found === undefined) throw new Error(`the report has no audience ${id}`);
  return found;
}
