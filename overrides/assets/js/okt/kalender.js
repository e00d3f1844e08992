/* Sessions as a calendar file (RFC 5545). Times are Norwegian, and the file says itself when our
   clocks change. */
(() => {
  "use strict";

  const { kp } = window;
  const LONGEST = 74;
  const DAY = 86_400_000;
  const SECOND = 1000;
  const ZONE = "Europe/Oslo";
  // By directive 2000/84/EC: the last Sundays of March and October, at one o'clock UTC.
  /** @type {[string, string, string, string, string, number][]} */
  const CHANGES = [
    ["DAYLIGHT", "+0100", "+0200", "CEST", "19810329T020000", 3],
    ["STANDARD", "+0200", "+0100", "CET", "19961027T030000", 10],
  ];
  // Summer, by week; Christmas and Easter by date. The others differ from place to place.
  const SUMMER = [26, 27, 28, 29, 30, 31, 32, 33];

  /** @type {(ms: number) => string} */
  const utc = (ms) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
  /** @type {(ms: number) => string} */
  const local = (ms) => utc(ms).slice(0, -1);
  /** @type {(text: string) => string} */
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

  /**
   * A line may have 75 bytes; the rest goes on the next, after a space.
   * @type {(line: string) => string}
   */
  const fold = (line) => {
    const bytes = new TextEncoder();
    const lines = [""];
    for (const sign of line) {
      if (bytes.encode(lines.at(-1) + sign).length > LONGEST) lines.push(" ");
      lines[lines.length - 1] += sign;
    }
    return lines.join("\r\n");
  };

  /**
   * ISO 8601: the week of the year's first Thursday is number one.
   * @type {(ms: number) => number}
   */
  const week = (ms) => {
    const thursday = ms + (3 - ((new Date(ms).getUTCDay() + 6) % 7)) * DAY;
    const first = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
    return Math.floor((thursday - first) / DAY / 7) + 1;
  };

  /**
   * Easter Sunday (the Gregorian computus, Meeus 1991), as days of UTC.
   * @type {(year: number) => number}
   */
  const easter = (year) => {
    const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
    const h =
      (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) %
      30;
    const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
    const m = Math.floor((a + 11 * h + 22 * l) / 451);
    const day = h + l - 7 * m + 114;
    return Date.UTC(year, Math.floor(day / 31) - 1, (day % 31) + 1);
  };

  /** @type {(ms: number, weeks: number[]) => boolean} */
  const isHoliday = (ms, weeks) => {
    const [date, sunday] = [utc(ms).slice(4, 8), easter(new Date(ms).getUTCFullYear())];
    const isEaster = ms >= sunday - 7 * DAY && ms < sunday + 2 * DAY;
    return isEaster || date >= "1221" || date <= "0102" || [...SUMMER, ...weeks].includes(week(ms));
  };

  /**
   * `count` starts from the first, so many weeks apart; past the weeks without school, if they are
   * told.
   * @type {(first: number, count: number, apart: number, weeks: number[] | null) => number[]}
   */
  const dates = (first, count, apart, weeks) => {
    /** @type {number[]} */
    const starts = [];
    for (let at = first; starts.length < count && at < first + 1500 * DAY; at += apart * 7 * DAY)
      if (!weeks || !isHoliday(at, weeks)) starts.push(at);
    return starts;
  };

  /** @type {(change: (typeof CHANGES)[number]) => string[]} */
  const change = ([kind, from, to, name, start, month]) => [
    `BEGIN:${kind}`,
    `TZOFFSETFROM:${from}`,
    `TZOFFSETTO:${to}`,
    `TZNAME:${name}`,
    `DTSTART:${start}`,
    `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=-1SU`,
    `END:${kind}`,
  ];
  const zone = () => [
    "BEGIN:VTIMEZONE",
    `TZID:${ZONE}`,
    ...CHANGES.flatMap(change),
    "END:VTIMEZONE",
  ];

  /** @type {(text: string) => string} */
  const hash = (text) =>
    [...text].reduce((sum, sign) => (sum * 31 + Number(sign.codePointAt(0))) >>> 0, 7).toString(36);

  /**
   * The same session in the same series and school year is the same event, whenever it is; a later
   * file moves it.
   * @type {(session: Okt.Avtalt, nr: number, start: number, series: string) => string[]}
   */
  const event = ({ tittel, adresse, tid, forarbeid }, nr, start, series) => [
    "BEGIN:VEVENT",
    `UID:${series}-${nr + 1}@kvalitetsplan`,
    `SEQUENCE:${Math.floor((Date.now() - Date.UTC(2026, 0)) / SECOND)}`,
    `DTSTAMP:${utc(Date.now())}`,
    `DTSTART;TZID=${ZONE}:${local(start)}`,
    `DURATION:PT${tid}M`,
    `SUMMARY:${escaped(tittel)}`,
    `DESCRIPTION:${escaped([forarbeid, adresse].filter(Boolean).join("\n\n"))}`,
    `URL:${adresse}`,
    "END:VEVENT",
  ];

  /**
   * The year a school year begins.
   * @type {(ms: number) => number}
   */
  const schoolYear = (ms) =>
    new Date(ms).getUTCFullYear() - (new Date(ms).getUTCMonth() < 7 ? 1 : 0);

  /* A short name for what a text says. */
  kp.kalenderId = (text) => `${hash(text)}-${hash([...text].reverse().join(""))}`;

  /* From sessions ({tittel, adresse, tid, forarbeid}) to the text of a file. `first` is
     «2026-10-14T14:15»; `weeks` are those without school, or null where they do not matter;
     `series` is a name for them that stays. */
  kp.kalender = (sessions, first, { apart, weeks, series }) => {
    const start = Date.parse(`${first.slice(0, 16)}:00Z`);
    const events = dates(start, sessions.length, apart, weeks).flatMap((at, nr) =>
      event(sessions[nr], nr, at, `${series}-${schoolYear(start)}`),
    );
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//kvalitetsplan//NO",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      ...zone(),
      ...events,
      "END:VCALENDAR",
    ];
    return `${lines.map(fold).join("\r\n")}\r\n`;
  };
})();
