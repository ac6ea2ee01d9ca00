import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Api, Programme, Recording, Reminder } from "../protocol/api";
import ProgrammeCardPage from "./ProgrammeCardPage.test.svelte";
import { Catalogue } from "./catalogue.svelte";
import { Library } from "./library.svelte";
import { Model } from "./model.svelte";
import { readPreferences } from "./preferences";

const HOUR = 3_600_000;
const soon = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

let reminders: Reminder[];
let warning: string | null;
let model: Model;

beforeEach(() => {
  reminders = [];
  warning = null;
  const programme = {
    id: "p",
    channel_id: "a",
    title: "Cup Final",
    start: soon(1),
    stop: soon(3),
  } as Programme;
  const api: Partial<Api> = {
    recordings: async () => ({ recordings: [], used_bytes: 0, quota_bytes: 1 }),
    recordingRules: async () => [],
    reminders: async () => reminders,
    addReminder: async (asked) => ((reminders = [{ ...asked, id: 7 }]), reminders[0] as Reminder),
    removeReminder: async (id) => void (reminders = reminders.filter((one) => one.id !== id)),
    record: async () => ({ title: "Cup Final", warning }) as Recording,
  };
  const known = api as Api;
  model = new Model(new Catalogue(known), readPreferences({ getItem: () => null }), new Library(known));
  render(ProgrammeCardPage, { model, api: known, programme: { ...programme, categories: [] } });
});

afterEach(cleanup);

const press = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));
const said = (text: string) => expect.poll(() => model.toasts.map((toast) => toast.text)).toContain(text);

test("a reminder of what is still to come is set and taken back", async () => {
  await press("Remind me");
  await said("You will be reminded of “Cup Final”.");
  expect(reminders).toMatchObject([{ title: "Cup Final", channel_id: "a" }]);
  await press("Reminder set");
  await screen.findByRole("button", { name: "Remind me" });
  expect(reminders).toEqual([]);
});

test("a want of room is told when something is to be recorded", async () => {
  warning = "it needs about 2 GiB, and there is room for 1 GiB";
  await press("Record");
  await said("“Cup Final” will be recorded, but it needs about 2 GiB, and there is room for 1 GiB.");
});
