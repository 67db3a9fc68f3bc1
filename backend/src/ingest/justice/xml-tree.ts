import { SaxesParser } from 'saxes';
import { AppError } from '../../domain/errors.ts';

/** An element with its children in order; text nodes are strings. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** Names keep their prefix: `id` and `lims:id` stand on the same element and mean different things. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}
export type XmlNode = XmlElement | string;

/**
 * Bounds on what a file may be. The law needs a depth of about 20; its largest file has 10 MB and some
 * 200,000 elements. A file at the bound still fits a process of ordinary size.
 */
const MOST_BYTES = 50 * 1024 * 1024;
const MOST_ELEMENTS = 1_000_000;
const MOST_ATTRIBUTES = 4_000_000;
const DEEPEST = 100;
/** Answers cite passages with these; law that holds them could forge a citation. */
const MARKER = /[⟦⟧]/u;

/**
 * Reads a file of law into a tree. Nothing is expanded and nothing is fetched: a DOCTYPE is refused.
 * `name` is what errors call the file. Throws AppError `invalid-request` that says what is wrong and where.
 */
export function readXml(bytes: Uint8Array, name: string): XmlElement {
  const refuse = (reason: string, cause?: unknown): AppError =>
    new AppError('invalid-request', `${name}: ${reason}`, { cause });
  if (bytes.byteLength > MOST_BYTES) throw refuse('the file is over 50 MB.');
  const text = decode(bytes, refuse);
  if (/^\s*<(?:!doctype\s+html|html[\s>])/iu.test(text))
    throw refuse('this is an HTML page, not the XML of a law.');
  const parser = new SaxesParser();
  const where = (): string => `line ${parser.line}, column ${parser.column}`;
  const open: { name: string; attributes: Record<string, string>; children: XmlNode[] }[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let attributes = 0;
  const take = (value: string): void => {
    if (MARKER.test(value))
      throw refuse(
        `the bracket ⟦ or ⟧ at ${where()} is refused: Pincite keeps it for its own markers.`,
      );
    open.at(-1)?.children.push(value);
  };
  parser.on('error', (error) => {
    // The message of the parser begins with its own form of the place.
    const fault = error.message.replace(/^\S+ /u, '');
    throw refuse(`not well-formed XML at ${where()}: ${fault}`, error);
  });
  parser.on('doctype', () => {
    throw refuse(`a DOCTYPE at ${where()} is refused; entities are never expanded.`);
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8')
      throw refuse(`the encoding "${encoding}" is refused; UTF-8 is needed.`);
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) throw refuse(`over ${MOST_ATTRIBUTES} attributes.`);
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > MOST_ELEMENTS) throw refuse(`over ${MOST_ELEMENTS} elements at ${where()}.`);
    if (open.length >= DEEPEST)
      throw refuse(`elements are nested over ${DEEPEST} deep at ${where()}.`);
    const element = { name: local(tag.name), attributes: strings(tag.attributes), children: [] };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', take);
  parser.on('cdata', take);
  parser.write(text).close();
  if (root === undefined) throw refuse('the file is empty.');
  return root;
}

function decode(bytes: Uint8Array, refuse: (reason: string, cause?: unknown) => AppError): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw refuse('the encoding UTF-16 is refused; UTF-8 is needed.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refuse('the bytes are not valid UTF-8.', cause);
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function strings(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, String(value)]),
  );
}

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

/** Child elements of this name, in order. */
export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(isElement).filter((child) => child.name === name);
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) if (isElement(child) && child.name === name) return child;
  return undefined;
}

/** The first element of this name below, in document order. */
export function firstBelow(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const found = child.name === name ? child : firstBelow(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
