/** Dated series of a jurisdiction. */
import type { Confidence, Series } from "../../engine/index.ts";
import type { Source } from "../syntax/source.ts";
import type { JurisdictionNode, SeriesNode } from "../tree/rule.ts";
import { citationsOf } from "./rule.ts";

const seriesOf = (node: SeriesNode, titles: ReadonlyMap<string, string>, file: string): Series => {
  const confidence = node.lines.find((line) => line.kind === "confidence");
  return {
    name: node.name.text,
    title: node.title.text,
    cites: citationsOf(node, titles),
    confidence: (confidence?.level.text ?? "unverified") as Confidence,
    checked: confidence?.checked?.day ?? null,
    verifiedTo: node.lines.find((line) => line.kind === "verified")?.to.day ?? null,
    values: node.lines.flatMap((line) =>
      line.kind === "value" && line.from.day !== null ? [{ from: line.from.day, percent: line.rate.percent }] : [],
    ),
    file,
    line: node.span.line,
  };
};

/** Series of one jurisdiction, in source order. The tree must be free of errors. */
export const seriesIn = (node: JurisdictionNode, source: Source): readonly Series[] => {
  const titles = new Map(node.items.flatMap((item) => (item.kind === "source" ? [[item.name.text, item.title.text] as const] : [])));
  return node.items.flatMap((item) => (item.kind === "series" ? [seriesOf(item, titles, source.file)] : []));
};
