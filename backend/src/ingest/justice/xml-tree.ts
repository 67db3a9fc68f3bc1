import { SaxesParser } from 'saxes';
import { AppError } from '../../domain/errors.ts';

/** An element with its children in order; text nodes are strings. Attributes without their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

/** Bounds on what a file may be: the law needs a depth of about 20 and its largest files 10 MB. */
const MOST_BYTES = 50 * 1024 * 1024;
const DEEPEST = 100;

/**
 * Reads a file of law into a tree. Nothing is expanded and nothing is fetched: a DOCTYPE is refused.
 * Throws AppError `invalid-request` that says what is wrong and where.
 */
export function readXml(bytes: Uint8Array, name: string): XmlElement {
  const refuse = (reason: string, cause?: unknown): AppError =>
    new AppError('invalid-request', `${name}: ${reason}`, { cause });
  if (bytes.byteLength > MOST_BYTES) throw refuse('the file is over 50 MB.');
  const text = decode(bytes, refuse);
  if (/^\s*<(?:!doctype\s+html|html[\s>])/iu.test(text))
    throw refuse('this is an HTML page, not the XML of a law.');
  const parser = new SaxesParser();
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  const where = (): string => `line ${parser.line}, column ${parser.column}`;
  parser.on('error', (error) => {
    throw refuse(
      `not well-formed XML at ${where()}: ${error.message.replace(/^\S+ /u, '')}`,
      error,
    );
  });
  parser.on('doctype', () => {
    throw refuse(`a DOCTYPE at ${where()} is refused; entities are never expanded.`);
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8')
      throw refuse(`the encoding "${encoding}" is refused; UTF-8 is needed.`);
  });
  parser.on('opentag', (tag) => {
    if (open.length >= DEEPEST)
      throw refuse(`elements are nested over ${DEEPEST} deep at ${where()}.`);
    const element: XmlElement = {
      name: local(tag.name),
      attributes: plain(tag.attributes),
      children: [],
    };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (value) => {
    open.at(-1)?.children.push(value);
  });
  parser.on('cdata', (value) => {
    open.at(-1)?.children.push(value);
  });
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

function plain(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [local(name), String(value)]),
  );
}

export function isElement(node: XmlElement | string): node is XmlElement {
  return typeof node !== 'string';
}

/** Child elements of these names, in order. */
export function childrenNamed(element: XmlElement, ...names: string[]): XmlElement[] {
  return element.children.filter(isElement).filter((child) => names.includes(child.name));
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.filter(isElement).find((child) => child.name === name);
}
