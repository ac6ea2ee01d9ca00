import { expect, test } from "vitest";
import { timeSaid } from "./when";

const noon = new Date(2026, 5, 1, 12, 0, 0).getTime() / 1000;

test.each([
  ["22:30", 10.5],
  ["10.30 pm", 10.5],
  ["at 9 pm", 9],
  ["7 am", 19],
  ["12 am", 12],
  ["tonight", 8],
  ["this evening", 7],
  ["tomorrow evening", 31],
  ["tomorrow at 20:00", 32],
  ["now", 0],
  ["eleven", 11],
  ["half past ten", 10.5],
  ["quarter to nine", 8.75],
  ["elf Uhr", 11],
  ["halb elf", 10.5],
  ["viertel nach acht", 8.25],
  ["las once y media", 11.5],
  ["las nueve menos cuarto", 8.75],
  ["onze heures et demie", 11.5],
  ["22h30", 10.5],
  ["zweiundzwanzig Uhr dreißig", 10.5],
  ["alle ventitré", 11],
  ["alle undici e mezza", 11.5],
  ["heute Abend", 8],
  ["mañana por la noche", 31],
])("at noon, “%s” is %d hours away", (said, hours) => {
  expect(((timeSaid(said, noon) ?? Number.NaN) - noon) / 3600).toBe(hours);
});

test.each(["soon", "", "25:00", "10:75", "2020-01-01T00:00:00Z"])("“%s” is no time to come", (said) => {
  expect(timeSaid(said, noon)).toBeNull();
});

test("an ISO time is itself", () => {
  expect(timeSaid("2099-01-01T00:00:00Z", noon)).toBe(Date.UTC(2099, 0, 1) / 1000);
});
