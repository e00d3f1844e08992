/* A text as a QR code, by ISO/IEC 18004:2015: byte mode, error correction level M, versions 2 to
   10. The numbers are its clauses. */
(() => {
  "use strict";

  const { kp } = window;

  // Level M, from version 2 on: data codewords, and error correction codewords in each of so many
  // blocks (tables 7 and 9).
  const LEVEL_M = [
    [28, 16, 1],
    [44, 26, 1],
    [64, 18, 2],
    [86, 24, 2],
    [108, 16, 4],
    [124, 18, 4],
    [154, 22, 4],
    [182, 22, 5],
    [216, 26, 5],
  ];
  // Version information, from version 7 on (table D.1).
  const VERSIONS = [0x7c94, 0x85bc, 0x9a99, 0xa4d3];
  // Format information of level M and mask 010 (table C.1). A reader takes any mask; this one has
  // the fewest penalty points with our addresses.
  const FORMAT = 0x5e7c;

  // Modules of white around the symbol.
  const QUIET_ZONE = 4;

  /** @type {(number: number, at: number) => number} */
  const bit = (number, at) => (number >> at) & 1;

  /**
   * 7.4: mode, count (two bytes from version 10), bytes and terminator, all half a codeword late;
   * then pad codewords until there are `room`.
   * @type {(bytes: number[], version: number, room: number) => number[]}
   */
  const dataCodewords = (bytes, version, room) => {
    const late = [4, ...(version < 10 ? [] : [0]), bytes.length, ...bytes, 0];
    const data = late.slice(1).map((byte, at) => ((late[at] & 15) << 4) | (byte >> 4));
    for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
    return data;
  };

  /**
   * The product of two numbers in GF(256), modulo x⁸ + x⁴ + x³ + x² + 1.
   * @type {(a: number, b: number) => number}
   */
  const multiply = (a, b) => b && ((b & 1) * a) ^ multiply((a << 1) ^ ((a >> 7) * 0x11d), b >> 1);

  /**
   * 7.5.2: what is left of a block divided by the generator polynomial, whose roots are the first
   * powers of 2.
   * @type {(block: number[], degree: number) => number[]}
   */
  const correction = (block, degree) => {
    let generator = [1];
    for (let root = 1; generator.length <= degree; root = multiply(root, 2)) {
      generator = [...generator, 0].map((factor, at) => factor ^ multiply(generator[at - 1], root));
    }
    /** @type {(rest: number[], data: number) => number[]} */
    const divide = ([first, ...rest], data) =>
      [...rest, 0].map((left, at) => left ^ multiply(generator[at + 1], first ^ data));
    return block.reduce(divide, Array(degree).fill(0));
  };

  /**
   * 7.6: one codeword from each block in turn, first of the data, then of the error correction. The
   * last blocks may be longer.
   * @type {(data: number[], degree: number, count: number) => number[]}
   */
  const message = (data, degree, count) => {
    const blocks = Array.from({ length: count }, (_, at) =>
      data.splice(0, data.length / (count - at)),
    );
    /** @type {(lists: number[][]) => number[]} */
    const inTurn = (lists) =>
      lists[lists.length - 1].flatMap((_, at) => lists.flatMap((list) => list[at] ?? []));
    return [...inTurn(blocks), ...inTurn(blocks.map((block) => correction(block, degree)))];
  };

  /**
   * 6.3: the module of a finder, alignment or timing pattern at row `i` and column `j`; null where
   * there is none. Alignment patterns stand `apart` from row and column 6, and from each other, but
   * not in the three corners with finders.
   * @type {(size: number, apart: number, i: number, j: number) => number | null}
   */
  const pattern = (size, apart, i, j) => {
    /** @type {(...from: number[]) => number} */
    const ring = (...from) => Math.max(...from.map(Math.abs));
    const [down, across] = [i, j].map((at) => Math.min(at, size - 1 - at) - 3);
    const inCorner = ring(down, across) < 6 && (i < 9 || j < 9);
    const square = inCorner
      ? [1, 1, 0, 1, 0][ring(down, across)]
      : [1, 0, 1][ring(((i - 4) % apart) - 2, ((j - 4) % apart) - 2)];
    return square ?? (i === 6 || j === 6 ? 1 - ((i + j) % 2) : null);
  };

  /**
   * 6.3, 7.9 and 7.10: a symbol of function patterns, format and version information, with null
   * where the message goes.
   * @type {(version: number) => Okt.Symbol}
   */
  const functionPatterns = (version) => {
    const size = 17 + 4 * version;
    const apart = (size - 13) / (version < 7 ? 1 : 2);
    const line = Array.from({ length: size }, (_, at) => at);
    const symbol = line.map((i) => line.map((j) => pattern(size, apart, i, j)));
    /** @type {(at: number, near: number) => number} */
    const around = (at, near) => (at < 6 ? at : at < near ? at + 1 : size - 15 + at);
    for (let at = 0; at < 15; at += 1)
      symbol[around(at, 8)][8] = symbol[8][around(14 - at, 7)] = bit(FORMAT, at);
    symbol[size - 8][8] = 1;
    for (let at = 0; version > 6 && at < 18; at += 1) {
      const [i, j] = [Math.floor(at / 3), size - 11 + (at % 3)];
      symbol[i][j] = symbol[j][i] = bit(VERSIONS[version - 7], at);
    }
    return symbol;
  };

  /**
   * 7.7.3 and 7.8: put the message, masked, into two columns at a time from the right, upwards and
   * downwards by turns.
   * @type {(symbol: Okt.Symbol, data: number[]) => Okt.Symbol}
   */
  const place = (symbol, data) => {
    const rows = [...symbol];
    let at = 0;
    for (let right = rows.length - 1; right > 0; right -= right === 8 ? 3 : 2) {
      for (const row of rows.reverse()) {
        for (const j of [right, right - 1])
          if (row[j] === null) row[j] = bit(data[at >> 3], 7 - (at++ % 8)) ^ Number(j % 3 === 0);
      }
    }
    return symbol;
  };

  /**
   * Return `text` as rows of modules, 1 for dark, in the smallest version that has room; null if
   * none has.
   * @type {Kp["qr"]["rows"]}
   */
  const rows = (text) => {
    const bytes = [...new TextEncoder().encode(text)];
    for (const [at, [room, degree, count]] of LEVEL_M.entries()) {
      const data = dataCodewords(bytes, at + 2, room);
      if (data.length === room)
        return place(functionPatterns(at + 2), message(data, degree, count));
    }
    return null;
  };

  /** @type {Kp["qr"]["draw"]} */
  const draw = (svg, text) => {
    const symbol = rows(text);
    if (!symbol) return false;
    const side = symbol.length + 2 * QUIET_ZONE;
    const dark = symbol.flatMap((row, i) =>
      row.map((module, j) => (module ? `M${j} ${i}h1v1h-1z` : "")),
    );
    svg.setAttribute("viewBox", `${-QUIET_ZONE},${-QUIET_ZONE},${side},${side}`);
    svg.querySelector("path").setAttribute("d", dark.join(""));
    return true;
  };

  kp.qr = { rows, draw };
})();
