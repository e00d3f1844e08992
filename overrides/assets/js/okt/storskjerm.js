/* The wall: in and out of it, and how it and the leader's window follow one another. */
(() => {
  "use strict";

  const { kp } = window;
  const { save, load } = kp.tilstand;
  const { draw, drawClock, focus, find, createBar, isOpen, isLeader } = kp.bilde;
  const { obey, tell } = kp.handling;
  const TICK = 250;
  const body = document.body;
  const asked = () => new URLSearchParams(location.hash.slice(1));

  /** @type {(vegg: Okt.Vegg) => Promise<void>} */
  const stayAwake = async (vegg) => {
    vegg.awake?.release();
    vegg.awake = await navigator.wakeLock?.request("screen").catch(() => null);
    const remark = find(".kp-vegg__vaken");
    // The remark takes room from a step, and steps share their sizes: all are measured anew.
    if (remark.hidden !== Boolean(vegg.awake)) vegg.room = "";
    remark.hidden = Boolean(vegg.awake);
    // The wall may have been left while the browser thought about it.
    if (isOpen()) draw(vegg);
    else letSleep(vegg);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const letSleep = (vegg) => {
    vegg.awake?.release();
    vegg.awake = null;
  };

  /**
   * Whatever closed the wall (Esc, a button, the browser's Back): leave everything as it was.
   * @type {(vegg: Okt.Vegg) => void}
   */
  const close = (vegg) => {
    if (document.fullscreenElement) document.exitFullscreen();
    letSleep(vegg);
    for (const one of document.querySelectorAll("dialog[open]")) one.close();
    vegg.state.skjult = false;
    vegg.main.style.removeProperty("--kp-storrelse");
    save(vegg);
    draw(vegg);
    vegg.send("farvel");
  };

  /**
   * From the address on a phone: the same step, and the same clock.
   * @type {(vegg: Okt.Vegg) => void}
   */
  const takeOver = (vegg) => {
    const [steg, slutt] = ["steg", "slutt"].map((name) =>
      Number.parseInt(asked().get(name) ?? "", 10),
    );
    if (vegg.steps[steg]) Object.assign(vegg.state, { steg, del: 0 });
    if (slutt > 0)
      vegg.state.klokker[kp.tilstand.number(vegg)] = { slutt: slutt * 1000, igjen: null };
  };

  /**
   * The codes take room: with them, everything is measured anew.
   * @type {(vegg: Okt.Vegg, leader: boolean) => Promise<void>}
   */
  const showWays = async (vegg, leader) => {
    await kp.telefon.find();
    if (leader || !kp.telefon.fill(vegg.steps)) return;
    vegg.room = "";
    if (isOpen()) draw(vegg);
  };

  /** @type {(vegg: Okt.Vegg, leader: boolean) => void} */
  const open = (vegg, leader) => {
    load(vegg);
    if (leader) {
      Object.assign(vegg, { folger: null, onsket: asked().get("vegg") || null });
      takeOver(vegg);
    }
    draw(vegg);
    focus(vegg);
    stayAwake(vegg);
    showWays(vegg, leader);
    vegg.send(leader ? "spor" : "tilstand", leader ? null : tell(vegg));
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const enter = (vegg) => {
    const [was, leader] = [isOpen(), asked().has("leder")];
    const now = leader || asked().has("storskjerm");
    body.classList.toggle("kp-storskjerm", now);
    body.classList.toggle("kp-leder", leader);
    find(".kp-vegg").hidden = !now;
    if (now) open(vegg, leader);
    else if (was) close(vegg);
    else draw(vegg);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const leave = (vegg) => {
    history.replaceState(null, "", `${location.pathname}${location.search}`);
    enter(vegg);
    find("a[href='#storskjerm']").focus();
  };

  /**
   * The leader's window follows the wall it was opened from; if none, the first that answers, and
   * that one alone.
   * @type {(vegg: Okt.Vegg, wall: string, told: Okt.Fortalt) => void}
   */
  const follow = (vegg, wall, { state, bilder, storrelse, mork, lag }) => {
    if (!isLeader() || (vegg.folger ?? vegg.onsket ?? wall) !== wall) return;
    Object.assign(vegg, { folger: wall, state, bilder });
    kp.lager.write("localStorage", "storrelse", storrelse);
    kp.lager.write("localStorage", "mork", mork);
    kp.lag.join(lag);
    draw(vegg);
  };

  /** @type {(vegg: Okt.Vegg, kind: string, wall: string, value: any) => void} */
  const answer = (vegg, kind, wall, value) => {
    const isThisWall = isOpen() && !isLeader();
    if (kind === "tilstand") follow(vegg, wall, value);
    else if (kind === "farvel" && isLeader() && wall === vegg.folger) {
      Object.assign(vegg, { folger: null, onsket: null });
      draw(vegg);
    } else if (kind === "spor" && isThisWall) vegg.send("tilstand", tell(vegg));
    else if (kind === "gjor" && isThisWall && wall === vegg.id) obey(vegg, value);
  };

  /** @type {(vegg: Okt.Vegg) => void} */
  const connect = (vegg) => {
    const send = kp.kanal((kind, wall, value) => answer(vegg, kind, wall, value));
    vegg.send = (kind, value) => send(kind, isLeader() ? vegg.folger : vegg.id, value);
  };

  /**
   * Fit again whenever the room, or what is written in it, is another.
   * @type {(vegg: Okt.Vegg) => void}
   */
  const watch = (vegg) => {
    const again = () => isOpen() && draw(vegg);
    // What is written in a step changes the room that step needs, and no other's.
    const rewritten = () => {
      vegg.alone.delete(kp.tilstand.step(vegg));
      save(vegg);
      again();
    };
    if ("ResizeObserver" in window)
      new ResizeObserver(() => requestAnimationFrame(again)).observe(vegg.main);
    window.addEventListener("resize", again);
    vegg.main.addEventListener("input", rewritten);
    vegg.main.addEventListener("toggle", rewritten, { capture: true });
  };

  kp.storskjerm = (main, okt, words) => {
    const vegg = kp.tilstand.create(main, okt, words);
    vegg.leave = () => leave(vegg);
    createBar(vegg);
    connect(vegg);
    for (const one of document.querySelectorAll(".kp-roller [hidden]")) one.hidden = false;
    kp.inn(vegg);
    watch(vegg);
    window.addEventListener("hashchange", () => enter(vegg));
    window.addEventListener("pagehide", () => isOpen() && !isLeader() && vegg.send("farvel"));
    document.addEventListener(
      "visibilitychange",
      () => isOpen() && !document.hidden && stayAwake(vegg),
    );
    setInterval(() => isOpen() && drawClock(vegg), TICK);
    enter(vegg);
  };
})();
