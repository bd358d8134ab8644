import { expect, it } from "vitest";
import { layText } from "../../web/src/pages/document/lay-text.js";

it("gives each passage its own part of segments that reach across passages", () => {
  const segments = [
    { start: 0, end: 4, text: "Drug" },
    { start: 4, end: 15, text: " works\nThe " },
    { start: 15, end: 19, text: "drug" },
    { start: 19, end: 26, text: " helps." },
  ];
  const laid = layText([{ offset: 0 }, { offset: 11 }], segments);
  expect(laid.map((part) => part.segments)).toEqual([
    [
      { start: 0, end: 4, text: "Drug" },
      { start: 4, end: 10, text: " works" },
    ],
    [
      { start: 11, end: 15, text: "The " },
      { start: 15, end: 19, text: "drug" },
      { start: 19, end: 26, text: " helps." },
    ],
  ]);
});

it("leaves a passage without text empty", () => {
  const laid = layText([{ offset: 0 }, { offset: 1 }], [{ start: 0, end: 4, text: "\nAll" }]);
  expect(laid.map(({ segments }) => segments.map(({ text }) => text))).toEqual([[], ["All"]]);
});
