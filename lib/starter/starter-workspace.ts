import path from "node:path";

/** The workspace that `audience init` copies, and that the demo runs: a folder of YAML. */
export const starterWorkspace = path.join(import.meta.dirname, "workspace");
