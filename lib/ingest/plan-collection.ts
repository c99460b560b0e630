import type { ListedObject } from "./ports.ts";

/** A file's event is given so many minutes to bring it in before somebody goes looking. */
const patienceMinutes = 15;

/** An inbox object, and how far ingest is with it: it has a list entry, or some of its parts are taken in. */
export interface FoundObject extends ListedObject {
  readonly standing: "done" | "begun" | "unknown";
}

/** What lies in the inbox and has no receipt: on its way to one, or lost. */
export interface Collection {
  readonly onTheirWay: readonly FoundObject[];
  readonly lost: readonly FoundObject[];
}

/** Tells files that are being read, or whose event is on its way, from those whose event was lost. */
export function planCollection(found: readonly FoundObject[], now: Date): Collection {
  const overdue = new Date(now.getTime() - patienceMinutes * 60_000).toISOString();
  const open = found.filter(({ standing }) => standing !== "done");
  const isLost = ({ standing, receivedAt }: FoundObject) =>
    standing === "unknown" && receivedAt <= overdue;
  return {
    onTheirWay: open.filter((object) => !isLost(object)),
    lost: open.filter(isLost),
  };
}
