import type { AboutCustomer } from "../app/about-customer.ts";
import type { AudienceOf } from "../app/their-audiences.ts";
import { eligibilityInWords, nextInWords, sentInWords } from "./say-explained.ts";
import { aligned, counted } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

const momentOf = (iso: string): string => iso.slice(0, 16).replace("T", " ");

function saySegments({ segments }: AboutCustomer, out: Terminal): void {
  out.say(out.bold("Segments"));
  if (segments.length === 0) out.say("  none");
  else
    out.say(
      aligned(
        [{ title: "segment" }, { title: "name" }, { title: "since" }],
        segments.map(({ id, name, since }) => [id, name, since]),
      ),
    );
  out.say();
}

function thereInWords({ there, sent }: AudienceOf): string {
  if (sent !== null) return sentInWords(sent);
  if (there === "not-known") return "not known any more";
  return there === "yes" ? "there" : "not there";
}

function sayAudiences({ audiences }: AboutCustomer, out: Terminal): void {
  if (audiences.length === 0) return;
  out.say(out.bold("Audiences"));
  out.say(
    aligned(
      [
        { title: "audience" },
        { title: "may be pushed" },
        { title: "at the platform" },
        { title: "next" },
      ],
      audiences.map((one) => [
        one.id,
        eligibilityInWords(one),
        thereInWords(one),
        one.sent === null ? "" : nextInWords({ ...one, sent: one.sent }),
      ]),
    ),
  );
  out.say();
}

function sayConsents({ consents }: AboutCustomer, out: Terminal): void {
  out.say(out.bold("Consents"));
  if (consents.length === 0) out.say("  none: nobody asked, or nothing was answered");
  else
    out.say(
      aligned(
        [
          { title: "purpose" },
          { title: "stands" },
          { title: "said" },
          { title: "on" },
          { title: "in the file" },
          { title: "received" },
        ],
        consents.flatMap(({ purpose, stands, said }) =>
          said.map(({ granted, at, file, receivedAt }, row) => [
            row === 0 ? purpose : "",
            row === 0 ? stands.replaceAll("-", " ") : "",
            granted ? "yes" : "no",
            at === null ? "not said" : momentOf(at),
            file,
            momentOf(receivedAt),
          ]),
        ),
      ),
    );
}

/** Everything about a customer. */
export function sayAbout(about: AboutCustomer, out: Terminal): void {
  const { run, day, mergedWith, erased, objects } = about;
  const others =
    mergedWith === 0 ? "" : `; one person with ${counted(mergedWith, "other customer record")}`;
  out.say(`By ${out.bold(run)}, on ${day}${others}`);
  if (erased) out.say(out.warn("They were erased: in no segment at all."));
  if (objects) out.say(out.warn("They object: in no segment at all."));
  out.say();
  saySegments(about, out);
  sayAudiences(about, out);
  sayConsents(about, out);
}
