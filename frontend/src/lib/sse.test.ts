import { describe, expect, it } from 'vitest';
import { readEvents } from './sse.ts';

function stream(...chunks: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
}
const read = (...chunks: string[]) => Array.fromAsync(readEvents(stream(...chunks)));

describe('readEvents', () => {
  it('reads events whole, however they are cut', async () => {
    const text =
      'id: 1\nevent: meta\ndata: {"a":1}\n\n: keep-alive\n\nid: 2\nevent: done\ndata: é\n\n';
    const expected = [
      { id: '1', event: 'meta', data: '{"a":1}' },
      { id: '2', event: 'done', data: 'é' },
    ];
    expect(await read(text)).toEqual(expected);
    expect(await read(...text)).toEqual(expected);
  });
  it('joins data lines and takes every line ending', async () => {
    expect(await read('data: a\r\ndata: b\r\n\r\n')).toEqual([
      { id: '', event: 'message', data: 'a\nb' },
    ]);
  });
  it('drops what was cut off', async () => {
    expect(await read('data: whole\n\ndata: half')).toHaveLength(1);
  });
});
