/* Makes a step fit the wall: the largest text that has room, and where none has, several pictures instead of one. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  // Multiples of the smallest text, which the style sheet sets from the size of the screen.
  const SIZES = [1, 1.2, 1.45, 1.75, 2.1, 2.5];
  // A phone in the hand is read by scrolling.
  const HAND = 600;

  const blocksOf = (step) => [...step.querySelectorAll(":scope > p:not(.kp-qr), :scope > div > p, :scope > ul > li, :scope > dl")].filter((block) => !block.hidden);

  const setSize = (area, size) => area.style.setProperty("--kp-storrelse", SIZES[size]);
  const overflows = (area) => area.scrollHeight > area.clientHeight + 1;
  const show = (blocks, from, to) => blocks.forEach((block, at) => block.classList.toggle("er-utenfor", at < from || at >= to));

  /* Return where each picture begins, at the size that is set; null if one block alone has no room. */
  const split = (area, blocks) => {
    const starts = [0];
    for (let at = 0; at < blocks.length; at += 1) {
      show(blocks, starts.at(-1), at + 1);
      if (!overflows(area)) continue;
      if (at === starts.at(-1)) return null;
      starts.push(at);
      show(blocks, at, at + 1);
      if (overflows(area)) return null;
    }
    return starts;
  };

  const largestWhole = (area) => {
    for (let size = SIZES.length - 1; size >= 0; size -= 1) {
      setSize(area, size);
      if (!overflows(area)) return size;
    }
    return -1;
  };

  /* Return the largest size at which the whole step has room, or -1. The task comes before the way to it on a phone:
     where both have no room, the address gives way first, then the code. */
  const wholeWith = (area, extras) => {
    for (let kept = extras.length; kept >= 0; kept -= 1) {
      show(extras, 0, kept);
      const size = largestWhole(area);
      if (size >= 0) return size;
    }
    show(extras, 0, extras.length);
    return -1;
  };

  /* Fit `step` into `area` and return its pictures: a function that shows number n, and how many there are. */
  kp.passe = (area, step, larger) => {
    const blocks = blocksOf(step);
    show(blocks, 0, blocks.length);
    if (window.innerWidth < HAND) {
      setSize(area, 0);
      return { antall: 1, vis: () => {} };
    }
    const whole = wholeWith(area, [...step.querySelectorAll(":scope > .kp-qr")]);
    let size = Math.min(SIZES.length - 1, Math.max(0, (whole < 0 ? 1 : whole) + larger));
    let starts = [0];
    for (; size >= 0; size -= 1) {
      setSize(area, size);
      show(blocks, 0, blocks.length);
      const found = overflows(area) ? split(area, blocks) : [0];
      if (found) {
        starts = found;
        break;
      }
    }
    const vis = (number) => show(blocks, starts[number], starts[number + 1] ?? blocks.length);
    return { antall: starts.length, vis };
  };
})();
