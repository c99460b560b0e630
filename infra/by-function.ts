import type { FunctionName } from "../lib/app/names.ts";

/** One thing for each function, in data order. Written out, so that the compiler sees that none is missing. */
export function byFunction<T>(make: (name: FunctionName) => T): Readonly<Record<FunctionName, T>> {
  return {
    "ingest-file": make("ingest-file"),
    "request-refresh": make("request-refresh"),
    "collect-files": make("collect-files"),
    "begin-run": make("begin-run"),
    "compute-generation": make("compute-generation"),
    "publish-generation": make("publish-generation"),
    "push-to-meta": make("push-to-meta"),
    "push-to-data-manager": make("push-to-data-manager"),
    "push-to-google-ads": make("push-to-google-ads"),
    "check-drift": make("check-drift"),
    "end-run": make("end-run"),
  };
}
