// A PNG of the browser with at most 256 colours: pages have few, and the file is a third as large.

import { deflateSync, inflateSync } from "node:zlib";

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** Width, height and the three channels of each pixel (PNG specification, section 9: filters). */
function decode(png) {
  const parts = [];
  let at = 8;
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const [width, height, depth, colour, interlaced] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25], png[28]];
  if (depth !== 8 || ![2, 6].includes(colour) || interlaced) throw new Error("a picture of another sort than the browser takes");
  const size = colour === 6 ? 4 : 3;
  const line = width * size;
  const raw = inflateSync(Buffer.concat(parts));
  const rows = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)];
    for (let x = 0; x < line; x += 1) {
      const here = y * line + x;
      const left = x >= size ? rows[here - size] : 0;
      const up = y ? rows[here - line] : 0;
      const corner = x >= size && y ? rows[here - line - size] : 0;
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
      rows[here] = raw[y * (line + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth][filter];
    }
  }
  const pixels = Array.from({ length: width * height }, (_, n) => (rows[n * size] << 16) | (rows[n * size + 1] << 8) | rows[n * size + 2]);
  return { width, height, pixels };
}

const apart = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

/** The same picture in its 256 most frequent colours; each other colour becomes the nearest of them. */
export function smaller(png) {
  const { width, height, pixels } = decode(png);
  const often = new Map();
  for (const pixel of pixels) often.set(pixel, (often.get(pixel) ?? 0) + 1);
  const palette = [...often].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([pixel]) => pixel);
  const index = new Map(palette.map((pixel, n) => [pixel, n]));
  for (const pixel of often.keys()) {
    if (index.has(pixel)) continue;
    let best = 0;
    for (let n = 1; n < palette.length; n += 1) if (apart(pixel, palette[n]) < apart(pixel, palette[best])) best = n;
    index.set(pixel, best);
  }
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((pixel, n) => (rows[Math.floor(n / width) * (width + 1) + 1 + (n % width)] = index.get(pixel)));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((pixel) => [pixel >> 16, (pixel >> 8) & 255, pixel & 255]));
  return Buffer.concat([png.subarray(0, 8), chunk("IHDR", head), chunk("PLTE", colours), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
