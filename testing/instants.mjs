// Reads a calendar from standard input with ical.js, as Thunderbird does, and prints every beginning between two years in
// seconds since 1970: [uid, seconds, …] for each series. Exceptions are those of the calendar.
import ICAL from "ical.js";

const [first, last] = process.argv.slice(2).map(Number);
let text = "";
for await (const piece of process.stdin) text += piece;
const calendar = new ICAL.Component(ICAL.parse(text));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one, { exceptions: [], strictExceptions: true }));
const found = [];
for (const event of events) {
  if (event.isRecurrenceException()) continue;
  for (const other of events) if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
  const beginnings = [];
  const steps = event.iterator();
  for (let next = steps.next(); next && next.year <= last; next = steps.next()) {
    if (next.year < first) continue;
    const one = event.getOccurrenceDetails(next);
    if (one.item.component.getFirstPropertyValue("status") !== "CANCELLED") beginnings.push(one.startDate.toUnixTime());
  }
  found.push([event.uid, ...beginnings]);
}
console.log(JSON.stringify(found));
