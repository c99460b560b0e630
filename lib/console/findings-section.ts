import type { Finding } from "../drift/contract.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { section } from "./section.ts";
import { item } from "./status.ts";
import type { StatusKind } from "./status.ts";
import { message, nameOf } from "./view.ts";
import type { View } from "./view.ts";

/** Audiences by name and account, since ids say little. */
function audienceName(view: View, id: string): Html {
  const found = view.report.audiences.find((audience) => audience.id === id);
  return found === undefined ? html`${id}` : html`${nameOf(view, found)} · ${found.destination}`;
}

/** Findings that say the same are told once, with the audiences they are about. */
function grouped(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = `${finding.check} ${finding.status} ${finding.detail}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function findingItem(view: View, group: readonly [Finding, ...Finding[]]): Html {
  const [{ check, status, detail }] = group;
  const { words } = view;
  const shape: StatusKind = status === "unknown" ? "unknown" : "bad";
  const names = group.flatMap(({ audience }) =>
    audience === null ? [] : [audienceName(view, audience)],
  );
  return item(
    shape,
    html`<b>${words.findings.check[check]}</b
      >${status === "unknown" && html`: ${words.findings.unknown}`}`,
    html`<p>${message(view, detail)}</p>`,
    html`${names.length > 0 && html`<p>${names.map((name, at) => html`${at > 0 && ", "}${name}`)}</p>`}`,
  );
}

/** What the checks found; what cannot be said yet comes after, what matches is counted. */
export function findingsSection(view: View): Html {
  const { report, words, formats } = view;
  const title = words.findings.title;
  if (report.findings === null)
    return section(
      "find",
      { title },
      html`<ul class="work">
        ${item("unknown", html`${words.findings.notChecked}`)}
      </ul>`,
    );
  const told = report.findings.filter(({ check }) => check !== "freshness");
  const by = (status: Finding["status"]) => told.filter((finding) => finding.status === status);
  const open = [...grouped(by("finding")), ...grouped(by("unknown"))];
  const matching = by("ok").length;
  const none = by("finding").length === 0 ? `${words.findings.none} ` : "";
  const close = `${none}${words.findings.matching(formats.count(matching), matching)}`;
  return section(
    "find",
    { title },
    html`<ul class="work">
      ${open.map((group) => findingItem(view, group))}${item("ok", html`${close}`)}
    </ul>`,
  );
}
