"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./last.js");

const { kp } = load("okt/kalender.js");

/** @type {(count: number) => Okt.Avtalt[]} */
const sessions = (count) =>
  Array.from({ length: count }, (_, at) => ({
    tittel: `Økt ${at + 1}`,
    adresse: "https://plan.invalid/okt.html",
    tid: 60,
    forarbeid: "Les; tenk, og skriv",
  }));

/** @type {(text: string) => string[]} */
const starts = (text) => [...text.matchAll(/DTSTART;TZID=Europe\/Oslo:(\S+)/g)].map(([, at]) => at);

test("sessions come so many weeks apart, at the same time of the clock", () => {
  const text = kp.kalender(sessions(3), "2026-10-14T14:15", { apart: 2, weeks: null, series: "s" });
  assert.deepEqual(starts(text), ["20261014T141500", "20261028T141500", "20261111T141500"]);
});

test("no session falls in a week without school, at Christmas or at Easter", () => {
  const options = { apart: 1, weeks: [8], series: "s" };
  const winter = kp.kalender(sessions(3), "2026-12-16T08:00", options);
  assert.deepEqual(starts(winter), ["20261216T080000", "20270106T080000", "20270113T080000"]);
  const spring = kp.kalender(sessions(3), "2027-02-17T08:00", options);
  assert.deepEqual(starts(spring), ["20270217T080000", "20270303T080000", "20270310T080000"]);
  const easter = kp.kalender(sessions(2), "2027-03-17T08:00", options);
  assert.deepEqual(starts(easter), ["20270317T080000", "20270331T080000"]);
});

test("no line has more than 75 bytes, and signs that mean something are escaped", () => {
  const text = kp.kalender(sessions(1), "2026-10-14T14:15", { apart: 1, weeks: null, series: "s" });
  const lengths = text.split("\r\n").map((line) => new TextEncoder().encode(line).length);
  assert.ok(Math.max(...lengths) <= 75);
  assert.match(text.replaceAll("\r\n ", ""), /DESCRIPTION:Les\\; tenk\\, og skriv\\n\\nhttps/);
});
