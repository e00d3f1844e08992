/* Makes every step fit the wall: a few sizes of text for the whole session, found by search; and
   where a step has no room even so, several pictures instead of one. */
(() => {
  "use strict";

  const { kp } = window;
  // Multiples of the smallest text, which the style sheet sets from the size of the screen.
  const MOST = 2.1;
  const LARGEST = 3;
  const HALVINGS = 6;
  const GROWTH = 1.15;
  // Held in the hand or magnified a lot, a page is read by scrolling. The style sheet has the same
  // limits.
  const hand = window.matchMedia("(max-width: 600px), (max-height: 480px)");

  /* What a step may be parted between: lists and the like piece by piece. Headings stand on
     every picture of it. */
  const WHOLE = "h1, h3, .kp-qr, .kp-notat, pre, .kp-avtale__linjer";
  /** @type {(part: Del) => Del[]} */
  const blocksOf = (part) => {
    const children = [...part.children].filter((one) => !one.hidden && !one.matches(WHOLE));
    return children.flatMap((one) => (one.matches("ul, ol, div, form") ? blocksOf(one) : [one]));
  };
  /** @type {(area: Del, size: number) => void} */
  const setSize = (area, size) => area.style.setProperty("--kp-storrelse", String(size));
  /** @type {(area: Del) => boolean} */
  const overflows = (area) =>
    area.scrollHeight > area.clientHeight || area.scrollWidth > area.clientWidth;
  /** @type {(blocks: Del[], from: number, to: number) => void} */
  const show = (blocks, from, to) => {
    for (const [at, block] of blocks.entries())
      block.classList.toggle("er-utenfor", at < from || at >= to);
  };
  /** @type {(step: Del, later: boolean) => void} */
  const showLater = (step, later) => step.closest(".kp-fase").classList.toggle("er-videre", later);

  /**
   * Return where each picture begins, at the size that is set, with at most so many blocks on each;
   * null if one alone has no room.
   * @type {(area: Del, step: Del, blocks: Del[], most?: number) => number[] | null}
   */
  const split = (area, step, blocks, most = Number.POSITIVE_INFINITY) => {
    const starts = [0];
    let start = 0;
    showLater(step, false);
    for (let at = 0; at < blocks.length; at += 1) {
      show(blocks, start, at + 1);
      if (at - start < most && !overflows(area)) continue;
      if (at === start) return null;
      start = at;
      starts.push(at);
      showLater(step, true);
      show(blocks, at, at + 1);
      if (overflows(area)) return null;
    }
    return starts;
  };

  /**
   * As few pictures as there can be, with about as much on each.
   * @type {(area: Del, step: Del, blocks: Del[]) => number[] | null}
   */
  const splitEvenly = (area, step, blocks) => {
    const starts = split(area, step, blocks);
    const even = starts && split(area, step, blocks, Math.ceil(blocks.length / starts.length));
    return even?.length === starts?.length ? even : starts;
  };

  /**
   * Where each picture of a step begins at a size; null if it has no room.
   * @type {(area: Del, step: Del, blocks: Del[], size: number) => number[] | null}
   */
  const pictures = (area, step, blocks, size) => {
    setSize(area, size);
    showLater(step, false);
    show(blocks, 0, blocks.length);
    return overflows(area) ? splitEvenly(area, step, blocks) : [0];
  };

  /**
   * The largest size between 1 and `most` that fits, and it is the last of those tried that did; 0
   * if none does.
   * @type {(most: number, fits: (size: number) => boolean) => number}
   */
  const search = (most, fits) => {
    if (fits(most)) return most;
    if (!fits(1)) return 0;
    let [low, high] = [1, most];
    for (let nr = 0; nr < HALVINGS; nr += 1) {
      const middle = (low + high) / 2;
      [low, high] = fits(middle) ? [middle, high] : [low, middle];
    }
    return low;
  };

  /**
   * The largest size up to `most` for a whole step. Where it has none, the way to it on a phone
   * gives way: first the address, then the code.
   * @type {(area: Del, step: Del, most?: number) => number}
   */
  const whole = (area, step, most = MOST) => {
    /** @type {(size: number) => boolean} */
    const fits = (size) => {
      setSize(area, size);
      return !overflows(area);
    };
    const [blocks, extras] = [blocksOf(step), [...step.querySelectorAll(":scope > .kp-qr")]];
    showLater(step, false);
    show(blocks, 0, blocks.length);
    for (let kept = extras.length; kept > 0; kept -= 1) {
      show(extras, 0, kept);
      const size = search(most, fits);
      if (size) return size;
    }
    show(extras, 0, 0);
    return search(most, fits);
  };

  /**
   * Three kinds of steps share a size each: tasks and training, forms, and the rest.
   * @type {(step: Del) => Okt.Slag}
   */
  const kind = (step) =>
    step.matches("article") ? "oppgave" : step.querySelector("input") ? "skjema" : "tekst";

  /**
   * Show each step in turn and return the smallest of the sizes each kind needs.
   * @type {(vegg: Okt.Vegg, turnTo: (step: Del) => void) => Okt.Vegg["sizes"]}
   */
  const measure = (vegg, turnTo) => {
    /** @type {Okt.Vegg["sizes"]} */
    const sizes = {};
    vegg.alone = new Map();
    for (const step of vegg.steps) {
      turnTo(step);
      const which = kind(step);
      const size = whole(vegg.main, step, sizes[which]);
      vegg.alone.set(step, size);
      if (size) sizes[which] = size;
    }
    return sizes;
  };

  /** @type {(vegg: Okt.Vegg) => string} */
  const room = ({ main }) =>
    `${main.clientWidth} ${main.clientHeight} ${getComputedStyle(document.body).fontSize}`;

  /**
   * Fit a step by the session's sizes, `larger` steps up or down. Sets vegg.bilder and
   * vegg.storrelse.
   * @type {(vegg: Okt.Vegg, step: Del, larger: number) => void}
   */
  const fit = (vegg, step, larger) => {
    const blocks = blocksOf(step);
    const known = vegg.state.stor ? undefined : vegg.alone.get(step);
    const alone = known ?? whole(vegg.main, step);
    if (!vegg.state.stor) vegg.alone.set(step, alone);
    const own = vegg.state.stor ? alone : Math.min(alone || 1, vegg.sizes[kind(step)] ?? 1);
    const most = Math.min(LARGEST, Math.max(1, own * GROWTH ** larger));
    vegg.starts = [0];
    const size = search(most, (tried) => {
      const found = pictures(vegg.main, step, blocks, tried);
      vegg.starts = found ?? vegg.starts;
      return found !== null;
    });
    setSize(vegg.main, Math.max(1, size));
    Object.assign(vegg, {
      bilder: vegg.starts.length,
      storrelse: Math.max(1, size),
      trang: size < 1,
    });
  };

  /** @type {(vegg: Okt.Vegg, step: Del) => void} */
  const all = (vegg, step) => {
    Object.assign(vegg, { bilder: 1, starts: [0], storrelse: 1 });
    vegg.main.style.removeProperty("--kp-storrelse");
    showLater(step, false);
    const blocks = blocksOf(step);
    show(blocks, 0, blocks.length);
  };

  /* Make `step` fit; the session is measured anew where the room for it is another. `turnTo`
     shows a step. */
  kp.passe = (vegg, step, larger, turnTo) => {
    const now = room(vegg);
    vegg.trang = false;
    const at = /** @type {Del} */ (document.activeElement);
    if (hand.matches || document.body.classList.contains("kp-leder")) return all(vegg, step);
    if (vegg.room !== now) Object.assign(vegg, { sizes: measure(vegg, turnTo), room: now });
    turnTo(step);
    fit(vegg, step, larger);
    const { del } = vegg.state;
    const blocks = blocksOf(step);
    // What one writes in stays in sight.
    const writing = at.matches("input, textarea")
      ? blocks.findIndex((block) => block.contains(at))
      : -1;
    const wanted =
      writing < 0
        ? (del ?? Number.POSITIVE_INFINITY)
        : vegg.starts.findLastIndex((start) => start <= writing);
    vegg.state.del = Math.min(wanted, vegg.bilder - 1);
    showLater(step, vegg.state.del > 0);
    show(blocks, vegg.starts[vegg.state.del], vegg.starts[vegg.state.del + 1] ?? blocks.length);
  };
})();
