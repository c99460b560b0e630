// Where a thread that hashes people begins when the source runs as it is, as the tests and the benchmarks
// run it; beside a bundle a bundle of hash-slices-thread.ts has this name. Node 20 gives threads no loaders.
import { register } from "tsx/esm/api";

register();
await import("./hash-slices-thread.ts");
