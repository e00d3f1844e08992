/* Sessions as a calendar file (RFC 5545). Times are local, without a zone: two o'clock is two o'clock in the staff room. */
(() => {
  "use strict";

  const kp = (window.kp ??= {});
  const WEEK = 7;
  const LONGEST = 74;

  const pad = (number) => String(number).padStart(2, "0");
  const stamp = (date) =>
    `${date.getFullYear()}${pad(date.getMonth() + 1)}${pad(date.getDate())}T${pad(date.getHours())}${pad(date.getMinutes())}00`;
  const escape = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

  /* A line may have 75 bytes; the rest goes on the next, after a space. */
  const fold = (line) => {
    const bytes = new TextEncoder();
    const lines = [""];
    for (const sign of line) {
      if (bytes.encode(lines.at(-1) + sign).length > LONGEST) lines.push(" ");
      lines[lines.length - 1] += sign;
    }
    return lines.join("\r\n");
  };

  const event = ({ tittel, adresse, tid }, start) => [
    "BEGIN:VEVENT",
    `UID:${stamp(start)}-${adresse.length}-${[...adresse].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) >>> 0, 7)}@kvalitetsplan`,
    `DTSTAMP:${stamp(new Date())}`,
    `DTSTART:${stamp(start)}`,
    `DURATION:PT${tid}M`,
    `SUMMARY:${escape(tittel)}`,
    `DESCRIPTION:${escape(adresse)}`,
    `URL:${adresse}`,
    "END:VEVENT",
  ];

  /* From sessions ({tittel, adresse, tid}) to the text of a file; the first at `start`, the others so many weeks apart. */
  kp.kalender = (sessions, start, weeks) => {
    const day = (number) => new Date(start.getFullYear(), start.getMonth(), start.getDate() + number * weeks * WEEK, start.getHours(), start.getMinutes());
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kvalitetsplan//NO", ...sessions.flatMap((one, nr) => event(one, day(nr))), "END:VCALENDAR"];
    return `${lines.map(fold).join("\r\n")}\r\n`;
  };
})();
