/** Another run is at work. Step Functions knows it by its name and tries again. */
export class Busy extends Error {
  override readonly name = "Busy";
}
