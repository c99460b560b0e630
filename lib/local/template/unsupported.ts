/**
 * The local cloud refuses what it does not know, by name: running a template while leaving out
 * a part of its behaviour would be a rehearsal of another stack.
 */
export class Unsupported extends Error {
  override readonly name = "Unsupported";
}
