"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load, plain } = require("./last.js");

const { kp } = load("okt/adresse.js", "okt/klokke.js", "okt/tider.js", "okt/plan.js");
const RAD = { minst: 5, hver: false, minutter: { 45: 5, 90: 10 } };

/** @type {(id: string, other?: object) => Okt.Rad} */
const rad = (id, other = {}) =>
  /** @type {Okt.Rad} */ (/** @type {unknown} */ ({ id, navn: id, viser: "", ...RAD, ...other }));

test("a session is the same when its address is read again", () => {
  const address =
    "?okt=start&tittel=M%C3%B8te%20%C3%A9n&les=a/b&oppgaver=a/c,eget/1&trening=d/e" +
    "&tid=60&antall=12&gruppe=4&mote=2&fra=14:15&eget=Hva%20n%C3%A5%3F" +
    "&egenfase=Kaffe%7CVi%20tar%20en%20pause&faser=start:10,egen/1:15h,mote:0h";
  assert.equal(kp.adresse.write(kp.adresse.read(address)), address);
});

test("what makes no sense in an address is left out", () => {
  const okt = kp.adresse.read("?tid=-5&antall=mange&fra=25:99&oppgaver=,,a/b,a/b&faser=start:x");
  assert.deepEqual(plain([okt.tid, okt.antall, okt.fra, okt.oppgaver]), [0, 0, "", ["a/b"]]);
  assert.deepEqual(plain(okt.faser), [{ id: "start", minutter: 0, hand: false }]);
});

test("no sign is halved in an address, and half a sign stops nothing", () => {
  const okt = kp.adresse.read(
    `?tittel=${"a".repeat(199)}😀b&eget=${"b".repeat(299)}👩‍🏫&egenfase=${"c".repeat(23)}🙂d|${"e".repeat(299)}😀f`,
  );
  assert.equal(okt.tittel, `${"a".repeat(199)}…`);
  assert.equal(okt.egenfase[0].navn, `${"c".repeat(23)}…`);
  assert.equal(kp.adresse.read(`?tittel=${"a".repeat(199)}😀`).tittel, `${"a".repeat(199)}😀`);
  assert.deepEqual(plain(kp.adresse.read(kp.adresse.write(okt))), plain(okt));
  assert.equal(kp.adresse.write({ ...okt, tittel: "A\ud83d" }).slice(0, 18), "?tittel=A%EF%BF%BD");
});

test("an address that cannot be read is taken as it stands", () => {
  for (const [hash, said] of [
    ["#%", "%"],
    ["#50%", "50%"],
    ["#%C3", "%C3"],
    ["#b%C3%A5t", "båt"],
    ["", ""],
  ])
    assert.equal(kp.lest.anchor(hash), said);
});

test("a session over two meetings has the phases of the one that is asked for", () => {
  const okt = kp.adresse.read("?faser=en:5,mote:0h,to:5,tre:5&mote=2");
  assert.deepEqual(plain(kp.adresse.meeting(okt).map(({ id }) => id)), ["to", "tre"]);
  const first = kp.adresse.meeting({ ...okt, mote: 1 });
  assert.deepEqual(plain(first.map(({ id }) => id)), ["en", "mote"]);
});

test("the minutes of the phases make the session's time together", () => {
  for (const time of [30, 45, 61, 90, 240]) {
    const given = kp.tider.propose([rad("a"), rad("b"), rad("c")], time, 2);
    assert.equal(
      given.reduce((sum, one) => sum + one, 0),
      time,
    );
    assert.ok(Math.min(...given) >= 5);
  }
});

test("a phase that is set by hand keeps its minutes", () => {
  const okt = kp.adresse.read("?tid=60&faser=a:0,b:20h,c:0");
  kp.plan.retime(okt, [rad("a"), rad("b"), rad("c")]);
  assert.deepEqual(plain(okt.faser.map(({ minutter }) => minutter)), [20, 20, 20]);
});

test("a phase comes and goes with what it shows", () => {
  const rows = [rad("start"), rad("ove", { viser: "øvelser" })];
  const data = /** @type {Okt.PlanleggData} */ (/** @type {unknown} */ ({ forslag: {} }));
  const okt = kp.adresse.read("?tid=60&trening=a/b");
  kp.plan.start(okt, rows);
  const ids = () => plain(okt.faser.map(({ id }) => id));
  assert.deepEqual(ids(), ["start", "ove"]);
  kp.plan.refill(okt, rows, data, () => okt.trening.splice(0));
  assert.deepEqual(ids(), ["start"]);
  kp.plan.refill(okt, rows, data, () => okt.trening.push("a/b"));
  assert.deepEqual(ids(), ["start", "ove"]);
});

test("time of the clock goes round midnight", () => {
  assert.equal(kp.tider.later("23:50", 25), "00:15");
  assert.equal(kp.tider.between("23:50", "00:15"), 25);
});

test("taking time away stops at zero, and past zero it is told with a plus", () => {
  const { add, left, fresh, text, MINUTE } = kp.klokke;
  assert.equal(left(add(fresh(1), -5)), 0);
  assert.equal(left(add(fresh(1), 2)), 3 * MINUTE);
  assert.deepEqual([text(299_000), text(0), text(-12_000)], ["4:59", "0:00", "+0:12"]);
});

test("a site has what is its own, in both forms of Norwegian", () => {
  const top = "https://plan.invalid/a/b/";
  const names = ["", "index.html", "nn/", "nn/index.html", "nb/"].map((one) =>
    kp.lager.own("nytt", top + one),
  );
  assert.deepEqual([...new Set(names)], ["nytt:/a/b/"]);
  assert.equal(kp.lager.own("nytt", "https://plan.invalid/a/c/"), "nytt:/a/c/");
});
