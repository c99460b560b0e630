/**
 * aws-local-stepfunctions calls `Promise.withResolvers`, which Node has from version 22 on; we
 * run from 20.19 on. Installed where it is missing, as the specification defines it.
 */
export function installPromiseWithResolvers(): void {
  if ("withResolvers" in Promise) return;
  Object.defineProperty(Promise, "withResolvers", {
    configurable: true,
    writable: true,
    value: withResolvers,
  });
}

function withResolvers<T>() {
  const settle: {
    resolve?: (value: T | PromiseLike<T>) => void;
    reject?: (reason: unknown) => void;
  } = {};
  const promise = new Promise<T>((resolve, reject) => {
    Object.assign(settle, { resolve, reject });
  });
  return { promise, ...settle };
}
