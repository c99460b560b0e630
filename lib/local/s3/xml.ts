import { faults, S3Fault } from "./s3-fault.ts";

/** One element of a request's body. Attributes and namespaces mean nothing in S3's XML. */
export interface XmlElement {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

/** What an answer says: text, or elements by name; an array repeats the element; undefined leaves it out. */
export type XmlContent =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlContent[]
  | { readonly [name: string]: XmlContent };

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
};

function write(name: string, content: XmlContent): string {
  if (content === undefined) return "";
  if (Array.isArray(content)) return content.map((one) => write(name, one)).join("");
  if (typeof content !== "object")
    return `<${name}>${String(content).replace(/[&<>"\r]/g, (c) => ENTITIES[c] ?? c)}</${name}>`;
  const inner = Object.entries(content).map(([child, value]) => write(child, value));
  return `<${name}>${inner.join("")}</${name}>`;
}

/** An answer of S3's: the root element stands in S3's namespace. */
export function writeXml(root: string, content: { readonly [name: string]: XmlContent }): string {
  const xmlns = `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, content).replace(`<${root}>`, xmlns)}`;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

const decode = (text: string) =>
  text.replaceAll(/&(\w+|#\d{1,7}|#x[0-9a-f]{1,6});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return NAMED[name] ?? whole;
    const code = Number(name.slice(1).replace(/^x/i, "0x"));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** A declaration or comment; a tag; or text. */
const TOKEN =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<(?<close>\/?)(?<name>[A-Za-z][\w:.-]*)[^<>]*?(?<empty>\/?)>|(?<text>[^<]+)/gy;

/** Reads a request's XML. Throws MalformedXML on anything not well formed, or if the root has another name. */
export function readXml(body: string, root: string): XmlElement {
  const document: XmlElement = { name: "", children: [], text: "" };
  const open = [document];
  let end = 0;
  for (const token of body.matchAll(TOKEN)) {
    end = token.index + token[0].length;
    readToken(token.groups ?? {}, open);
  }
  const found = document.children[0];
  if (end !== body.length || open.length !== 1 || found?.name !== root) throw malformed();
  return found;
}

function readToken({ close, name, empty, text }: Record<string, string>, open: XmlElement[]): void {
  const parent = open.at(-1);
  if (parent === undefined) throw malformed();
  parent.text += decode(text ?? "");
  if (name === undefined) return;
  if (close === "/") {
    if (open.pop()?.name !== name) throw malformed();
    return;
  }
  const element: XmlElement = { name, children: [], text: "" };
  parent.children.push(element);
  if (empty === "") open.push(element);
}

const malformed = () =>
  new S3Fault(faults.malformedXml, "The XML you provided was not well-formed or did not validate.");

/** The text of a child, or undefined when there is no such child. */
export const textOf = (element: XmlElement, child: string): string | undefined =>
  element.children.find(({ name }) => name === child)?.text;
